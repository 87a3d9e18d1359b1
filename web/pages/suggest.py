"""``/api/suggest``, ``/suggest.json``, ``/api/like``: what a reader may be after, as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, jsonify, request, url_for

from web.pages.api import read_limit
from web.query_string import check_names, read_language
from web.sources import names, searcher

if TYPE_CHECKING:
    from indexer.help import Suggestion

blueprint = Blueprint("suggest", __name__)


@blueprint.get("/api/suggest")
def api() -> Response:
    """``q``: at most ten titles, numbers, terms and issuers that it may become; ``href`` where one leads to a document."""
    return jsonify([_as_json(one) for one in _suggestions()])


@blueprint.get("/suggest.json")
def open_search() -> Response:
    """The same in the form of OpenSearch suggestions: the text typed, completions, descriptions, addresses."""
    found = _suggestions()
    addresses = [_address(one) or url_for("search.show", q=one.text, _external=True) for one in found]
    answer = jsonify([request.args.get("q", ""), [one.text for one in found], [one.other or "" for one in found], addresses])
    answer.mimetype = "application/x-suggestions+json"
    return answer


@blueprint.get("/api/like/<document_id>")
def documents(document_id: str) -> Response:
    """Documents like this one. Raises ``NotFound``."""
    check_names(request.args, {"limit"})
    return jsonify({"results": [asdict(one) for one in searcher().get().helper.documents_like(document_id, read_limit())]})


@blueprint.get("/api/like/<document_id>/<segment_id>")
def passages(document_id: str, segment_id: str) -> Response:
    """Passages like this one, of which ``lang`` says the language. Raises ``NotFound``, ``BadQuery``."""
    check_names(request.args, {"limit", "lang"})
    language = read_language(request.args)
    found = searcher().get().helper.passages_like(document_id, segment_id, language, read_limit())
    return jsonify({"results": [asdict(one) for one in found]})


def _suggestions() -> list[Suggestion]:
    check_names(request.args, {"q"})
    helper = searcher().get().helper
    return helper.suggestions(request.args.get("q", ""), names().get(helper))


def _as_json(one: Suggestion) -> dict[str, Any]:
    return asdict(one) | {"href": _address(one)}


def _address(one: Suggestion) -> str | None:
    return url_for("document.show", document_id=one.document, _external=True) if one.document else None
