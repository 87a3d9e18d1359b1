"""What a reader types → what is looked for: leaves (for highlighting) and one query tree (for an engine)."""

from indexer.query.expression import Expression, wanted
from indexer.query.leaves import Leaf
from indexer.query.syntax import MAX_CHARACTERS, MAX_LEAVES, leaves, read
from indexer.query.tree import for_documents, for_passages

__all__ = ["MAX_CHARACTERS", "MAX_LEAVES", "Expression", "Leaf", "for_documents", "for_passages", "leaves", "read", "wanted"]
