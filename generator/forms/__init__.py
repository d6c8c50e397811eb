"""DC1, DC2 and the statement on honour: forms as dated data, filled from the files of an offer."""
