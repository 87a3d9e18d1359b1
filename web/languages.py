"""The language of the interface: a switch that sticks, else what the browser asks for. The texts have their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, redirect, request, url_for

from archive.model import LANGUAGES
from web import messages

if TYPE_CHECKING:
    from flask import Flask

COOKIE = "language"
_A_YEAR = 365 * 24 * 3600
OWN_NAMES = {"zh": "中文", "en": "English"}

blueprint = Blueprint("languages", __name__)


def setup(app: Flask) -> None:
    """Messages, the switch, and the headers that keep caches from mixing languages."""
    messages.setup(app, selected)
    app.register_blueprint(blueprint)
    app.after_request(_describe)
    app.jinja_env.globals.update(own_names=OWN_NAMES, interface_language=messages.interface_language)


def selected() -> str:
    """The language of the interface for this request."""
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    wanted = (tag.partition("-")[0].lower() for tag, quality in request.accept_languages if quality > 0)
    return next((language for language in wanted if language in LANGUAGES), "en")


@blueprint.get("/language/<code>")
def switch(code: str) -> Response:
    """Remember a language and go back to the page it was chosen on."""
    if code not in LANGUAGES:
        abort(404)
    response = redirect(safe_target(request.args.get("next", "")))
    response.set_cookie(COOKIE, code, max_age=_A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure)
    response.headers["Cache-Control"] = "no-store"
    return response  # type: ignore[return-value] # werkzeug's Response is Flask's here


def safe_target(target: str) -> str:
    """A path of this site, query included; anything that could lead elsewhere becomes the home page."""
    stays_here = target.startswith("/") and not target.startswith("//") and "\\" not in target and target.isprintable()
    return target if stays_here else url_for("home.show")


def _describe(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.headers.setdefault("Content-Language", "zh-Hans" if messages.interface_language() == "zh" else "en")
        response.vary.update(("Accept-Language", "Cookie"))
    return response
