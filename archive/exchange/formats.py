"""The formats by name: what a command or a page calls.

Out: ``for piece in FORMATS["tmx"].pieces(units, facts)`` gives the file as bytes, piece by piece (a download), and
``FORMATS["tmx"].write(units, out, facts)`` writes it to a binary file. ``units`` may be a generator: no format but the ZIP of a
Word file keeps more than a unit or a document's head. Units of one document must stand together.

In: ``read(path, problems)`` recognises the format and gives units one by one; what was left out or is uncertain is added to
``problems`` on the way, so look at them when the units are through. UnreadableFile stops it: a file that is no such format,
damaged (with its line), too large, in other languages, or made to do harm. No format ever opens another file or the network.
Terms the same way: ``TERM_FORMATS`` and ``read_terms``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Generic, TypeVar

from archive.errors import Problem, UnreadableFile
from archive.exchange import comma_separated, json_lines, sides, sources, tbx, tmx, word_table, xliff
from archive.exchange.facts import Facts, ReadLimits
from archive.exchange.known_states import with_known_states
from archive.exchange.units import ExchangedUnit
from archive.model import Term

_NO_FACTS, _LIMITS = Facts(), ReadLimits()
Item = TypeVar("Item")
Pieces = Callable[[Iterable[Item], Facts], Iterator[bytes]]
Reader = Callable[[BinaryIO, Path, list[Problem], ReadLimits], Iterator[Item]]


@dataclass(frozen=True, slots=True)
class Format(Generic[Item]):
    """A format: its name, what its file names end in (the first is ours), its media type, how it is written and read.

    ``pieces(items, facts)`` gives the file's bytes. ``read(file, path, problems, limits)`` gives the items of an open binary
    file that can seek (path only for messages); None where the format only goes out.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    pieces: Pieces[Item]
    read: Reader[Item] | None = None

    def write(self, items: Iterable[Item], out: BinaryIO, facts: Facts = _NO_FACTS) -> None:
        """Write items to a binary file. Raises what the file raises (OSError)."""
        out.writelines(self.pieces(items, facts))


_TABS = "text/tab-separated-values"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS: dict[str, Format[ExchangedUnit]] = {
    entry.name: entry
    for entry in (
        Format("tmx", (".tmx",), "application/x-tmx+xml", tmx.pieces, tmx.read),
        Format("xliff", (".xlf", ".xliff", ".sdlxliff", ".mqxliff"), "application/xliff+xml", xliff.pieces, xliff.read),
        Format("csv", (".csv",), "text/csv", comma_separated.csv_pieces, comma_separated.read),
        Format("tsv", (".tsv", ".tab", ".txt"), _TABS, comma_separated.tsv_pieces, comma_separated.read),
        Format("docx", (".docx",), _WORD, word_table.pieces, word_table.read),
        Format("jsonl", (".jsonl", ".ndjson"), "application/x-ndjson", json_lines.pieces, json_lines.read),
    )
}  # fmt: skip
TERM_FORMATS: dict[str, Format[Term]] = {
    entry.name: entry
    for entry in (
        Format("tbx", (".tbx",), "application/x-tbx", tbx.pieces, tbx.read),
        Format("tbx-2008", (".tbx",), "application/x-tbx", tbx.pieces_of_2008, tbx.read),
    )
}


def recognise(path: Path) -> Format[ExchangedUnit]:
    """The format of units that a file has: by its first bytes, else by its name. Raises UnreadableFile naming the formats."""
    name = _kind(path)
    known = FORMATS.get(name) or next((entry for entry in FORMATS.values() if path.suffix.lower() in entry.suffixes), None)
    if known is None:
        what = "is a term base, not a file of units" if name in TERM_FORMATS else "is none of the formats that can be read"
        raise UnreadableFile(f"{what}: {', '.join(FORMATS)}", path)
    return known


def is_term_base(path: Path) -> bool:
    """Whether a file is a TBX file by its first bytes or its name. Raises UnreadableFile."""
    return path.suffix.lower() == ".tbx" or _kind(path) in TERM_FORMATS


def _kind(path: Path) -> str:
    with sources.opened(path, ReadLimits()) as file:
        return sources.kind(file, path)


def read(path: Path, problems: list[Problem], limits: ReadLimits = _LIMITS, name: str | None = None) -> Iterator[ExchangedUnit]:
    """The units of a file one by one, in its order; problems (with path and line) are added as they are met.

    ``name``: the format, where it shall not be recognised. Raises UnreadableFile, at the first unit or further on. That the two
    languages seem to stand on each other's sides is a warning behind the last unit.
    """
    entry = FORMATS[name] if name else recognise(path)
    units = with_known_states(_read(entry, path, problems, limits), path, problems)
    yield from sides.watched(units, path, problems)


def read_terms(path: Path, problems: list[Problem], limits: ReadLimits = _LIMITS) -> Iterator[Term]:
    """The terms of a TBX, CSV or TSV file one by one. Raises UnreadableFile, at the first term or further on."""
    is_tbx = is_term_base(path)
    with sources.opened(path, limits) as file:
        if not is_tbx and path.suffix.lower() not in (*FORMATS["csv"].suffixes, *FORMATS["tsv"].suffixes):
            raise UnreadableFile("a term base is taken from a TBX, CSV or TSV file; save it as one of these", path)
        yield from (tbx.read if is_tbx else comma_separated.read_terms)(file, path, problems, limits)


def _read(entry: Format[Item], path: Path, problems: list[Problem], limits: ReadLimits) -> Iterator[Item]:
    if entry.read is None:
        raise UnreadableFile(f"{entry.name} can be written, not read", path)
    with sources.opened(path, limits) as file:
        yield from entry.read(file, path, problems, limits)
