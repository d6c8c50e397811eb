"""Review: what people changed in Word, brought back to the sources."""
