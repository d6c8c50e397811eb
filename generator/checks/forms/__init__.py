"""Formulaires: the boxes and lines of DC1, DC2, DC4 and the like, as they are printed."""
