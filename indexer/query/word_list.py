"""Word lists beside the modules that read them: words apart by spaces or lines, ``#`` before a comment."""

from __future__ import annotations

from importlib.resources import files


def listed(package: str, name: str) -> frozenset[str]:
    """The words of a list in a package."""
    lines = files(package).joinpath(name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
