"""Relecture: what the reviewers asked."""
