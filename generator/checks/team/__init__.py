"""Intervenants: profile, skills, diplomas, consent, CVs."""
