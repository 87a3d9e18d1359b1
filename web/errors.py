"""What goes wrong, as a page in the reader's language, or as JSON under ``/api``. The only place that gives errors a status."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from archive.errors import ArchiveError, BadDocument, BadQuery, IndexUnusable, NotFound
from web.beside import BeingMade
from web.messages import gettext

if TYPE_CHECKING:
    from flask import Flask
    from flask.typing import ResponseReturnValue

_STATUS: dict[type[ArchiveError], int] = {NotFound: 404, BadQuery: 400, IndexUnusable: 503, BadDocument: 500}

_AGAIN = "3"
"""Seconds."""


def setup(app: Flask) -> None:
    """Answer every error in the design; unexpected ones are logged by Flask and shown without their insides."""
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(ArchiveError, _archive_error)
    app.register_error_handler(BeingMade, _being_made)


def _http_error(error: Exception) -> ResponseReturnValue:
    http = cast("HTTPException", error)
    status = http.code or 500
    if 300 <= status < 400:
        return http.get_response()
    headers = [(name, value) for name, value in http.get_headers() if name in ("Allow", "Retry-After")]
    return _answer(status, None, headers)


def _archive_error(error: Exception) -> ResponseReturnValue:
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
    return _answer(status, _detail(cast("ArchiveError", error)), [])


def _detail(error: ArchiveError) -> str | None:
    """What the error says, where it helps the reader and names no path of this machine."""
    if isinstance(error, BadQuery):
        return error.problem.message
    if isinstance(error, BadDocument) and error.problem.path:
        return f"{error.problem.path.name}:{error.problem.line or 1}: {error.problem.message}"
    return None


def _being_made(_error: Exception) -> ResponseReturnValue:
    """The browser asks again by itself, and other programs are told when to."""
    words = gettext("Being worked out"), gettext("The archive is being gone through for this; the page looks again by itself.")
    return _answer(503, None, [("Refresh", _AGAIN), ("Retry-After", _AGAIN)], words)


def _answer(
    status: int, detail: str | None, headers: list[tuple[str, str]], words: tuple[str, str] | None = None
) -> ResponseReturnValue:
    title, explanation = words or _words(status)
    if request.path.startswith("/api/") or request.path == "/healthz":
        return jsonify(error=detail or title), status, headers
    page = render_template(
        "error.html", status=status, title=title, explanation=explanation, detail=detail, q=request.args.get("q")
    )
    return page, status, headers


def _words(status: int) -> tuple[str, str]:
    if status == 404:
        return gettext("Not found"), gettext("The archive has nothing at this address.")
    if status == 405:
        return gettext("Only reading is possible"), gettext("These pages can be read; they take nothing in.")
    if status == 503:
        return gettext("Search is resting"), gettext(
            "The index is missing or is being made; “archive index” makes it. Documents can be read meanwhile."
        )
    if status < 500:
        return gettext("This question cannot be answered"), gettext(
            "Something in the address or the search is not as it should be."
        )
    return gettext("Something is wrong here"), gettext("The fault is the archive's, not yours.")
