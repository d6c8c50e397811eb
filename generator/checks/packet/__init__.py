"""Dossier et dépôt: the consultation's own rules, files, deadline."""
