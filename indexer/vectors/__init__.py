"""Passages by what they mean: sentence vectors beside the index, where the extra ``[semantic]`` is installed."""

from indexer.vectors.nearest import Near, Vectors
from indexer.vectors.packs import FOLDER
from indexer.vectors.updating import update_vectors

__all__ = ["FOLDER", "Near", "Vectors", "update_vectors"]
