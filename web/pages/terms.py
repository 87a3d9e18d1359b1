"""``/terms``, ``/terms/TERM``, ``/terms/consistency``, ``/terms/candidates``, their JSON, and the term base as a file."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, jsonify, render_template, request, send_file

from archive.exchange.facts import Facts
from archive.terminology import reports
from archive.terminology.entries import INITIALS, OTHER, STATUSES, TermEntry, selected
from web import term_views
from web.needs import documents
from web.query_string import check_names, read_number
from web.results import paging
from web.sources import catalogue
from web.term_address import TermAddress, read_address
from web.term_reports import use_of

if TYPE_CHECKING:
    from collections.abc import Sequence

blueprint = Blueprint("terms", __name__)

PER_PAGE = 100
_REPORTED = 50


@blueprint.get("/terms")
def show() -> str:
    """A page of the term base. Raises ``BadQuery``."""
    address = read_address(request.args)
    everything = term_views.entries()
    found = selected(everything, address.wanted)
    initials = Counter(entry.initial(address.wanted.by) for entry in found)
    if address.wanted.initial:
        found = [entry for entry in found if entry.initial(address.wanted.by) == address.wanted.initial]
    facts = documents()
    named = {one for entry in everything for one in entry.documents(facts)}
    return render_template(
        "terms.html",
        address=address,
        entries=found[(address.page - 1) * PER_PAGE : address.page * PER_PAGE],
        total=len(found),
        size=len(everything),
        initials=[(one, initials[one]) for one in (*INITIALS, OTHER)],
        pages=paging(address.page, len(found), PER_PAGE),
        statuses=STATUSES,
        named=[one for one in facts.values() if one.id in named],
        facts=facts,
        to=term_views.to,
        status_name=term_views.status_name,
    )


@blueprint.get("/terms/<path:term>")
def entry(term: str) -> str:
    """One entry: its renderings, and how it is rendered in the archive, where its catalogue can be read. Raises ``NotFound``."""
    found = term_views.entry_of(term)
    is_counted = catalogue() is not None
    use = use_of(found, term_views.entries()) if is_counted else None
    return render_template(
        "term.html",
        entry=found,
        use=use,
        is_counted=is_counted,
        facts=documents(),
        place=term_views.place,
        status_name=term_views.status_name,
    )


@blueprint.get("/terms/consistency")
def consistency() -> str:
    """How every term is rendered, the worst first. Raises ``BadQuery``, ``IndexUnusable``."""
    check_names(request.args, {"page"})
    page = read_number(request.args, "page", default=1, least=1)
    report = term_views.reports().uses()
    return render_template(
        "terms_consistency.html",
        report=report,
        uses=report.items[(page - 1) * _REPORTED : page * _REPORTED],
        pages=paging(page, len(report.items), _REPORTED),
        facts=documents(),
        place=term_views.place,
        status_name=term_views.status_name,
    )


@blueprint.get("/terms/candidates")
def candidates() -> str:
    """Terms that the term base lacks, the weightiest first. Raises ``BadQuery``, ``IndexUnusable``."""
    check_names(request.args, {"page"})
    page = read_number(request.args, "page", default=1, least=1)
    report = term_views.reports().candidates()
    return render_template(
        "terms_candidates.html",
        report=report,
        candidates=report.items[(page - 1) * _REPORTED : page * _REPORTED],
        pages=paging(page, len(report.items), _REPORTED),
        facts=documents(),
        place=term_views.place,
    )


@blueprint.get("/terms.<any(tbx,csv):suffix>")
def download(suffix: str) -> Response:
    """The entries that the same question shows on pages, all of them. Raises ``BadQuery``."""
    found = [term for one in _wanted(read_address(request.args)) for term in one.terms]
    if suffix == "csv":
        content, media_type = reports.csv_text(reports.TERM_COLUMNS, reports.term_rows(found)).encode(), "text/csv; charset=utf-8"
    else:
        from archive.exchange.formats import TERM_FORMATS  # noqa: PLC0415 - its libraries are loaded when somebody asks

        entry_of = TERM_FORMATS["tbx"]
        media_type = entry_of.media_type
        content = b"".join(entry_of.pieces(found, Facts(title="对照 Duizhao", written=datetime.now(UTC))))
    return send_file(BytesIO(content), media_type, as_attachment=True, download_name=f"terms.{suffix}")


@blueprint.get("/api/terms")
def as_json() -> Response:
    """Entries as JSON: the same question as ``/terms``, ``limit`` of them (100) from ``offset`` on. Raises ``BadQuery``."""
    address = read_address(request.args, also=("limit", "offset"))
    found = _wanted(address)
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
        use = use_of(term_views.entry_of(wanted), term_views.entries())
        return jsonify(total=int(use is not None), results=[reports.use_json(use)] if use else [])
    report = term_views.reports().uses()
    results = [reports.use_json(one) for one in report.items[offset : offset + limit]]
    return jsonify(total=len(report.items), passages=report.passages, all_passages=report.all_passages, results=results)


@blueprint.get("/api/terms/candidates")
def candidates_as_json() -> Response:
    """Candidates, as many as the page has. Raises as ``/terms/candidates`` does."""
    check_names(request.args, {"limit", "offset"})
    offset, limit = _window()
    report = term_views.reports().candidates()
    results = [reports.candidate_json(one) for one in report.items[offset : offset + limit]]
    return jsonify(total=len(report.items), passages=report.passages, all_passages=report.all_passages, results=results)


def _wanted(address: TermAddress) -> list[TermEntry]:
    wanted = address.wanted
    found = selected(term_views.entries(), wanted)
    return [one for one in found if not wanted.initial or one.initial(wanted.by) == wanted.initial]


def _window() -> tuple[int, int]:
    """``offset`` and ``limit`` of a list. Raises ``BadQuery``."""
    return read_number(request.args, "offset", default=0, least=0), read_number(request.args, "limit", default=PER_PAGE, least=0)


def _entry_json(one: TermEntry, known: Sequence[str]) -> dict[str, Any]:
    renderings = [{"en": term.en, "status": term.status, "note": term.note} for term in one.terms]
    return {"zh": one.zh, "pinyin": one.pinyin, "renderings": renderings, "documents": one.documents(known)}
