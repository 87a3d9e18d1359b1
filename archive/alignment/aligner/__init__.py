"""Two lists of texts → which of them translate each other, with a score. Pure; knows nothing of documents."""
