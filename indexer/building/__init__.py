"""The collection → an index of it."""

from indexer.building.build import update

__all__ = ["update"]
