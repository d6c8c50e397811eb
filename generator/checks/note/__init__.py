"""Note méthodologique: its date, sections, words, length of answers."""
