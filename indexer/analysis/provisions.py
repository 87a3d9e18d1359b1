"""Provisions that Chinese texts name: 第二十条第二款第（五）项, 第三章第二节, 第八条至第十条, 附件1."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.text.numerals import NUMERAL, parse_numeral
from archive.text.provision_names import OTHER_WORD
from indexer.analysis.reference import Reference

LEVELS = ("att", "part", "subpart", "chp", "sec", "art", "para", "point", "indent")
"""From the outermost in, as in segment ids."""

_UNITS = {"编": "part", "分编": "subpart", "章": "chp", "节": "sec", "条": "art", "款": "para", "项": "point", "目": "indent"}
_NUMBER = rf"\(?\s*{NUMERAL}\s*\)?"
_UNIT = re.compile(
    rf"第\s*(?P<number>{_NUMBER})(?P<more>(?:\s?[、和及或至到-]\s?第?{_NUMBER}){{0,20}})\s*(?P<unit>分编|[编章节条款项目]){OTHER_WORD}"
    rf"(?:\s*之\s*(?P<inserted>{NUMERAL})(?!\d))?"
)
"""第二十条, 第三、五条, 第（五）项, 第八十条之一."""
_DEEPER = re.compile(r"\s*(?:中的|中|的)?\s*")
_TO = re.compile(r"\s*(?:至|到|-|—)\s*")
_NUMERAL = re.compile(NUMERAL)
_ANNEX = re.compile(r"附[件录表]\s*(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})(?![年月日条章])")
_LONGEST_RANGE = 300


def provisions(folded: str) -> Iterator[Reference]:
    """The provisions of a folded text that can be told apart: articles and what is in them, chapters, sections, annexes."""
    if "第" in folded:
        yield from _named(folded)
    if "附" in folded:
        for match in _ANNEX.finditer(folded):
            yield Reference(*match.span(), (f"att:{parse_numeral(match['number'])}",))


def forms(levels: Sequence[tuple[str, str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The form of a provision, and the coarser ones. ``levels``: (level, number) from the outermost in, ``("art", "20-1")``.

    A point of a named paragraph is also a point of the article: 第八条第（三）项 is 第八条第一款第（三）项.
    """
    chain = [f"{level}:{number}" for level, number in levels]
    coarser = ["/".join(chain[:depth]) for depth in range(1, len(chain))]
    if levels[0][0] != "art":  # 第三章 is looked for without its part, 第二节 without its chapter
        coarser += ["/".join(chain[first:]) for first in range(1, len(chain))]
    elif len(chain) > 2:
        coarser += ["/".join([chain[0], *chain[2:]])]
    return ("/".join(chain),), tuple(coarser)


def _named(folded: str) -> Iterator[Reference]:
    before: tuple[Reference, list[tuple[str, str]]] | None = None
    position = 0
    while match := _UNIT.search(folded, position):
        start, levels = match.start(), [(_UNITS[match["unit"]], _value(match))]
        while following := _deeper(folded, match):
            match = following
            levels.append((_UNITS[match["unit"]], _value(match)))
        position = match.end()
        levels = _from_article(levels)
        if levels:
            found = Reference(start, position, *forms(levels))
            yield found
            yield from _between(folded, before, found, levels)
            before = found, levels
            yield from _listed(match, levels)


def _deeper(folded: str, match: re.Match[str]) -> re.Match[str] | None:
    """The unit inside this one that is named behind it."""
    following = _UNIT.match(folded, _DEEPER.match(folded, match.end()).end())  # type: ignore[union-attr] # it matches anything
    if following and LEVELS.index(_UNITS[following["unit"]]) > LEVELS.index(_UNITS[match["unit"]]):
        return following
    return None


def _from_article(levels: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Articles are numbered through chapters; a paragraph of an article that is not named cannot be told from others."""
    article = next((at for at, (level, _) in enumerate(levels) if level == "art"), None)
    if article is not None:
        return levels[article:]
    return levels if levels[-1][0] in LEVELS[: LEVELS.index("art")] else []


def _between(
    folded: str, before: tuple[Reference, list[tuple[str, str]]] | None, last: Reference, levels: list[tuple[str, str]]
) -> Iterator[Reference]:
    """What lies between the two ends of 第八条至第十条, at the place of the whole range."""
    if before is None or not _TO.fullmatch(folded, before[0].end, last.start):
        return
    (level, first), (other, until) = before[1][-1], levels[-1]
    if level == other and before[1][:-1] == levels[:-1] and first.isdecimal() and until.isdecimal():
        for number in range(int(first) + 1, min(int(until), int(first) + _LONGEST_RANGE)):
            yield Reference(before[0].start, last.end, *forms([*levels[:-1], (level, str(number))]))


def _listed(match: re.Match[str], levels: list[tuple[str, str]]) -> Iterator[Reference]:
    """The other numbers of 第三、五条."""
    for one in _NUMERAL.finditer(match.string, match.start("more"), match.end("more")):
        yield Reference(*one.span(), *forms([*levels[:-1], (levels[-1][0], str(parse_numeral(one[0]) or 0))]))


def _value(match: re.Match[str]) -> str:
    number = parse_numeral(match["number"].strip("() ")) or 0
    inserted = parse_numeral(match["inserted"]) if match["inserted"] else None
    return f"{number}-{inserted}" if inserted else str(number)
