"""What the buyer asks and what we answer: brief.yaml, offer.yaml, candidate.yaml."""
