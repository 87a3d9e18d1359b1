"""``/search``: results, and what narrows them down."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import Blueprint, render_template, request, url_for

from web.asked import emptying, expansion_chips, named_documents, note_said, placed
from web.chips import chips
from web.facets import facet_lists
from web.formats import OFFERED
from web.query_string import SORTS, SearchAddress, read_search
from web.results import paging, result_views
from web.sources import searcher, settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from indexer.showing.results import Answer

blueprint = Blueprint("search", __name__)


@blueprint.get("/search")
def show() -> str:
    """A page of results; without words, all documents, the newest first."""
    address = read_search(request.args)
    chosen = searcher().get().resolved(address.filters)
    address = replace(address, filters={facet: tuple(values) for facet, values in chosen.items()})
    per_page = settings().results_per_page
    answer = ask(address, limit=per_page, offset=(address.page - 1) * per_page)
    typed, address = address, replace(address, q=answer.showing or address.q)
    pages = paging(address.page, answer.total, per_page)
    found, named = placed(result_views(answer, address), named_documents(answer.direct, address), address.page)
    return render_template(
        "search.html",
        address=address,
        typed=typed,
        answer=answer,
        results=found,
        facets=facet_lists(answer, address),
        chips=chips(address, answer),
        expansions=expansion_chips(address, answer),
        notes=[note_said(note) for note in answer.notes],
        direct=named,
        emptying=emptying(address, answer),
        can_mean=searcher().get().can_search_by_meaning,
        pages=pages,
        sorts=SORTS,
        per_page=per_page,
        to=addressing(url_for("search.show")),
        formats=OFFERED,
    )


def ask(address: SearchAddress, *, limit: int, offset: int, passages: int = 3) -> Answer:
    """What the index answers, a page of it, each document with its best passages. Raises ``BadQuery``, ``IndexUnusable``."""
    return (
        searcher()
        .get()
        .search(
            address.q,
            filters=address.filters,
            issued_from=address.issued_from,
            issued_to=address.issued_to,
            sort=address.sort,
            limit=limit,
            offset=offset,
            passages=passages,
            off=address.off,
            semantic=address.meaning,
            exact=address.exact,
        )
    )


def addressing(path: str) -> Callable[[SearchAddress], str]:
    """What tells the address of a search: a page has fifty of them, each of which Flask would look up anew."""
    return lambda address: f"{path}?{urlencode(address.parameters(), doseq=True)}".removesuffix("?")
