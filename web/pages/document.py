"""``/documents/<id>``: a document, its two languages side by side, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, render_template, request, url_for

from archive.alignment.rows import rows, shown_edition
from archive.errors import BadQuery, IndexUnusable
from archive.model import LANGUAGES
from indexer import query
from indexer.highlight import highlight
from web import relations
from web.citing import PageCitations
from web.contents import contents
from web.messages import interface_language
from web.print_edition import page_rules
from web.prose import prose
from web.query_string import read_search
from web.reading import VIEWS, original_language, text_rows
from web.sources import searcher, shelf
from web.versions import versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from markupsafe import Markup

    from archive.model import Document
    from indexer.results import Span

blueprint = Blueprint("document", __name__)


@blueprint.get("/documents/<document_id>")
def show(document_id: str) -> str:
    """A document's page. ``view``: zh, both or en; ``q``: words to mark. Raises ``NotFound``, ``BadDocument``, ``BadQuery``."""
    document = shelf().document(document_id)
    view, q = read_view(request.args.get("view", "both")), request.args.get("q", "").strip()
    present = tuple(language for language in LANGUAGES if shown_edition(document, language))
    languages = (view,) if view in present else present
    all_rows = rows(document)
    shown_rows = [row for row in all_rows if any(row.cell(language) for language in languages)]
    citations = PageCitations.of(document)
    shown_ids = frozenset(row.id for row in shown_rows)
    text = text_rows(document, all_rows, highlighter(q), languages, citations.links(shown_ids))
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
        original=original_language(document),
        editions={language: shown_edition(document, language) for language in LANGUAGES},
        rows=text,
        shown_ids=shown_ids,
        hits=sum(str(cell.html).count("<mark>") for row in text for cell in row.cells.values() if cell),
        contents=contents(shown_rows, interface_language() if view == "both" else view),
        versions=versions(document, known.namesakes(document)),
        outgoing=relations.by_kind(relations.outgoing(document, known, shelf().english_titles())),
        incoming=relations.by_kind(incoming),
        validity=citations.validity(document),
        status_of=citations.status,
        cited_at=citations.cited_at(),
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


def read_view(view: str) -> str:
    """A view of the text. Raises ``BadQuery``."""
    if view not in VIEWS:
        raise BadQuery(f"view is {view[:40]!r}; it can be {', '.join(VIEWS)}")
    return view


def highlighter(q: str) -> Callable[[str], Iterable[Span]]:
    """What finds the searched words in a text, in other forms too where there is an index. Raises ``BadQuery``."""
    try:
        leaves = searcher().get().leaves(q)
    except IndexUnusable:
        leaves = query.leaves(q)
    return lambda text: highlight(text, leaves)
