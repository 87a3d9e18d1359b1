"""Document numbers that a text names, by their parts: 国卫医急发〔2024〕13号, 国令767号, Decree No. 767 of the State Council."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from archive.data import body
from archive.text.document_number import find_numbers
from archive.text.numerals import NUMERAL, parse_numeral
from indexer.analysis.reference import Reference

_HAN = "\u4e00-\u9fff"
_SYLLABLE = r"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?[aeiouvü]{1,3}(?:ng?|r)?"
_CODED = re.compile(
    rf"(?P<agency>[{_HAN}](?:[{_HAN}a-z]){{0,15}})?(?P<pinyin>(?:(?<![a-z]){_SYLLABLE} ){{2,9}})?\s?"
    rf"\(\s?(?P<year>(?:19|20)\d\d)\s?年?\s?\)\s?(?P<before>第|no\.?)?\s?(?P<serial>\d{{1,5}})(?!\d)\s?(?P<behind>号)?"
)
_YEAR_IN_BRACKETS = re.compile(r"\(\s?(?:19|20)\d\d\s?年?\s?\)")
_DECREE = re.compile(
    rf"(?P<body>[{_HAN}]{{0,24}})(?:令\s?(?P<opens>\()?第?\s?(?P<serial>{NUMERAL})(?:\s?号(?(opens)\)?)|(?![{_HAN}\w]))|第?\s?(?P<early>{NUMERAL})\s?号令)"
)
_NAME = r"[a-z][a-z ,'’&-]"
_ENGLISH_DECREE = re.compile(
    rf"(?:(?<=the )|(?<![a-z]))(?P<by>{_NAME}{{0,100}}? )?(?:decree|order)s?,? (?:of the (?P<between>{_NAME}{{2,100}}?),? )?"
    rf"\(?no\. ?(?P<serial>\d{{1,5}})\)?(?: of the (?P<of>{_NAME}{{2,100}}))?"
)
_COUNTRY = " of the people's republic of china"


def numbers(folded: str) -> Iterator[Reference]:
    """The document numbers of a folded text; 号 and 第 may be missing. ``no:国卫医急发-2024-13`` lies in ``no:2024-13``,
    ``no:国务院令-767`` in ``no:令-767``."""
    taken: list[tuple[int, int]] = []
    for found in _all(folded):
        if not any(found.start < end and start < found.end for start, end in taken):
            taken.append((found.start, found.end))
            yield found


def _all(folded: str) -> Iterator[Reference]:
    if "令" in folded:
        yield from map(_decree, _DECREE.finditer(folded))
    if "no." in folded and ("decree" in folded or "order" in folded):
        yield from map(_english_decree, _ENGLISH_DECREE.finditer(folded))
    if "(" in folded or "号" in folded:
        for start, end, number in find_numbers(folded):
            if number.year is not None:
                yield _coded(start, end, number.agency, number.year, number.serial)
    if _YEAR_IN_BRACKETS.search(folded):
        yield from (one for match in _CODED.finditer(folded) if (one := _loose(match)))


def _coded(start: int, end: int, agency: str, year: int, serial: int) -> Reference:
    coarse = f"no:{year}-{serial}"
    if not agency:
        return Reference(start, end, (coarse,))
    name = "".join(agency.split())
    spelt = () if name.isascii() else (f"no:{_pinyin(name)}-{year}-{serial}",)
    return Reference(start, end, (f"no:{name}-{year}-{serial}",), (*spelt, coarse))


def _loose(match: re.Match[str]) -> Reference | None:
    """A number without 号, without its agency, or in English; a year in brackets with a figure behind it is none."""
    touches = match["agency"] and match[0].endswith(f"){match['serial']}")
    if not (touches or match["pinyin"] or match["before"] or match["behind"]):
        return None
    agency = match["agency"] or (match["pinyin"] or "").replace(" ", "")
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    end = match.end() if match["behind"] else match.end("serial")
    return _coded(start, end, agency, int(match["year"]), int(match["serial"]))


def _decree(match: re.Match[str]) -> Reference:
    name, length = _issuer(match["body"])
    serial = parse_numeral(match["serial"] or match["early"]) or 0
    if not length:
        return Reference(match.start() + len(match["body"].removesuffix("第")), match.end(), (f"no:令-{serial}",))
    return Reference(match.start() + len(match["body"]) - length, match.end(), (f"no:{name}令-{serial}",), (f"no:令-{serial}",))


def _issuer(printed: str) -> tuple[str, int]:
    """The body whose decree it is, and how many of the characters before 令 name it."""
    bare = (printed.removeprefix("中华人民共和国") or printed).removesuffix("第")
    for start in range(len(bare)):
        name = bare[start:]
        if name in ("国", "主席") or body(name):
            known = body("国务院" if name == "国" else name)
            return (known.name.zh or name if known else name), len(name)
    return bare, len(printed)


def _english_decree(match: re.Match[str]) -> Reference:
    serial = int(match["serial"])
    coarse = f"no:令-{serial}"
    start = match.start() if match["by"] is None else match.end("by")
    named = match["between"] or match["of"]
    found = _known(named) if named else _known_before(match["by"] or "")
    end = match.end() if not match["of"] or match["between"] else match.start("of") + (found[1] if found else -len(" of the "))
    return Reference(start, end, (f"no:{found[0]}令-{serial}",), (coarse,)) if found else Reference(start, end, (coarse,))


def _known(words: str) -> tuple[str, int] | None:
    """The body that words begin with, the longest first, and its length."""
    ends = [len(words), *(found.start() for found in reversed(list(re.finditer(r",? ", words))))]
    for end in ends:
        name = words[:end].replace("’", "'").removesuffix(_COUNTRY)
        known = body(name) or body(f"{name}{_COUNTRY}")
        if known and known.name.zh:
            return ("主席" if known.name.zh == "中华人民共和国主席" else known.name.zh), end
    return None


def _known_before(words: str) -> tuple[str, int] | None:
    """The body that words end with, the longest first."""
    words = words.strip()
    starts = [0, *(found.end() for found in re.finditer(" ", words))]
    return next((found for start in starts if (found := _known(words[start:])) and found[1] == len(words) - start), None)


@lru_cache(maxsize=1 << 12)
def _pinyin(agency: str) -> str:
    """Guo Wei Yi Ji Fa, as translations print the code of an agency, without spaces."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - 0.2 s that only a text with a document number need pay

    return "".join(lazy_pinyin(agency))
