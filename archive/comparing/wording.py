"""What two copies of one text have in common however they were printed or taken apart."""

from __future__ import annotations

import re

from archive.comparing.passages import compare
from archive.model import Edition
from archive.text.folding import fold

_LAYOUT = re.compile(r"[\s|]+|-{3,}")
_NAMED = 5


def same_words(one: Edition, other: Edition) -> bool:
    """Whether two texts say the same, what stands around them (masthead, signature, imprint, the issuing notice) apart.

    White space, width, script, the marks of tables and how the text was divided into passages do not count.
    """
    words = [_words(edition, body_only=True) for edition in (one, other)]
    return words[0] == words[1] if all(words) else _words(one) == _words(other)


def what_differs(old: Edition, new: Edition) -> str:
    """In words: how many passages differ, and the first of them; empty where every word is the same."""
    if _words(old) == _words(new):
        return ""
    changes = compare(old.segments, new.segments)
    ids = list(dict.fromkeys(change.id for change in changes if change.kind != "unchanged"))
    passages = len({change.id for change in changes})
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    return f"{len(ids)} of {passages} passages differ ({', '.join(ids[:_NAMED])}{more})"


def _words(edition: Edition, *, body_only: bool = False) -> str:
    segments = (one for one in edition.segments if not (body_only and one.level == "notice"))
    return _LAYOUT.sub("", fold("".join(f"{one.label}{one.text}" for one in segments)))
