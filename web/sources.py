"""What the pages of the current application read from, with its type."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from flask import current_app, g

from archive.catalogue import Catalogue, CatalogueDamaged, catalogue_path
from archive.errors import IndexUnusable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from web.searching import CurrentSearcher
    from web.settings import Settings
    from web.shelf import Shelf
    from web.suggested_names import CurrentNames
    from web.term_base import CurrentTerms


def settings() -> Settings:
    """The settings the application was made with."""
    return cast("Settings", current_app.extensions["settings"])


def shelf() -> Shelf:
    """The documents."""
    return cast("Shelf", current_app.extensions["shelf"])


def searcher() -> CurrentSearcher:
    """The searcher over the index as it is now."""
    return cast("CurrentSearcher", current_app.extensions["searcher"])


def terms() -> CurrentTerms:
    """The term base as it is now."""
    return cast("CurrentTerms", current_app.extensions["terms"])


def names() -> CurrentNames:
    """The names that suggestions are made of."""
    return cast("CurrentNames", current_app.extensions["names"])


def setup(app: Flask) -> None:
    """Let go of what a request opened."""
    app.teardown_appcontext(_close)


def catalogue() -> Catalogue | None:
    """Who cites whom, opened once a request; None where the catalogue is missing or cannot be read."""
    if "catalogue" not in g:
        g.catalogue = Catalogue.open(catalogue_path(settings().index))
    return cast("Catalogue | None", g.catalogue)


@contextmanager
def catalogue_needed(known: Catalogue | None) -> Iterator[Catalogue]:
    """For what says nothing without the catalogue. Raises ``IndexUnusable`` where there is none, or it turns out damaged."""
    if known is None:
        raise IndexUnusable("the catalogue is missing; `archive index` makes it")
    try:
        yield known
    except CatalogueDamaged as error:
        raise IndexUnusable("the catalogue is damaged; `archive index --rebuild` makes it anew") from error


def _close(_error: BaseException | None) -> None:
    opened = g.pop("catalogue", None)
    if opened is not None:
        opened.close()
