"""What a reader types → what is looked for: leaves (for highlighting) and one query tree (for an engine)."""

from indexer.query.expression import Expression, Most, Words, wanted
from indexer.query.leaves import Leaf
from indexer.query.naming import named_number
from indexer.query.reading import MAX_CHARACTERS, MAX_LEAVES, Query, leaves, read

__all__ = [
    "MAX_CHARACTERS",
    "MAX_LEAVES",
    "Expression",
    "Leaf",
    "Most",
    "Query",
    "Words",
    "leaves",
    "named_number",
    "read",
    "wanted",
]
