"""Restes et généralités: marks, other clients, sentences that fit anyone."""
