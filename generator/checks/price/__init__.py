"""Prix: one price everywhere, labelled as the buyer asks."""
