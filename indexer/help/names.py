"""Names held in memory, found by how they or one of their words begin, as written or by pinyin: terms and issuing bodies."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Literal

from archive.model import Term
from archive.text.folding import fold
from indexer.analysis.pinyin import syllables
from indexer.analysis.tokens import runs
from indexer.help.marks import compact, marked
from indexer.help.typed_pinyin import known_head

NameKind = Literal["term", "issuer"]
_LONGEST_KEY = 32
"""Letters by which a name is found; whoever types more has long seen it."""
_MOST_LOOKED_AT = 400
"""Places in the sorted list that one question looks at."""

Keys = list[tuple[str, int, int]]
"""What a name is found by, 0 where the name begins so and 1 where a part of it does, and the name's index."""


@dataclass(frozen=True, slots=True)
class Name:
    """A term or an issuing body in one language, and in the other one."""

    text: str
    lang: str
    kind: NameKind
    other: str | None
    preferred: bool = True


class Names:
    """The names of a term base and of issuing bodies (English by Chinese). Deprecated terms are left out."""

    def __init__(self, terms: Iterable[Term] = (), issuers: Mapping[str, str] | None = None) -> None:
        self._names = list(_names(terms, issuers or {}))

    def beginning(self, typed: str, limit: int) -> list[tuple[Name, int]]:
        """Names that begin so, or a part of which does, with 0 or 1: first those that do themselves, preferred and short ones."""
        wanted = compact(fold(typed))[:_LONGEST_KEY]
        found: dict[int, int] = {}
        for keys in self._lists(wanted):
            for _, rank, index in islice(_from(keys, wanted), _MOST_LOOKED_AT):
                found[index] = min(rank, found.get(index, rank))
        if not found:
            found = dict(self._by_sound(wanted))
        names = [(self._names[index], rank) for index, rank in found.items()]
        return sorted(names, key=lambda one: (one[1], not one[0].preferred, len(one[0].text), one[0].text))[:limit]

    def _lists(self, wanted: str) -> Iterator[Keys]:
        if wanted:
            yield self._written
        if wanted.isascii() and wanted.isalpha():
            yield self._spelled
            if len(wanted) > 1:
                yield self._initials

    def _by_sound(self, wanted: str) -> Iterator[tuple[int, int]]:
        """Where characters, syllables and first letters are mixed: 器官yi, qiguan yz. Looked for by the syllables in front."""
        head = known_head(wanted)
        for _, rank, index in islice(_from(self._spelled, head), _MOST_LOOKED_AT) if head else ():
            if marked(self._names[index].text, wanted):
                yield index, rank

    @cached_property
    def _written(self) -> Keys:
        return sorted(
            (key, int(at > 0), index)
            for index, name in enumerate(self._names)
            for at, key in enumerate(_suffixes(_parts(name.text)))
        )

    @cached_property
    def _sounds(self) -> Sequence[tuple[int, tuple[str, ...]]]:
        chinese = ((index, name.text) for index, name in enumerate(self._names) if name.lang == "zh")
        return [(index, tuple(_sounds(text))) for index, text in chinese]

    @cached_property
    def _spelled(self) -> Keys:
        return sorted((key, int(at > 0), i) for i, sounds in self._sounds for at, key in enumerate(_suffixes(sounds)))

    @cached_property
    def _initials(self) -> Keys:
        letters = ((index, [sound[:1] for sound in sounds]) for index, sounds in self._sounds)
        return sorted((key, int(at > 0), i) for i, initials in letters for at, key in enumerate(_suffixes(initials)))


def _names(terms: Iterable[Term], issuers: Mapping[str, str]) -> Iterator[Name]:
    seen: set[tuple[str, str]] = set()
    ordered = sorted((term for term in terms if term.status != "deprecated"), key=lambda term: term.status != "preferred")
    pairs: list[tuple[str, str, NameKind, bool]] = [(zh, en, "issuer", True) for zh, en in issuers.items()]
    pairs += [(term.zh, term.en, "term", term.status == "preferred") for term in ordered]
    for zh, en, kind, preferred in pairs:
        for text, other, lang in ((zh, en, "zh"), (en, zh, "en")):
            if text and (lang, fold(text)) not in seen:
                seen.add((lang, fold(text)))
                yield Name(text, lang, kind, other or None, preferred)


def _parts(text: str) -> list[str]:
    """Each Chinese character and each Latin word."""
    found: list[str] = []
    for run in runs(fold(text)):
        if run.kind != "mark":
            found += run.text if run.kind == "chinese" else [run.text]
    return found


def _sounds(text: str) -> Iterator[str]:
    for run in runs(fold(text)):
        if run.kind == "chinese":
            yield from syllables(run.text)
        elif run.kind == "latin":
            yield run.text


def _suffixes(parts: Sequence[str]) -> Iterator[str]:
    """What a name is found by: from each of its parts on."""
    for start in range(len(parts)):
        yield "".join(parts[start : start + _LONGEST_KEY])[:_LONGEST_KEY]


def _from(keys: Keys, wanted: str) -> Iterator[tuple[str, int, int]]:
    for at in range(bisect_left(keys, (wanted, -1, -1)), len(keys)):
        if not keys[at][0].startswith(wanted):
            return
        yield keys[at]
