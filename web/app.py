"""The application: settings in, Flask out."""

from __future__ import annotations

import gc
from contextlib import suppress
from typing import TYPE_CHECKING

from flask import Flask

from archive.catalogue import catalogue_path
from archive.errors import IndexUnusable
from archive.store import Collection
from web import errors, languages, naming, security, sources
from web.pages import (
    about,
    api,
    compare,
    concordance,
    document,
    downloads,
    health,
    home,
    like,
    open_search,
    rows,
    search,
    suggest,
    terms,
    terms_api,
    work,
)
from web.searching import CurrentSearcher
from web.shelf import Shelf
from web.suggested_names import CurrentNames
from web.term_base import CurrentTerms
from web.term_reports import TermReports

if TYPE_CHECKING:
    from web.settings import Settings


_WARM = "审批条件 approval"
"""Words of both languages, for all dictionaries."""


def create_app(settings: Settings) -> Flask:
    """The pages over one collection and its index. Reads nothing yet: a missing index is no error until somebody searches."""
    app = Flask(__name__)
    app.json.ensure_ascii = False  # type: ignore[attr-defined] # the default provider has it
    app.url_map.strict_slashes = False
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    _setup_sources(app, settings)
    languages.setup(app)
    naming.setup(app)
    security.setup(app)
    errors.setup(app)
    _setup_pages(app)
    return app


def warm_up(app: Flask) -> None:
    """Read the dictionaries, the documents and the templates now, not at the first reader's expense; before workers are forked.

    A page of results is made in each language, as for a reader. What is loaded stays shared: the garbage collector, which
    writes to every object that it looks at, leaves it alone from now on. The index is let go of again: a file opened before a
    fork has one reading position for all processes.
    """
    with app.app_context(), suppress(IndexUnusable):
        sources.shelf().index()
        sources.searcher().get().search("对照 warm", limit=1)
        helper = sources.searcher().get().helper
        helper.suggestions("dui", sources.names().get(helper))
        reader = app.test_client()
        for language in ("zh", "en"):
            reader.get("/search", query_string={"q": _WARM}, headers={"Accept-Language": language})
        sources.searcher().forget()
    gc.collect()
    gc.freeze()


def _setup_sources(app: Flask, settings: Settings) -> None:
    collection = Collection(settings.collection)
    app.extensions["settings"] = settings
    app.extensions["shelf"] = Shelf(collection, settings.documents_in_memory, catalogue_path(settings.index))
    app.extensions["terms"] = CurrentTerms(collection)
    app.extensions["names"] = CurrentNames(app.extensions["terms"])
    app.extensions["term_reports"] = TermReports()
    app.extensions["searcher"] = CurrentSearcher(settings.index)
    sources.setup(app)


def _setup_pages(app: Flask) -> None:
    for page in (
        home,
        search,
        suggest,
        open_search,
        document,
        like,
        rows,
        downloads,
        compare,
        concordance,
        terms,
        terms_api,
        work,
        about,
        api,
        health,
    ):
        app.register_blueprint(page.blueprint)
