"""How a query was understood, for the page of results: what else was looked for, what a reader should know, what was named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flask import url_for

from archive.errors import ArchiveError
from archive.model import Bilingual
from archive.text.provision_names import provision_name
from web.citing import PageCitations
from web.messages import gettext, interface_language
from web.naming import facet_name
from web.relations import incoming
from web.sources import shelf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archive.model import Document
    from indexer.expanding.expansion import Expansion
    from indexer.query.note import Note
    from indexer.showing.results import Answer, Direct
    from web.query_string import SearchAddress
    from web.relations import Related
    from web.results import ResultView


@dataclass(frozen=True, slots=True)
class ExpansionChip:
    """Words that are looked for too; ``target``: the search with them off, or on again."""

    form: str
    lang: str
    of: str
    source: str
    on: bool
    target: SearchAddress


@dataclass(frozen=True, slots=True)
class Named:
    """The document, or the provision, that a query names, and the documents whose text cites it."""

    document: str
    title: Bilingual
    number: str | None
    place: str
    href: str
    citing: Sequence[Related]


def expansion_chips(address: SearchAddress, answer: Answer) -> list[ExpansionChip]:
    """What was looked for besides the words typed, then what a reader switched off."""
    return [_chip(one, address, on=True) for one in answer.expansions] + [_chip(one, address, on=False) for one in answer.off]


def named_documents(direct: Sequence[Direct], address: SearchAddress) -> list[Named]:
    """What a query goes straight to; what has gone since it was indexed is left out."""
    found = []
    for one in direct:
        try:
            document = shelf().document(one.document)
        except ArchiveError:
            continue
        place = provision_name(one.segment, interface_language()) if one.segment else ""
        href = url_for("document.show", document_id=one.document, **address.parameters(), _anchor=one.segment)
        title = Bilingual(one.title.get("zh"), one.title.get("en"))
        found.append(Named(one.document, title, one.number, place, href, _citing(document)))
    return found


def _citing(document: Document) -> list[Related]:
    """Who points to a document: by a relation that is written down, or in the text."""
    related = {one.document.id: one for one in incoming(document, shelf().index()) if one.document}
    return [*related.values(), *PageCitations.of(document).citing_documents(related)]


def emptying(address: SearchAddress, answer: Answer) -> list[tuple[str, SearchAddress]]:
    """What of the filters leaves nothing over, by its name, and the search without it."""
    found = []
    for one in answer.emptying:
        if one == "issued":
            found.append((gettext("Date of issue"), address.with_changes(issued_from=None, issued_to=None)))
        else:
            others = {facet: values for facet, values in address.filters.items() if facet != one}
            found.append((facet_name(one), address.with_changes(filters=others)))
    return found


def placed(results: Sequence[ResultView], named: Sequence[Named], page: int) -> tuple[list[ResultView], list[Named]]:
    """The results, and what stands before them: a document that was named is shown once, and before the first page only."""
    before = [one for one in named if page == 1 and (not results or results[0].id != one.document)]
    marked = {one.document: one for one in named if one not in before}
    return [replace(result, named=marked.get(result.id)) for result in results], before


def note_said(note: Note) -> str:
    """A note in the language of the interface."""
    said = {
        "most": gettext("No passage has all these words; these have most of them."),
        "capped": gettext("“%(word)s” stands for more than %(most)s words; the most frequent ones were looked for."),
        "field": gettext("There is no field “%(field)s”; it was searched for as text."),
        "cut": gettext("“%(what)s” was too much at once; the first %(most)s were looked for."),
    }
    return said[note.code] % note.values if note.code in said else note.code


def _chip(one: Expansion, address: SearchAddress, *, on: bool) -> ExpansionChip:
    return ExpansionChip(one.form, one.lang, one.of, _source(one), on, address.switched(one.key))


def _source(one: Expansion) -> str:
    """Where an expansion is from, in words."""
    match one.source:
        case "terms":
            return gettext("from the term base")
        case "cedict":
            return gettext("from CC-CEDICT")
    return gettext("another spelling") if one.origin == "spelling" else gettext("from the translations in the archive")
