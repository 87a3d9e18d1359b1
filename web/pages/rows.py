"""``/documents/<id>/rows/<row>``: one passage, to be quoted, cited, or taken along."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, render_template, request, url_for

from archive.errors import NotFound
from web.aligned import aligned
from web.formats import OFFERED
from web.messages import interface_language, speaking
from web.query_string import check_names
from web.quoting import quoted
from web.reading import VIEWS, read_view
from web.sources import shelf

blueprint = Blueprint("rows", __name__)


@blueprint.get("/documents/<document_id>/rows/<row_id>")
def show(document_id: str, row_id: str) -> str:
    """What can be copied of a row, without JavaScript too. ``view``: one language (zh, en), quoted in that language, or both.

    Raises ``NotFound``, ``BadDocument``, ``BadQuery``.
    """
    check_names(request.args, {"view"})
    wanted = read_view(request.args.get("view", "both"))
    document = shelf().document(document_id)
    row = aligned(document).row(row_id)
    if row is None:
        raise NotFound(f"{document_id} has no passage {row_id[:80]!r}")
    present = [cell.language for cell in (row.zh, row.en) if cell]
    view = wanted if wanted in present else "both"
    permalink = url_for("document.show", document_id=document_id, _anchor=row.id, _external=True)
    language = interface_language() if view == "both" else view
    with speaking(language):
        found = quoted(document, row, permalink, date.today(), present if view == "both" else (view,))  # the reader's own day
    return render_template(
        "quoting.html",
        document=document,
        row=row,
        quoted=found,
        spoken=language,
        formats=OFFERED,
        view=view,
        views=VIEWS if len(present) > 1 else (),
    )
