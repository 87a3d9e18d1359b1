"""``/``: a search box, what the archive holds, and what came last."""

from __future__ import annotations

from flask import Blueprint, render_template

from web.overview import overview
from web.sources import settings, shelf

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def show() -> str:
    """The home page. It reads the collection and not the index, so that it also works while there is none."""
    return render_template("home.html", overview=overview(shelf().cards(), settings().latest_additions))
