"""A buyer's PDF form (AcroForm, ISO 32000-1, 12.7): its fields read, filled in place, drawn, flattened when asked."""
