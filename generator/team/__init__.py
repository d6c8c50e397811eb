"""Who runs the sessions: the interveners' files, and the references chosen for one brief."""
