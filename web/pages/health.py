"""``/healthz``: whether the pages can do their work, for whoever watches the machine."""

from __future__ import annotations

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from archive.errors import IndexUnusable
from web.sources import searcher, shelf

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def show() -> ResponseReturnValue:
    """200 with the number of documents; 503 while there is no usable index, though documents can still be read."""
    documents = len(shelf().collection.ids())
    try:
        searcher().get().search("", limit=0)
    except IndexUnusable:
        return jsonify(status="index unusable", documents=documents), 503
    return jsonify(status="ok", documents=documents)
