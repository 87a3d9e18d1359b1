"""``/api``: the same answers as JSON, for other programs. Errors are JSON too: ``{"error": …}``."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from web.pages.search import ask
from web.query_string import check_names, read_number, read_search
from web.sources import searcher

blueprint = Blueprint("api", __name__, url_prefix="/api")

_PAGED = ("limit", "offset")


@blueprint.get("/search")
def search() -> Response:
    """``q``, ``limit``, ``offset``, ``from``, ``to``, ``sort``, and facets by name, repeated for several values."""
    address = read_search(request.args, also=_PAGED)
    answer = ask(address, limit=read_limit(), offset=read_number(request.args, "offset", default=0, least=0))
    return jsonify(answer.as_json())


@blueprint.get("/passages")
def passages() -> Response:
    """``q`` and ``limit``: passages ranked on their own."""
    check_names(request.args, {"q", "limit"})
    return jsonify(searcher().get().passages(request.args.get("q", "").strip(), limit=read_limit()).as_json())


def read_limit() -> int:
    """How many results are wanted, 10 unless told. Raises ``BadQuery``."""
    return read_number(request.args, "limit", default=10, least=0)
