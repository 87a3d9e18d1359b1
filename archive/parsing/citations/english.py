"""Citations in English: Article 8, paragraph 1, item (3) of the …; Articles 3 to 5; the preceding paragraph; Regulations on …."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.model import Citation, Segment
from archive.parsing.citations.english_places import NAMES, ORDINALS, UNIT, alternatives, level_of
from archive.parsing.citations.named import english_numbers
from archive.parsing.citations.own import OwnText
from archive.parsing.citations.places import LEVELS, moved
from archive.parsing.citations.titles import TITLE, own_name, title_at

_PRECEDING = re.compile(
    r"the\s+(?:(?:immediately\s+)?(?:preceding|previous|foregoing)\s+(?:(?P<count>two|three|four)\s+)?|(?P<counted>two|three|four)\s+(?:preceding|previous)\s+)"
    r"(?P<unit>paragraph|article|item)s?",
    re.IGNORECASE,
)
_OF = re.compile(r"(?:,)?\s+(?:of|under|in)\s+", re.IGNORECASE)
_AND = re.compile(rf"\s*(?:,\s*(?:and|or)?|and|or)\s+(?=(?:{NAMES})s?\s+[(\dIVX])", re.IGNORECASE)
_LINK = re.compile(r"\s+of\s+|\s*,\s*|\s+", re.IGNORECASE)
_BEFORE_TITLE = re.compile(r"(?:the\s+)?[“\"]?")
_THIS = re.compile(r"this\s+(?P<unit>article|paragraph)\b", re.IGNORECASE)


class EnglishCitations:
    """Reads the citations of one English edition's segments."""

    def __init__(self, own: OwnText) -> None:
        self._own = own

    def of(self, segment: Segment) -> Iterator[Citation]:
        """Every citation printed in a segment, in the order of the text."""
        found = [*self._places(segment), *english_numbers(segment)]
        found += [one for one in self._preceding(segment) if not any(o.start <= one.start < o.end for o in found)]
        position = 0
        while match := TITLE.search(segment.text, position):
            title = title_at(match)
            position = match.start() + max(len(title), 1) if title else match.end()
            if title and not any(one.start < position and match.start() < one.end for one in found):
                found.append(Citation(segment.id, title, start=match.start(), end=position))
        yield from sorted(found, key=lambda one: (one.start, one.end))

    def _preceding(self, segment: Segment) -> Iterator[Citation]:
        for match in _PRECEDING.finditer(segment.text):
            count = ORDINALS[(match["count"] or match["counted"] or "one").lower()] if match["count"] or match["counted"] else 1
            of_unit = self._own.articles_before if match["unit"].lower() == "article" else self._own.paragraphs_before
            if match["unit"].lower() != "item":
                yield from (moved(one, match.start(), match.end()) for one in of_unit(segment.id, count))

    def _places(self, segment: Segment) -> Iterator[Citation]:
        """Chains of units, innermost first (Item (1) of Paragraph 2 of Article 8) or last (Article 8, paragraph 2)."""
        text, position = segment.text, 0
        while match := UNIT.search(text, position):
            chain = [match]
            while (end := _next_unit(text, chain[-1])) is not None:
                chain.append(end)
            position = chain[-1].end()
            yield from self._cited(segment, chain)

    def _cited(self, segment: Segment, chain: list[re.Match[str]]) -> list[Citation]:
        """Every place of a chain, of the work that the words behind it name."""
        of = _OF.match(segment.text, chain[-1].end())
        this = _THIS.match(segment.text, of.end()) if of else None
        base, end = self._work(segment, chain[-1].end())
        if this:
            here = self._own.here(segment.id) if this["unit"].lower() == "article" else self._own.this_paragraph(segment.id)
            base, end = (here or base), this.end()
        before = _PRECEDING.match(segment.text, of.end()) if of else None
        if before and before["unit"].lower() == "paragraph":  # items (2) to (7) of the preceding paragraph
            paragraphs = self._own.paragraphs_before(segment.id, 1)
            return [moved(one, one.start, before.end()) for last in paragraphs for one in alternatives(last, chain)]
        found = alternatives(base, chain)
        if base.own and found and found[0].article is None and found[0].chapter is None and found[0].part is None:
            here = self._own.here(segment.id) if found[0].paragraph else self._own.this_paragraph(segment.id)
            found = alternatives(here, chain) if here and here.article else []
        named_own = end > chain[-1].end()
        if base.own and not named_own and not all(self._own.has(one) for one in found):
            return []
        return [moved(one, one.start, max(end, one.end)) for one in found]

    def _work(self, segment: Segment, position: int) -> tuple[Citation, int]:
        """The work named behind the places and where its name ends; the document itself where none is."""
        of = _OF.match(segment.text, position)
        own = Citation(segment.id, self._own.title, own=True)
        listed = _AND.match(segment.text, position)
        if listed:
            following = UNIT.match(segment.text, listed.end())
            if following:
                return self._work(segment, following.end())[0], position
        if of is None:
            return own, position
        if end := own_name(segment.text, of.end()):
            return own, end
        match = TITLE.match(segment.text, _BEFORE_TITLE.match(segment.text, of.end()).end())  # type: ignore[union-attr] # it matches anything
        title = title_at(match) if match else ""
        return (Citation(segment.id, title), match.start() + len(title)) if match and title else (own, position)


def _next_unit(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """The unit that a chain goes on with: of another level, behind a comma or of."""
    link = _LINK.match(text, match.end())
    following = UNIT.match(text, link.end()) if link else None
    if following is None or link is None or level_of(following) == level_of(match):
        return None
    above = LEVELS.index(level_of(following)) < LEVELS.index("article")
    return None if above and "of" not in link[0] else following
