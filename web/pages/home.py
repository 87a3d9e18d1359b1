"""``/``: a search box, what the archive holds, and what came last."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from web.overview import overview
from web.sources import settings, shelf

if TYPE_CHECKING:
    from web.card_index import CardIndex
    from web.overview import Overview

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def show() -> str:
    """The home page. It reads the collection and not the index, so that it also works while there is none."""
    return render_template("home.html", overview=_overview(shelf().index(), settings().latest_additions))


@lru_cache(maxsize=1)
def _overview(known: CardIndex, latest: int) -> Overview:
    """Worked out again when something has changed."""
    return overview(known.cards, latest)
