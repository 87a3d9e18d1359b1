"""Results as the page shows them: marked titles and passages, links that keep the searched words, pages of results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from flask import url_for
from markupsafe import Markup

from archive.model import LANGUAGES, Bilingual, PartialDate
from archive.text.dates import parse_issued
from archive.text.provision_names import provision_name
from web.marking import marked
from web.tables import table_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indexer.showing.results import Answer, Passage, Result, Span, Translation
    from web.asked import Named
    from web.query_string import SearchAddress

_NEIGHBOURS = 2


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage that was found. ``place``: the labels that lead to it (第十二条（五）); ``href`` leads to it in its document.

    ``translation_html``: the text of ``translation``, empty where there is none; ``like`` leads to passages like it.
    """

    lang: str
    place: str
    kind: str
    html: Markup
    href: str
    translation: Translation | None
    translation_html: Markup
    like: str


@dataclass(frozen=True, slots=True)
class ResultView:
    """A document that was found. ``titles``: marked, by language, those it has; ``named``: that the query names it."""

    id: str
    href: str
    like: str
    titles: Mapping[str, Markup]
    number: str | None
    issuers: list[Bilingual]
    issued: date | PartialDate | None
    type: str | None
    status: str
    passages: list[PassageView]
    through: Sequence[str] = ()
    by_meaning: bool = False
    named: Named | None = None


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


def result_views(answer: Answer, address: SearchAddress) -> list[ResultView]:
    """The results of an answer; links carry the search, so that words stay marked in the document and lead back to it."""
    return document_views(answer.results, address.parameters())


def document_views(results: Sequence[Result], search: Mapping[str, Any]) -> list[ResultView]:
    """Documents as they are shown. ``search``: what their links carry."""
    return [_result(result, search) for result in results]


def passage_views(passages: Sequence[Passage], search: Mapping[str, Any]) -> list[PassageView]:
    """Passages as they are shown, by themselves or under their document."""
    hrefs = {one: url_for("document.show", document_id=one, **search) for one in {passage.document for passage in passages}}
    return [_passage(passage, hrefs[passage.document]) for passage in passages]


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


def _result(result: Result, search: Mapping[str, Any]) -> ResultView:
    titles: dict[str, Markup] = {
        language: marked(title, result.title_spans.get(language, ()))
        for language in LANGUAGES
        if (title := result.title.get(language))
    }
    return ResultView(
        id=result.id,
        href=url_for("document.show", document_id=result.id, **search),
        like=url_for("like.documents", document_id=result.id),
        titles=titles,
        number=result.number,
        issuers=[Bilingual(issuer.get("zh"), issuer.get("en")) for issuer in result.issuers],
        issued=parse_issued(result.issued) if result.issued else None,
        type=result.type,
        status=result.status,
        passages=passage_views(result.passages, search),
        through=result.through,
        by_meaning=result.by_meaning,
    )


def _passage(passage: Passage, document: str) -> PassageView:
    """``document``: the address of its document."""
    href = f"{document}#{quote(passage.segment)}"
    translation = passage.translation
    beside = _html(translation.text, translation.spans) if translation else Markup()
    html = _html(passage.text, passage.spans)
    like = url_for("like.passages", document_id=passage.document, segment_id=passage.segment, lang=passage.lang)
    return PassageView(passage.lang, _place(passage), passage.kind, html, href, translation, beside, like)


def _html(text: str, spans: Sequence[Span]) -> Markup:
    return table_lines(text, spans) or marked(text, spans)


def _place(passage: Passage) -> str:
    """The labels of the passage and of what it lies in; where nothing is labelled, what it is called: 第7段, paragraph 7."""
    if passage.place:
        return passage.place
    name = provision_name(passage.segment, passage.lang)
    return "" if name == passage.segment else name
