"""Planning: sessions, meetings, dates, places in a group."""
