"""``alignment.tsv`` ↔ corrections of an alignment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from archive.alignment.editions.binding import MOST_TOLD
from archive.alignment.editions.corrections import STATES, Correction, State
from archive.alignment.editions.places import Place
from archive.errors import Problem
from archive.model import SEGMENT_ID

NAME = "alignment.tsv"
COLUMNS = ("zh", "en", "state", "zh_sha", "en_sha", "by", "date", "note")
_NOTHING = "-"
_SHA = re.compile(r"[0-9a-f]{12}")
_SENTENCE = re.compile(r"[1-9][0-9]{0,5}")
_REQUIRED = 3


class _BadRowError(ValueError):
    """What is wrong with a row, and what to do."""


def parse(text: str, path: Path, problems: list[Problem]) -> tuple[Correction, ...]:
    """The rows of a file; lines that are none are added to ``problems`` and left out."""
    return tuple(correction for _, correction in numbered(text, path, problems))


def numbered(text: str, path: Path, problems: list[Problem]) -> list[tuple[int, Correction]]:
    """The rows of a file, each with its line (1-based)."""
    lines = [line.rstrip("\r") for line in text.removeprefix("\ufeff").split("\n")]
    if tuple(lines[0].split("\t")) != COLUMNS:
        message = f"the first line must name the columns, tab-separated: {' '.join(COLUMNS)}"
        problems.append(Problem("error", message, 1, path))
        return []
    return list(_rows(lines, path, problems))


def _rows(lines: Sequence[str], path: Path, problems: list[Problem]) -> Iterator[tuple[int, Correction]]:
    unread: list[Problem] = []
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        try:
            yield number, _correction([cell.strip() for cell in line.split("\t")])
        except _BadRowError as error:
            unread.append(Problem("error", str(error), number, path))
    problems += unread[:MOST_TOLD]
    if len(unread) > MOST_TOLD:
        more = f"{len(unread) - MOST_TOLD} more rows cannot be read, this is the first of them"
        problems.append(Problem("error", more, unread[MOST_TOLD].line, path))


def _correction(cells: list[str]) -> Correction:
    if not _REQUIRED <= len(cells) <= len(COLUMNS):
        raise _BadRowError(f"a row has zh, en and state, and at most {len(COLUMNS)} columns between tabs; it has {len(cells)}")
    zh, en, state, zh_sha, en_sha, by, day, note = (*cells, *[""] * (len(COLUMNS) - len(cells)))
    sides = (_places(zh, "zh"), _places(en, "en"))
    if not any(sides):
        raise _BadRowError("both sides are empty; name the segments that belong together, such as art_8, or take the line out")
    if len({place.sentence is None for side in sides for place in side}) > 1:
        raise _BadRowError("a row names whole segments or sentences, not both; write art_8#1 art_8#2 … or art_8 on both sides")
    return Correction(*sides, _state(state), _sha(zh_sha, "zh_sha"), _sha(en_sha, "en_sha"), _text(by), _day(day), _text(note))


def _places(cell: str, column: str) -> tuple[Place, ...]:
    places = [] if cell in ("", _NOTHING) else [_place(word, column) for word in cell.split()]
    if len(set(places)) < len(places):
        raise _BadRowError(f"{column} names a place twice; name it once")
    return tuple(places)


def _place(word: str, column: str) -> Place:
    segment, mark, sentence = word.partition("#")
    if not SEGMENT_ID.fullmatch(segment) or (mark and not _SENTENCE.fullmatch(sentence)):
        raise _BadRowError(
            f"{column} has {word[:60]!r}; write a segment such as art_8, a sentence such as art_8#2, or - for nothing"
        )
    return Place(segment, int(sentence) if mark else None)


def _state(cell: str) -> State:
    for state in STATES:
        if cell == state:
            return state
    raise _BadRowError(f"state is {cell[:40]!r}; it must be one of: {', '.join(STATES)}")


def _sha(cell: str, column: str) -> str:
    sha = "" if cell == _NOTHING else cell
    if sha and not _SHA.fullmatch(sha):
        raise _BadRowError(f"{column} is {cell[:40]!r}; it is the first 12 hexadecimal digits of the text's sha256, or -")
    return sha


def _day(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell) if cell not in ("", _NOTHING) else None
    except ValueError:
        raise _BadRowError(f"date is {cell[:40]!r}; write it as 2024-05-06") from None


def _text(cell: str) -> str:
    return "" if cell == _NOTHING else cell


def write(corrections: Iterable[Correction]) -> str:
    """The text of an ``alignment.tsv``; white space inside a cell becomes a space."""
    lines = ["\t".join(COLUMNS), *("\t".join(_cells(one)) for one in corrections)]
    return "".join(f"{line}\n" for line in lines)


def _cells(one: Correction) -> list[str]:
    sides = (" ".join(map(str, one.zh)), " ".join(map(str, one.en)))
    facts = (one.state, one.zh_sha, one.en_sha, one.by, one.date.isoformat() if one.date else "", one.note)
    return [" ".join(cell.split()) or _NOTHING for cell in (*sides, *facts)]
