"""Results as the page shows them: marked titles and passages, links that keep the searched words, pages of results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import url_for
from markupsafe import Markup

from archive.errors import ArchiveError
from archive.model import LANGUAGES, Bilingual, PartialDate
from archive.text.dates import parse_issued
from archive.text.provision_names import provision_name
from web.marking import marked
from web.place import place
from web.tables import table_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indexer.results import Answer, Passage, Result, Span, Translation
    from web.query_string import SearchAddress
    from web.shelf import Shelf

_NEIGHBOURS = 2


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage that was found. ``place``: the labels that lead to it (第十二条（五）); ``href`` leads to it in its document.

    ``translation_html``: the text of ``translation``, empty where there is none.
    """

    lang: str
    place: str
    kind: str
    html: Markup
    href: str
    translation: Translation | None
    translation_html: Markup


@dataclass(frozen=True, slots=True)
class ResultView:
    """A document that was found. ``titles``: marked, by language, those it has."""

    href: str
    titles: Mapping[str, Markup]
    number: str | None
    issuers: list[Bilingual]
    issued: date | PartialDate | None
    type: str | None
    status: str
    passages: list[PassageView]


@dataclass(frozen=True, slots=True)
class Paging:
    """Where in the results a page stands. ``numbers`` are to be linked, None among them stands for a gap."""

    page: int
    last: int
    numbers: list[int | None]

    @property
    def is_beyond(self) -> bool:
        """Whether there is nothing on this page though there are results."""
        return self.page > self.last > 0


def result_views(answer: Answer, address: SearchAddress, shelf: Shelf) -> list[ResultView]:
    """The results of an answer; links carry the search, so that words stay marked in the document and lead back to it."""
    return [_result(result, address.parameters(), shelf) for result in answer.results]


def paging(page: int, total: int, per_page: int) -> Paging:
    """The pages to offer: first, last, and those around this one."""
    last = -(-total // per_page)
    near = {n for n in range(page - _NEIGHBOURS, page + _NEIGHBOURS + 1) if 1 <= n <= last}
    wanted = sorted(near | ({1, last} if last else set()))
    numbers: list[int | None] = []
    for number in wanted:
        if numbers and number - (numbers[-1] or 0) > 1:
            numbers.append(None)
        numbers.append(number)
    return Paging(page, last, numbers)


def _result(result: Result, search: Mapping[str, Any], shelf: Shelf) -> ResultView:
    titles: dict[str, Markup] = {
        language: marked(title, result.title_spans.get(language, ()))
        for language in LANGUAGES
        if (title := result.title.get(language))
    }
    return ResultView(
        href=url_for("document.show", document_id=result.id, **search),
        titles=titles,
        number=result.number,
        issuers=[Bilingual(issuer.get("zh"), issuer.get("en")) for issuer in result.issuers],
        issued=parse_issued(result.issued) if result.issued else None,
        type=result.type,
        status=result.status,
        passages=[_passage(passage, search, shelf) for passage in result.passages],
    )


def _passage(passage: Passage, search: Mapping[str, Any], shelf: Shelf) -> PassageView:
    href = url_for("document.show", document_id=passage.document, **search, _anchor=passage.segment)
    translation = passage.translation
    beside = _html(translation.text, ()) if translation else Markup()
    html = _html(passage.text, passage.spans)
    return PassageView(passage.lang, _place(passage, shelf), passage.kind, html, href, translation, beside)


def _html(text: str, spans: Sequence[Span]) -> Markup:
    return table_lines(text, spans) or marked(text, spans)


def _place(passage: Passage, shelf: Shelf) -> str:
    """The labels of the passage and of what it lies in; its own alone where the document has gone since it was indexed.

    Where nothing is labelled, what the place is called: 第7段, paragraph 7.
    """
    try:
        document = shelf.document(passage.document)
    except ArchiveError:
        return passage.label
    edition = document.edition(f"{passage.lang}.digest" if passage.kind == "digest" else passage.lang)
    if labels := place(edition, passage.segment) if edition else passage.label:
        return labels
    name = provision_name(passage.segment, passage.lang)
    return "" if name == passage.segment else name
