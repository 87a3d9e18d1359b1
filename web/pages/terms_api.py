"""``/api/terms``, ``/api/terms/consistency``, ``/api/terms/candidates``: what the pages of the term base show, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, jsonify, request

from archive.terminology import reports
from web import term_views
from web.needs import documents
from web.query_string import check_names, read_number
from web.term_address import read_address

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from archive.terminology.entries import TermEntry
    from web.term_reports import Item, Report

blueprint = Blueprint("terms_api", __name__)

_LIMIT = 100


@blueprint.get("/api/terms")
def as_json() -> Response:
    """Entries as JSON: the same question as ``/terms``, ``limit`` of them (100) from ``offset`` on. Raises ``BadQuery``."""
    address = read_address(request.args, also=("limit", "offset"))
    found = term_views.wanted(address)
    offset, limit = _window()
    facts = documents()
    return jsonify(total=len(found), results=[_entry_json(one, list(facts)) for one in found[offset : offset + limit]])


@blueprint.get("/api/terms/consistency")
def consistency_as_json() -> Response:
    """``term``: one entry, over all passages; else all of them, the worst first. Raises as ``/terms/consistency`` does."""
    check_names(request.args, {"term", "limit", "offset"})
    offset, limit = _window()
    wanted = request.args.get("term", "").strip()
    if wanted:
        use = term_views.reports().use(term_views.entry_of(wanted))
        return jsonify(total=int(use is not None), results=[reports.use_json(use)] if use else [])
    return _reported(term_views.reports().uses(), reports.use_json, offset, limit)


@blueprint.get("/api/terms/candidates")
def candidates_as_json() -> Response:
    """Candidates, as many as the page has. Raises as ``/terms/candidates`` does."""
    check_names(request.args, {"limit", "offset"})
    offset, limit = _window()
    return _reported(term_views.reports().candidates(), reports.candidate_json, offset, limit)


def _window() -> tuple[int, int]:
    """``offset`` and ``limit`` of a list. Raises ``BadQuery``."""
    return read_number(request.args, "offset", default=0, least=0), read_number(request.args, "limit", default=_LIMIT, least=0)


def _reported(report: Report[Item], as_plain: Callable[[Item], dict[str, Any]], offset: int, limit: int) -> Response:
    results = [as_plain(one) for one in report.items[offset : offset + limit]]
    return jsonify(total=len(report.items), passages=report.passages, all_passages=report.all_passages, results=results)


def _entry_json(one: TermEntry, known: Sequence[str]) -> dict[str, Any]:
    renderings = [{"en": term.en, "status": term.status, "note": term.note} for term in one.terms]
    return {"zh": one.zh, "pinyin": one.pinyin, "renderings": renderings, "documents": one.documents(known)}
