"""What every command is told: where the collection and its index are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """Where things are. ``index`` is derived from the collection and can be deleted at any time."""

    collection: Path
    index: Path
