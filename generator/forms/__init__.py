"""Official forms as dated data, filled from the files of an offer: candidature, then the acts that engage."""
