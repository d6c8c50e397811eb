"""Electronic signature: who signs what and when, PAdES by pyHanko, and what a signed file says of itself."""
