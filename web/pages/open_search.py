"""``/opensearch.xml``: how a browser searches the archive from its address bar (OpenSearch 1.1)."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

blueprint = Blueprint("open_search", __name__)


@blueprint.get("/opensearch.xml")
def description() -> Response:
    """The addresses of results and of suggestions."""
    return Response(render_template("opensearch.xml"), mimetype="application/opensearchdescription+xml")
