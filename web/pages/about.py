"""``/about``: what the archive is and how to read it."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, render_template

from web.messages import interface_language
from web.prose import prose

CONTENT = Path(__file__).parent.parent / "content"

blueprint = Blueprint("about", __name__)


@blueprint.get("/about")
def show() -> str:
    """The page in the interface language."""
    text = (CONTENT / f"about.{interface_language()}.md").read_text(encoding="utf-8")
    return render_template("about.html", text=prose(text, whole_page=True))
