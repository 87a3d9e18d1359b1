"""Citations on a document's page: links in its text, who cites it, and what it is worth on the day it is read."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from flask import url_for

from archive import data
from archive.catalogue import CatalogueDamaged
from archive.catalogue.status import validity_of
from archive.text.provision_names import provision_name
from web.marking import Link
from web.messages import gettext, interface_language
from web.naming import here, name_of
from web.relations import Related
from web.sources import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    from archive.catalogue import Catalogue, Cited
    from archive.model import Document
    from archive.validity import Validity

log = logging.getLogger(__name__)

_T = TypeVar("_T")
_WORTH_SAYING = ("repealed", "amended", "lapsed", "not yet in force")
_LONGEST_LIST = 60
"""Passages listed at one row; a page of a civil code has thousands."""


@dataclass(frozen=True, slots=True)
class CitedHere:
    """The passages elsewhere that cite one passage: those shown, and how many more there are."""

    passages: Sequence[Cited]
    more: int

    @property
    def count(self) -> int:
        """All of them."""
        return len(self.passages) + self.more


class PageCitations:
    """What the catalogue knows for one page. Without a catalogue the page has no links, and says nothing of who cites it."""

    def __init__(self, document: Document, known: Catalogue | None, day: date) -> None:
        self._document = document
        self._catalogue = known
        self._day = day
        self._statuses: dict[str, Validity] = {}
        self._citing: list[Cited] = self._asked(lambda it: it.cited_by(document.id), [])

    @classmethod
    def of(cls, document: Document) -> PageCitations:
        """The citations of a page, as of today."""
        return cls(document, catalogue(), date.today())  # the reader's own day

    def links(self, shown: Container[str]) -> dict[tuple[str, str], list[Link]]:
        """The links of the shown editions, by language and segment id; none where the text has changed since.

        ``shown``: the rows on the page; a passage of this document that is not among them is on the page of both languages.
        """
        texts = {(edition.name, s.id): s.text for edition in self._document.editions for s in edition.segments}
        found: dict[tuple[str, str], list[Link]] = {}
        met: set[tuple[str, str, int]] = set()
        own: list[Cited] = self._asked(lambda it: it.citations_of(self._document.id), [])
        for cited in own:
            place, text = cited.citation, texts.get((cited.edition, cited.citation.segment), "")
            here = cited.edition, place.segment, place.start
            if here in met:  # of a range that is one link, the first passage is where it leads
                continue
            if text[place.start : place.end] == cited.words and (link := self._link(cited, shown)):
                met.add(here)
                found.setdefault((cited.edition.partition(".")[0], place.segment), []).append(link)
        return found

    def cited_at(self, leads: Mapping[str, str]) -> dict[str, CitedHere]:
        """The passages elsewhere that cite a row of this document, by row id. ``leads``: the row that a segment is in."""
        found: dict[str, list[Cited]] = {}
        for cited in _each_once(self._citing):
            if cited.segment:
                found.setdefault(leads.get(cited.segment, cited.segment), []).append(cited)
        return {segment: CitedHere(all_[:_LONGEST_LIST], max(0, len(all_) - _LONGEST_LIST)) for segment, all_ in found.items()}

    def citing_documents(self, told: Iterable[str]) -> list[Related]:
        """The documents whose text cites this one, oldest first, without those that are told of already (by id)."""
        left_out = set(told)
        grouped: dict[str, list[Cited]] = {}
        for cited in _each_once(self._citing):
            if cited.source.id not in left_out:
                grouped.setdefault(cited.source.id, []).append(cited)
        return [_related(several) for several in grouped.values()]

    def validity(self, document: Document) -> Validity | None:
        """The validity of a document today; None where there is no catalogue, and for reports."""
        if data.is_report(document.type):
            return None
        if document.id not in self._statuses:
            found: Validity | None = self._asked(lambda it: validity_of(it, document, self._day), None)
            if found is None:
                return None
            self._statuses[document.id] = found
        return self._statuses[document.id]

    def status(self, document: Document) -> str:
        """Today's status of a document, else the one that is written down."""
        found = self.validity(document)
        return found.status if found else document.status

    def _asked(self, question: Callable[[Catalogue], _T], otherwise: _T) -> _T:
        """What the catalogue answers. One that is damaged is asked once: from then on there is none."""
        if self._catalogue is None:
            return otherwise
        try:
            return question(self._catalogue)
        except CatalogueDamaged as error:
            log.warning("the page has no links: the catalogue is damaged (%s); `archive index --rebuild` makes it anew", error)
            self._catalogue = None
            return otherwise

    def _link(self, cited: Cited, shown: Container[str]) -> Link | None:
        place = cited.citation
        language = interface_language()
        if cited.target is None:
            asked = place.title or place.number or ""
            title = gettext("%(title)s is not in the archive; search for it", title=asked)
            return Link(place.start, place.end, url_for("search.show", q=asked), title, "named") if asked else None
        where = provision_name(cited.segment, language) if cited.segment else ""
        if cited.target.id == self._document.id:
            return Link(place.start, place.end, self._own(cited.segment, shown), where, "own") if cited.segment else None
        status = self.status(cited.target)
        href = url_for("document.show", document_id=cited.target.id, _anchor=cited.segment)
        title = " ".join(filter(None, (here(cited.target.title), where)))
        said = name_of("status", status) if status in _WORTH_SAYING else ""
        return Link(place.start, place.end, href, title, "here", said)

    def _own(self, segment: str, shown: Container[str]) -> str:
        if segment in shown or segment.removesuffix("__para_1") in shown:
            return f"#{segment}"
        return url_for("document.show", document_id=self._document.id, _anchor=segment)


def _each_once(citing: Sequence[Cited]) -> list[Cited]:
    """One for each passage that cites a passage, whichever language says it."""
    return list({(cited.source.id, cited.citation.segment, cited.segment): cited for cited in reversed(citing)}.values())[::-1]


def _related(several: Sequence[Cited]) -> Related:
    source = several[0].source
    segments = dict.fromkeys(cited.citation.segment for cited in several)
    provisions = dict.fromkeys(cited.segment for cited in several if cited.segment)
    return Related("cites", source.title, source.number, source, tuple(segments), tuple(provisions))
