"""What the pages of the current application read from, with its type."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import current_app

if TYPE_CHECKING:
    from web.searching import CurrentSearcher
    from web.settings import Settings
    from web.shelf import Shelf


def settings() -> Settings:
    """The settings the application was made with."""
    return cast("Settings", current_app.extensions["settings"])


def shelf() -> Shelf:
    """The documents."""
    return cast("Shelf", current_app.extensions["shelf"])


def searcher() -> CurrentSearcher:
    """The searcher over the index as it is now."""
    return cast("CurrentSearcher", current_app.extensions["searcher"])
