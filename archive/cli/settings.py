"""What every command is told: where the collection and its index are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.store import Collection


@dataclass(frozen=True)
class Settings:
    """Where things are. ``index`` is derived from the collection and can be deleted at any time.

    ``engine``: which keeps the index, by its name; None for the one that it was made with, or the default one. ``vectors``:
    whether sentence vectors are kept beside it, where the extra that makes them is installed.
    """

    collection: Path
    index: Path
    engine: str | None = None
    vectors: bool = True

    def existing_collection(self) -> Collection:
        """The collection, whose folder must be there: a mistyped name is no empty collection. Raises NotFound."""
        from archive.errors import NotFound
        from archive.store import Collection

        if not self.collection.is_dir():
            raise NotFound(f"there is no folder {self.collection}; --collection names the folder of the documents")
        return Collection(self.collection)
