"""An expression → the tree of nodes that an engine is handed."""

from indexer.trees.tree import for_documents, for_passages, for_whole_passages

__all__ = ["for_documents", "for_passages", "for_whole_passages"]
