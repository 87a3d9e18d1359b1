"""The blocks of a manual → cases of a few hundred lines: by block and by sentence, as they are and made hard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from archive.text.sentence_splitting import split_sentences
from tests.quality.alignment.cases import Case, Gold
from tests.quality.alignment.debian import MANUALS, Manual, NotToBeHad, pages_of, unpacked
from tests.quality.alignment.hardening import harden
from tests.quality.alignment.manuals import pairs_of_blocks

_FEWEST, _MOST = 50, 400
"""Lines of a case."""
_BLOCKS = 1_200
"""Of a manual so many blocks are judged: enough to tell, and quick."""
_RUNNING = 0.3
"""A block that stands on more of the pages than this is a running head."""

_Blocks = list[tuple[str, str]]


def manual_sets(cache: Path | None) -> tuple[dict[str, list[Case]], list[str]]:
    """The sets ``block``, ``sent`` and their hard variants, over every manual that can be had; and what could not be had."""
    sets: dict[str, list[Case]] = {}
    problems = []
    for manual in MANUALS:
        try:
            documents = list(_documents(_pages(manual, unpacked(manual, cache))))
        except NotToBeHad as error:
            problems.append(str(error))
            continue
        for number, blocks in enumerate(documents, 1):
            for kind, case in cases_of(f"{manual.name}-{number}", blocks):
                sets.setdefault(kind, []).append(case)
    return sets, problems


def cases_of(name: str, blocks: Sequence[tuple[str, str]]) -> Iterator[tuple[str, Case]]:
    """The four cases of a document, by set."""
    zh, en = zip(*blocks, strict=True)
    whole = Case(name, zh, en, tuple(((index,), (index,)) for index in range(len(blocks))))
    for kind, case in (("block", whole), ("sent", by_sentence(name, blocks))):
        yield kind, case
        yield f"{kind}-hard", harden(case)


def by_sentence(name: str, blocks: Sequence[tuple[str, str]]) -> Case:
    """Blocks cut into sentences: pairs are known where both sides have as many, or one has one; other blocks are left out."""
    zh: list[str] = []
    en: list[str] = []
    gold: list[Gold] = []
    for block in blocks:
        left, right = (
            [text[start:end] for start, end in split_sentences(text, language)]
            for text, language in zip(block, ("zh", "en"), strict=True)
        )
        if len(left) == len(right):
            gold += [((len(zh) + i,), (len(en) + i,)) for i in range(len(left))]
        elif 1 in (len(left), len(right)) and max(len(left), len(right)) <= 3:
            gold.append((tuple(range(len(zh), len(zh) + len(left))), tuple(range(len(en), len(en) + len(right)))))
        else:
            continue
        zh += left
        en += right
    return Case(name, tuple(zh), tuple(en), tuple(gold))


def _pages(manual: Manual, roots: tuple[Path, ...]) -> list[_Blocks]:
    """The blocks of every page, without what stands on many pages."""
    pages = [pairs_of_blocks(zh.read_bytes(), en.read_bytes()) for _, zh, en in pages_of(manual, roots)]
    seen = Counter(block for page in pages for block in set(page))
    return [[block for block in page if seen[block] <= max(4, _RUNNING * len(pages))] for page in pages]


def _documents(pages: Sequence[_Blocks]) -> Iterator[_Blocks]:
    """Pages put together, or cut, until a case has its size."""
    document: _Blocks = []
    told = 0
    for page in pages:
        if told >= _BLOCKS:
            return
        told += len(page)
        if len(document) >= _FEWEST and len(document) + len(page) > _MOST:
            yield document
            document = []
        document += page
        while len(document) > _MOST:
            yield document[:_MOST]
            document = document[_MOST:]
    if len(document) >= _FEWEST or told == len(document) > 0:
        yield document
