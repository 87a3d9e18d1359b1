"""``/work`` and ``/api/work``: passages that wait for a translator or an archivist."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, jsonify, render_template, request, url_for

from archive.catalogue.work import WORK_KINDS
from web.needs import asked, count, documents, kind_name, needs, read_address

if TYPE_CHECKING:
    from web.needs import WorkAddress

blueprint = Blueprint("work", __name__)

_OF_ONE_KIND, _OF_EACH = 100, 10


@blueprint.get("/work")
def show() -> str:
    """What needs work: ``kind`` and ``document`` narrow it down. Raises ``BadQuery``, ``IndexUnusable``."""
    address = read_address(request.args, _OF_ONE_KIND)
    work, facts = asked(lambda it: it.work()), documents()
    counts = {kind: count(work, kind, address.document) for kind in WORK_KINDS}
    kinds = [kind for kind in WORK_KINDS if counts[kind] and address.kind in (None, kind)]
    shown = address if address.kind else replace(address, limit=_OF_EACH)
    return render_template(
        "work.html",
        address=address,
        counts=counts,
        kinds=WORK_KINDS,
        lists=[(kind, needs(shown, kind, facts)) for kind in kinds],
        documents=[one for one in work.documents if any(one.counts.get(kind) for kind in kinds)]
        if address.document is None
        else [],
        facts=facts,
        kind_name=kind_name,
        to=to,
    )


@blueprint.get("/api/work")
def as_json() -> Response:
    """The same as JSON: counts by document, and with ``kind`` the passages, ``limit`` of them from ``offset`` on."""
    address = read_address(request.args, _OF_ONE_KIND)
    work = asked(lambda it: it.work())
    of = [one for one in work.documents if address.document in (None, one.document)]
    kinds = [address.kind] if address.kind else []
    return jsonify(
        counts={kind: count(work, kind, address.document) for kind in WORK_KINDS},
        documents=[{"document": one.document, "passages": one.passages, "counts": dict(one.counts)} for one in of],
        results=[need.as_json() for kind in kinds for need in needs(address, kind, {})],
    )


def to(address: WorkAddress, **changes: str | int | None) -> str:
    """The address of a question with some of it changed, from its beginning."""
    asked = {"kind": address.kind, "document": address.document, "offset": None, **changes}
    named: dict[str, Any] = {name: value for name, value in asked.items() if value}
    return url_for("work.show", **named)
