"""What the offer costs: the price list, the quote, its arithmetic."""
