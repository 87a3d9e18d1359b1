"""Two editions → rows: which passage answers to which. Pure."""
