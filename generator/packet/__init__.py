"""Binds every document and annex into the one PDF that is sent."""
