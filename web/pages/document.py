"""``/documents/<id>``: a document, its two languages side by side, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, render_template, request, url_for

from archive.alignment.editions.rows import shown_edition
from archive.errors import IndexUnusable
from archive.model import LANGUAGES
from indexer import query
from indexer.showing.highlight import highlight
from web import relations
from web.aligned import aligned
from web.citing import PageCitations
from web.contents import contents
from web.formats import OFFERED
from web.messages import interface_language
from web.print_edition import page_rules
from web.prose import prose
from web.query_string import read_search
from web.reading import VIEWS, original_language, read_view, text_rows
from web.row_states import overview, states_of
from web.row_views import Apparatus
from web.said import said
from web.sources import searcher, shelf, terms
from web.versions import versions

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from markupsafe import Markup

    from archive.model import Document
    from indexer.showing.results import Span

blueprint = Blueprint("document", __name__)


@blueprint.get("/documents/<document_id>")
def show(document_id: str) -> str:
    """A document's page. ``view``: zh, both or en; ``q``: words to mark. Raises ``NotFound``, ``BadDocument``, ``BadQuery``."""
    document = shelf().document(document_id)
    view, q = read_view(request.args.get("view", "both")), request.args.get("q", "").strip()
    present = tuple(language for language in LANGUAGES if shown_edition(document, language))
    languages = (view,) if view in present else present
    whole, original = aligned(document, with_sentences=len(languages) > 1), original_language(document)
    shown_rows = [row for row in whole.rows if any(row.cell(language) for language in languages)]
    citations = PageCitations.of(document)
    shown_ids = frozenset(one for row in shown_rows for one in (row.id, *whole.aliases[row.id]))
    states = states_of(document, whole.rows, original) if len(languages) > 1 else {}
    apparatus = Apparatus(
        highlighter(q, request.args.getlist("off")), citations.links(shown_ids), whole.sentences, whole.aliases, states
    )
    text = text_rows(document, whole.rows, languages, apparatus)
    known = shelf().index()
    incoming = relations.incoming(document, known)
    incoming += citations.citing_documents(one.document.id for one in incoming if one.document)
    return render_template(
        "document.html",
        document=document,
        view=view,
        views=VIEWS,
        q=q,
        search=read_search(request.args, also=("page", "view")).parameters() if q else {},
        languages=languages,
        languages_present=present,
        layout="both" if len(languages) > 1 else "one",
        abstracts=abstracts(document, LANGUAGES if view == "both" else languages),
        original=original,
        editions={language: shown_edition(document, language) for language in LANGUAGES},
        rows=text,
        overview=overview(whole.rows, states),
        problems=[said(one.message) for one in whole.problems if one.severity != "note"] if len(languages) > 1 else [],
        shown_ids=shown_ids,
        hits=sum(str(part.html).count("<mark>") for row in text for cell in row.cells.values() if cell for part in cell.parts),
        contents=contents(shown_rows, interface_language() if view == "both" else view),
        versions=versions(document, known.namesakes(document)),
        outgoing=relations.by_kind(relations.outgoing(document, known, terms().get().english_titles)),
        incoming=relations.by_kind(incoming),
        validity=citations.validity(document),
        status_of=citations.status,
        cited_at=citations.cited_at(whole.leads),
        rows_at=f"{url_for('document.show', document_id=document_id)}/rows/",
        formats=OFFERED,
        has_sentences=bool(whole.sentence_units),
    )


@blueprint.get("/documents/<document_id>/print.css")
def print_css(document_id: str) -> Response:
    """What stands at the edges of each printed page: title, number, address, page number."""
    document = shelf().document(document_id)
    address = url_for("document.show", document_id=document_id, _external=True)
    return Response(page_rules(document, address), mimetype="text/css")


def abstracts(document: Document, languages: Iterable[str]) -> list[tuple[str, Markup]]:
    """The abstract as HTML in those of the languages that it is written in."""
    return [(language, prose(text)) for language in languages if (text := document.abstract.get(language))]


def highlighter(q: str, off: Collection[str] = ()) -> Callable[[str], Iterable[Span]]:
    """What finds the searched words in a text, in other forms too where there is an index. Raises ``BadQuery``."""
    try:
        leaves = searcher().get().leaves(q, off)
    except IndexUnusable:
        leaves = query.leaves(q)
    return lambda text: highlight(text, leaves)
