"""``/api``: the same answers as JSON, for other programs. Errors are JSON too: ``{"error": …}``."""

from __future__ import annotations

from flask import Blueprint, Response, request

from web.pages.search import ask
from web.query_string import check_names, read_number, read_search
from web.sources import searcher

blueprint = Blueprint("api", __name__, url_prefix="/api")

_PAGED = ("limit", "offset")
_JSON = "application/json"


@blueprint.get("/search")
def search() -> Response:
    """``q``, ``limit``, ``offset``, ``from``, ``to``, ``sort``, ``off``, ``meaning``, ``exact``, and facets by name.

    ``off`` and facets are repeated for several values.
    """
    address = read_search(request.args, also=_PAGED)
    answer = ask(address, limit=read_limit(), offset=read_number(request.args, "offset", default=0, least=0))
    return Response(answer.json(), mimetype=_JSON)


@blueprint.get("/passages")
def passages() -> Response:
    """``q``, ``limit``, ``off`` and ``meaning``: passages ranked on their own."""
    check_names(request.args, {"q", "limit", "off", "meaning"})
    address = read_search(request.args, also=("limit",))
    found = searcher().get().passages(address.q, limit=read_limit(), off=address.off, semantic=address.meaning)
    return Response(found.json(), mimetype=_JSON)


def read_limit() -> int:
    """How many results are wanted, 10 unless told. Raises ``BadQuery``."""
    return read_number(request.args, "limit", default=10, least=0)
