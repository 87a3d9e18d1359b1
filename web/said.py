"""What the archive's own checks say, in the language of the interface.

Checks speak English, with figures and names filled in. Here their sentences are recognised by the same ids that the .po file
translates: ``%(name)s`` in an id stands for whatever was filled in. A sentence that is none of them stays English, and is said
to be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from web.messages import gettext, interface_language


def in_po(message: str) -> str:
    """The message itself: those that collect ids for the .po file know them by this name."""
    return message


KNOWN = (
    in_po("the %(side)s says %(words)s (%(value)s), the %(other)s does not; make the figures agree"),
    in_po("%(value)s is of the unit %(zh)s in the Chinese, of %(en)s in the English; make them agree"),
    in_po("the dates differ: %(zh)s in the Chinese, %(en)s in the English; make them agree"),
    in_po("the %(language)s edition holds no text; hand its file in again"),
    in_po("the languages are swapped: the Chinese edition is in English, the English one in Chinese; exchange the files"),
    in_po("the %(language)s edition is in %(other)s, as the other one is; hand in the right file"),
    in_po("the Chinese edition is in Traditional characters; it is compared as Simplified and stays as printed"),
    in_po(
        "the numbers have shifted: %(shared)s shared numbers, %(share)s of them score .5 or more, but the texts meet under "
        "others; look whether both are of one version"
    ),
    in_po(
        "a translation of another version? %(shared)s shared numbers, %(share)s of them score .5 or more; "
        "look for the text of the same date, or `archive undo`"
    ),
    in_po(
        "a translation of another document? %(share)s of the shorter text meets the other with a score of .5 or more; "
        "look whether it is the right file"
    ),
    in_po(
        "%(alone)s of %(told)s %(language)s passages (%(share)s of the text) have nothing in %(other)s, the first is %(first)s; "
        "look whether the %(third)s file is whole"
    ),
    in_po("%(weak)s of %(pairs)s pairs of passages score less than .5; look through them with `archive align ID --review`"),
)
"""The sentences that are recognised, as ids of messages: first those on figures, then those on two editions as a whole."""
NAMES = frozenset(
    {
        in_po("Chinese"),
        in_po("English"),
        in_po("minute"),
        in_po("hour"),
        in_po("class hour"),
        in_po("day"),
        in_po("working day"),
        in_po("week"),
        in_po("month"),
        in_po("year"),
    }
)
"""What is filled in that has a name in the language of the interface too."""
_FILLED = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and the language it is in (``zh``, ``en``)."""

    text: str
    language: str


def said(message: str) -> Said:
    """A sentence of a check in the language of the interface, where it has it; else in English."""
    for known in KNOWN if interface_language() != "en" else ():
        if (found := _pattern(known).fullmatch(message)) and (text := _translated(known, found.groupdict())):
            return Said(text, interface_language())
    return Said(message, "en")


def _translated(known: str, filled: dict[str, str]) -> str:
    """The sentence in the language of the interface; empty where the .po file does not have it."""
    values = {name: "/".join(gettext(one) if one in NAMES else one for one in it.split("/")) for name, it in filled.items()}
    text = gettext(known, **values)
    return text if text != known % values and text != known % filled else ""


@lru_cache(maxsize=len(KNOWN))
def _pattern(known: str) -> re.Pattern[str]:
    pieces = _FILLED.split(known)
    return re.compile("".join(f"(?P<{one}>.+?)" if place % 2 else re.escape(one) for place, one in enumerate(pieces)), re.DOTALL)
