"""What the product promises about time and memory, measured: medians and ratios of one run, never a test."""
