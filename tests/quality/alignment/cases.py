"""Texts whose pairs are known: ``NAME.zh.txt``, ``NAME.en.txt`` (a segment a line) and ``NAME.gold.json``.

``NAME-old.zh.txt`` without an English side is another version of NAME, judged against NAME's English;
``NAME-old.other.json`` lists its lines that have no counterpart there (without it: all).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

Gold = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Case:
    """Two texts, line by line, and which lines of one answer to which of the other; every line stands in one pair.

    ``gold`` is empty where the texts are not translations of each other (versions that do not match); ``other`` then names
    the Chinese lines that the English does not translate.
    """

    name: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    gold: tuple[Gold, ...] = ()
    other: frozenset[int] = frozenset()


def read_case(stem: Path) -> Case:
    """The case of the files ``STEM.zh.txt``, ``STEM.en.txt`` and, where the texts match, ``STEM.gold.json``.

    Raises ValueError naming the file where the pairs do not hold every line once and in order.
    """
    truth = _beside(stem, "gold.json")
    pairs = json.loads(truth.read_text(encoding="utf-8")) if truth.is_file() else []
    zh, en = _lines(_beside(stem, "zh.txt")), _lines(_english(stem))
    if not pairs:
        listed = _beside(stem, "other.json")
        other = json.loads(listed.read_text(encoding="utf-8")) if listed.is_file() else range(len(zh))
        return Case(stem.name, zh, en, other=frozenset(other))
    gold = tuple((tuple(left), tuple(right)) for left, right in pairs)
    if not _whole(gold, len(zh), len(en)):
        raise ValueError(f"{truth}: every line must stand in exactly one pair, in order")
    return Case(stem.name, zh, en, gold)


def _english(stem: Path) -> Path:
    own = _beside(stem, "en.txt")
    return own if own.is_file() else _beside(stem.with_name(stem.name.rpartition("-")[0]), "en.txt")


def _beside(stem: Path, ending: str) -> Path:
    return stem.with_name(f"{stem.name}.{ending}")


def read_cases(folder: Path) -> list[Case]:
    """Every case of a folder, by name."""
    names = sorted(path.name.removesuffix(".zh.txt") for path in folder.glob("*.zh.txt"))
    return [read_case(folder / name) for name in names]


def read_sets(folder: Path) -> dict[str, list[Case]]:
    """The cases of a folder and of all folders in it, by folder: each is a set of its own."""
    below = sorted(path for path in folder.rglob("*") if path.is_dir())
    held = {path.relative_to(folder).as_posix(): read_cases(path) for path in below}
    return {name: cases for name, cases in {folder.name: read_cases(folder), **held}.items() if cases}


def write_case(case: Case, folder: Path) -> None:
    """Write the files of a case; the folder is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for language, lines in (("zh", case.zh), ("en", case.en)):
        (folder / f"{case.name}.{language}.txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    if case.gold:
        (folder / f"{case.name}.gold.json").write_text(json.dumps(case.gold), encoding="utf-8")


def _lines(path: Path) -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8").removesuffix("\n").split("\n"))


def _whole(gold: Sequence[Gold], zh: int, en: int) -> bool:
    return list(_indices(gold, 0)) == list(range(zh)) and list(_indices(gold, 1)) == list(range(en))


def _indices(gold: Sequence[Gold], side: int) -> Iterator[int]:
    return (index for pair in gold for index in pair[side])
