"""``/concordance`` and ``/api/concordance``: a term in context, with what renders it on the other side."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for

from archive.exchange.facts import Facts
from indexer.concordance import LINE_SORTS, MAX_EXPORTED, Concordance, ConcordanceAnswer
from web.chips import concordance_chips
from web.concordance_address import NAMES, ConcordanceAddress, read_address
from web.concordance_lines import group_views, line_views
from web.facets import facet_lists
from web.formats import file_of
from web.query_string import check_names, read_number
from web.results import paging
from web.sources import catalogue, catalogue_needed, searcher, terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.typing import ResponseReturnValue

blueprint = Blueprint("concordance", __name__)

PER_PAGE = 50


@blueprint.get("/concordance")
def show() -> ResponseReturnValue:
    """A page of lines; without a term, what can be asked. Raises ``BadQuery``, ``IndexUnusable``."""
    if "other" in request.args or "how" in request.args:
        return redirect(to(_from_form()))
    address = read_address(request.args)
    if not address.q:
        return render_template("concordance.html", address=address, answer=None, to=to)
    chosen = searcher().get().resolved(address.filters)
    address = replace(address, filters={facet: tuple(values) for facet, values in chosen.items()})
    answer = ask(address, PER_PAGE, (address.page - 1) * PER_PAGE)
    return render_template(
        "concordance.html",
        address=address,
        answer=answer,
        lines=line_views(answer.lines, address),
        groups=group_views(answer, address),
        facets=facet_lists(answer, address),
        chips=concordance_chips(address, answer),
        pages=paging(address.page, answer.matching, PER_PAGE),
        per_page=PER_PAGE,
        most_exported=MAX_EXPORTED,
        sorts=LINE_SORTS,
        to=to,
    )


@blueprint.get("/api/concordance")
def as_json() -> Response:
    """The same as JSON: ``limit`` lines (50; at most 1000) from ``offset`` on. Raises ``BadQuery``, ``IndexUnusable``."""
    address = read_address(request.args, also=("limit", "offset"))
    limit = read_number(request.args, "limit", default=PER_PAGE, least=0)
    return jsonify(ask(address, limit, read_number(request.args, "offset", default=0, least=0)).as_json())


@blueprint.get("/concordance.<any(csv,tmx):suffix>")
def download(suffix: str) -> Response:
    """The passages of all lines, as many as a file takes. Raises ``BadQuery``, ``IndexUnusable``."""
    address = read_address(request.args)
    facts = Facts(title=f"对照 Duizhao: {address.q}", written=datetime.now(UTC))
    with _concordance() as known:
        return file_of(known.units(address.question()), facts, suffix, address.q)


def ask(address: ConcordanceAddress, limit: int, offset: int) -> ConcordanceAnswer:
    """What the concordance answers. Raises ``BadQuery`` and ``IndexUnusable``."""
    with _concordance() as known:
        return known.ask(address.question(), limit, offset)


def to(address: ConcordanceAddress) -> str:
    """The address of a question."""
    return url_for("concordance.show", **address.parameters())


@contextmanager
def _concordance() -> Iterator[Concordance]:
    base = terms().get()
    with catalogue_needed(catalogue()) as known:
        yield Concordance(known, searcher().get(), base.terms, base.lexicon)


def _from_form() -> ConcordanceAddress:
    """What the form asks: its second field goes to ``with`` or ``without``, as its switch says."""
    check_names(request.args, {*NAMES, "page", "other", "how"})
    arguments = request.args.copy()
    typed, lacks = arguments.pop("other", ""), arguments.pop("how", "") == "lacks"
    return read_address(arguments).with_changes(contains="" if lacks else typed.strip(), lacks=typed.strip() if lacks else "")
