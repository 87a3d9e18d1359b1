"""Engines behind ``indexer.engine``: they store and count terms and know nothing of Chinese or English.

Only the engine that is asked for is imported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from archive.errors import IndexUnusable
from indexer.engine import Engine

DEFAULT = "tantivy" if find_spec("tantivy") else "whoosh"
"""The engine of a new index; pure Python where tantivy has no wheel."""

_ENGINES: Mapping[str, tuple[str, str]] = {
    "tantivy": ("indexer.engines.tantivy.engine", "TantivyEngine"),
    "whoosh": ("indexer.engines.whoosh.engine", "WhooshEngine"),
}
NAMES = tuple(_ENGINES)


def engine(name: str) -> Callable[..., Engine]:
    """The class of an engine. Raises IndexUnusable for one that there is not, or that is not installed."""
    if name not in _ENGINES:
        raise IndexUnusable(f"there is no engine {name!r}; there are {', '.join(NAMES)}")
    module, kind = _ENGINES[name]
    try:
        found: Callable[..., Engine] = getattr(import_module(module), kind)
    except ImportError as error:
        raise IndexUnusable(f"the engine {name} cannot be loaded ({error}); choose another: {', '.join(NAMES)}") from error
    return found


def open_engine(name: str, folder: Path, *, create: bool = False) -> Engine:
    """The index in a folder, or an empty one made there. Raises IndexUnusable; RebuildNeeded for what cannot be read."""
    return engine(name)(folder, create=create)


def version(name: str) -> str:
    """The name of an engine and of how it writes its files. Raises IndexUnusable."""
    kind: Any = engine(name)
    return str(kind.name)
