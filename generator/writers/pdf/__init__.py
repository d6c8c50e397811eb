"""Writes a document as a tagged PDF (PDF/UA-1 and PDF/A-2a) with Typst."""
