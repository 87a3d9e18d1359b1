"""Two editions of a document → translation units and rows; corrections, staleness, mismatch. Pure."""
