"""Provisions that English texts name: Article 20(2), Articles 20 and 21, item (5) of Article 8, Chapter III, Annex 1."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.text.numerals import parse_roman
from indexer.analysis.provisions import LEVELS, forms
from indexer.analysis.reference import Reference

_LEVELS = {
    "article": "art", "art": "art", "part": "part", "chapter": "chp", "section": "sec", "annex": "att", "appendix": "att",
    "attachment": "att", "paragraph": "para", "subparagraph": "point", "item": "point", "point": "point",
}  # fmt: skip
_NUMBER = r"(?:\d{1,4}(?:-\d{1,2}(?!\d))?|\(\d{1,3}\)|\([a-z]\)|[ivxlc]{1,7})(?![\w%])"
_AND = r"\s*(?:,\s*(?:and|or)?|and|or|&|to|through|[-–—])\s*"
_UNIT = re.compile(
    rf"(?<!\w)(?P<unit>{'|'.join(sorted(_LEVELS, key=len, reverse=True))})(?P<plural>e?s)?\.?\s*"
    rf"(?P<number>{_NUMBER})(?P<deeper>(?:\s?\((?:\d{{1,2}}|[a-z])\)){{0,3}})(?P<more>(?:{_AND}{_NUMBER}){{0,40}})"
)
_MORE = re.compile(_NUMBER)
_LINK = re.compile(r"\s+of\s+|\s*,\s*|\s+")
_NAMED = re.compile(r"(?:art|part|chapter|section|annex|appendix|attachment)")


def provisions(folded: str) -> Iterator[Reference]:
    """The provisions of a folded text; of a list each number is one of its own."""
    if not _NAMED.search(folded):
        return
    position = 0
    while match := _UNIT.search(folded, position):
        chain = [match]
        while following := _further(folded, chain):
            chain.append(following)
        position = chain[-1].end() if len(chain) > 1 else match.end()
        yield from _of(chain)


def _further(folded: str, chain: list[re.Match[str]]) -> re.Match[str] | None:
    """The unit that a chain goes on with: of a level it does not have yet."""
    link = _LINK.match(folded, chain[-1].end())
    following = _UNIT.match(folded, link.end()) if link else None
    return following if following and _level(following) not in map(_level, chain) else None


def _of(chain: list[re.Match[str]]) -> Iterator[Reference]:
    start = chain[0].start()
    known = {_level(match): _value(match["number"], _level(match)) for match in chain}
    levels = [(level, number) for level in LEVELS if (number := known.get(level))]
    if "art" in known:
        levels = [one for one in levels if LEVELS.index(one[0]) >= LEVELS.index("art")]
    if not levels or levels[0][0] in ("para", "point"):
        return
    last = chain[-1]
    yield _reference(start, last.end("deeper"), levels, re.findall(r"\w+", last["deeper"]))
    if len(levels) == 1 and last["plural"]:
        for more in _MORE.finditer(last.string, last.start("more"), last.end("more")):
            if number := _value(more[0], levels[0][0]):
                yield Reference(*more.span(), *forms([(levels[0][0], number)]))


def _reference(start: int, end: int, levels: list[tuple[str, str]], deeper: list[str]) -> Reference:
    """Article 8(5) is paragraph 5 or item 5; Article 8(1)(c) is item 3 of paragraph 1."""
    numbers = [_value(one, "point") for one in deeper]
    if not numbers:
        return Reference(start, end, *forms(levels))
    if levels[-1][0] == "art" and len(numbers) == 1:
        either = [forms([*levels, (level, numbers[0])]) for level in ("para", "point")]
        return Reference(start, end, tuple(form for found, _ in either for form in found), either[0][1])
    inner = LEVELS[LEVELS.index(levels[-1][0]) + 1 :]
    return Reference(start, end, *forms([*levels, *zip(inner, numbers, strict=False)]))


def _level(match: re.Match[str]) -> str:
    return _LEVELS[match["unit"]]


def _value(printed: str, level: str) -> str:
    """20, 20-1, (5), (c), iii; empty for letters that are no number."""
    bare = printed.strip("()")
    if bare[0].isdecimal():
        return "-".join(str(int(part)) for part in bare.split("-"))
    if level in ("para", "point") and len(bare) == 1:
        return str(ord(bare) - ord("a") + 1)
    value = parse_roman(bare.upper())
    return str(value) if value and (len(bare) > 1 or level in ("part", "chp", "sec", "att")) else ""
