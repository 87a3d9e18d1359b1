"""Where the leaves of a query stand in folded text: compiled once a query, found without cutting the whole text.

What a match is, is defined by the tokens of ``analysis.tokens``; the ways here give the same ranges, quicker.
"""

from indexer.occurrences.finding import Occurrences

__all__ = ["Occurrences"]
