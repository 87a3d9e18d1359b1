"""A document → what the index holds of it: one entry for itself and one for each segment in each language."""

from indexer.entries.making import VERSION, entries, issuer_value

__all__ = ["VERSION", "entries", "issuer_value"]
