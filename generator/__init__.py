"""Builds French tender-response packets from a brief, an offer and reusable blocks."""

__version__ = "0.1.0"
