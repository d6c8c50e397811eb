"""Concordance: what the finished files say, compared with the offer and with one another."""
