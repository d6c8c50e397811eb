"""What every layer stands on: diagnostics, YAML with spans, records, money, days, files."""
