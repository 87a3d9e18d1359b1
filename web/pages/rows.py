"""``/documents/<id>/rows/<row>``: one passage, to be quoted, cited, or taken along."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, render_template, url_for

from archive.errors import NotFound
from web.aligned import aligned
from web.formats import OFFERED
from web.quoting import quoted
from web.sources import shelf

blueprint = Blueprint("rows", __name__)


@blueprint.get("/documents/<document_id>/rows/<row_id>")
def show(document_id: str, row_id: str) -> str:
    """What can be copied of a row, without JavaScript too. Raises ``NotFound``, ``BadDocument``."""
    document = shelf().document(document_id)
    row = aligned(document).row(row_id)
    if row is None:
        raise NotFound(f"{document_id} has no passage {row_id[:80]!r}")
    permalink = url_for("document.show", document_id=document_id, _anchor=row.id, _external=True)
    found = quoted(document, row, permalink, date.today())  # the reader's own day
    return render_template("quoting.html", document=document, row=row, quoted=found, formats=OFFERED)
