"""``/documents/<id>/like``: documents, and passages, that say much the same as one of the archive."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from archive.errors import ArchiveError
from archive.model import Bilingual
from archive.text.provision_names import provision_name
from web.messages import interface_language
from web.query_string import check_names, read_language
from web.results import PassageView, document_views, passage_views
from web.sources import searcher, shelf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from indexer.showing.results import Passage

blueprint = Blueprint("like", __name__)

_MOST = 20


@blueprint.get("/documents/<document_id>/like")
def documents(document_id: str) -> str:
    """Documents like this one, in either language. Raises ``NotFound``, ``IndexUnusable``."""
    document = shelf().document(document_id)
    found = searcher().get().helper.documents_like(document_id, _MOST)
    results = document_views(found, {})
    return render_template("like.html", document=document, place="", segment=None, results=results, groups=[])


@blueprint.get("/documents/<document_id>/like/<segment_id>")
def passages(document_id: str, segment_id: str) -> str:
    """Passages like this one; ``lang``: of which of its languages. Raises ``NotFound``, ``BadQuery``."""
    check_names(request.args, {"lang"})
    language = read_language(request.args)
    document = shelf().document(document_id)
    found = searcher().get().helper.passages_like(document_id, segment_id, language, _MOST)
    place = provision_name(segment_id, interface_language())
    groups = list(_grouped(found))
    return render_template("like.html", document=document, place=place, segment=segment_id, results=[], groups=groups)


def _grouped(found: Sequence[Passage]) -> Iterator[tuple[str, Bilingual, list[PassageView]]]:
    """Passages under their documents (id, title), in the order they were found."""
    order = {one.document: at for at, one in reversed(list(enumerate(found)))}
    for document_id, several in groupby(sorted(found, key=lambda one: order[one.document]), lambda one: one.document):
        try:
            title = shelf().document(document_id).title
        except ArchiveError:  # it has gone since it was indexed
            continue
        yield document_id, title, passage_views(list(several), {})
