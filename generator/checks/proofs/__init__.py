"""Identifiants et justificatifs: numbers with their keys, certificates with their dates."""
