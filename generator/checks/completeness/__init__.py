"""Complétude: every demanded piece, every demand answered, every reading confirmed."""
