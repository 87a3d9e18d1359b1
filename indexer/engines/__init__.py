"""Engines behind ``indexer.engine``: they store and count terms and know nothing of Chinese or English."""
