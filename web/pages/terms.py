"""``/terms``, ``/terms/TERM``, ``/terms/consistency``, ``/terms/candidates``, and the term base as a file."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, render_template, request, send_file

from archive.errors import IndexUnusable
from archive.exchange.facts import Facts
from archive.terminology import reports
from archive.terminology.entries import INITIALS, OTHER, STATUSES, selected
from indexer.concordance.contexts import context
from web import term_views
from web.beside import BeingMade
from web.needs import documents
from web.query_string import check_names, read_number
from web.results import paging
from web.term_address import read_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from archive.terminology.entries import TermEntry
    from archive.terminology.uses import TermUse
    from web.term_reports import Report

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
    found = term_views.at_initial(found, address)
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
def entry(term: str) -> Response:
    """One entry: its renderings, and how it is rendered in the archive, where its catalogue can be read. Raises ``NotFound``."""
    found = term_views.entry_of(term)
    use, counted = _use_of(found)
    page = render_template(
        "term.html",
        entry=found,
        use=use,
        counted=counted,
        facts=documents(),
        place=term_views.place,
        status_name=term_views.status_name,
    )
    return Response(page, headers={"Refresh": "3"} if counted == "being counted" else {})


@blueprint.get("/terms/consistency")
def consistency() -> str:
    """How every term is rendered, the worst first. Raises ``BadQuery``, ``IndexUnusable``, ``BeingMade``."""
    return _reported("terms_consistency.html", term_views.reports().uses)


@blueprint.get("/terms/candidates")
def candidates() -> str:
    """Terms that the term base lacks, the weightiest first. Raises as the other report does."""
    return _reported("terms_candidates.html", term_views.reports().candidates)


@blueprint.get("/terms.<any(tbx,csv):suffix>")
def download(suffix: str) -> Response:
    """The entries that the same question shows on pages, all of them. Raises ``BadQuery``."""
    found = [term for one in term_views.wanted(read_address(request.args)) for term in one.terms]
    if suffix == "csv":
        content, media_type = reports.csv_text(reports.TERM_COLUMNS, reports.term_rows(found)).encode(), "text/csv; charset=utf-8"
    else:
        from archive.exchange.formats import TERM_FORMATS  # noqa: PLC0415 - its libraries are loaded when somebody asks

        tbx = TERM_FORMATS["tbx"]
        content, media_type = b"".join(tbx.pieces(found, Facts(title="对照 Duizhao", written=datetime.now(UTC)))), tbx.media_type
    return send_file(BytesIO(content), media_type, as_attachment=True, download_name=f"terms.{suffix}")


def _reported(template: str, made: Callable[[], Report[Any]]) -> str:
    """A page of a report."""
    check_names(request.args, {"page"})
    page = read_number(request.args, "page", default=1, least=1)
    report = made()
    return render_template(
        template,
        report=report,
        items=report.items[(page - 1) * _REPORTED : page * _REPORTED],
        pages=paging(page, len(report.items), _REPORTED),
        facts=documents(),
        place=term_views.place,
        status_name=term_views.status_name,
        context=context,
    )


def _use_of(entry: TermEntry) -> tuple[TermUse | None, str]:
    """How an entry is rendered, and whether that is known: counted, being counted, or not (no catalogue that can be read)."""
    try:
        return term_views.reports().use(entry), "counted"
    except BeingMade:
        return None, "being counted"
    except IndexUnusable:
        return None, ""
