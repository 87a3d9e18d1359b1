"""Which documents, and which passages, answer, and in which order: by words, and where it is asked for by meaning."""

from indexer.finding.choice import Choice, Found
from indexer.finding.documents import find
from indexer.finding.meaning import Nearest, NearestPassages, fetched
from indexer.finding.passages import find_passages

__all__ = ["Choice", "Found", "Nearest", "NearestPassages", "fetched", "find", "find_passages"]
