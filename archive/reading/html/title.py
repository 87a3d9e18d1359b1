"""The title of a web page's text: as a heading or a named element shows it, or as ``<meta>`` and the window's title say it."""

from __future__ import annotations

import re

from archive.reading.html.main import is_furniture
from archive.reading.html.pieces import Piece
from archive.text.sentences import ends_a_sentence

TITLE_META = ("articletitle", "og:title")
_SITE = re.compile(r"\s*[-_|–—]+\s*(?=[^-_|–—]*$)|[_|]")
_MARKS = re.compile(r"[\W_]+")
_FIRST = 8
_SHORTEST = 4
_LONG = 8


def find_title(pieces: list[Piece], places: list[int], said: str, window: str) -> tuple[int, str]:
    """Where among ``places`` the title stands (-1: nowhere), and the title; empty where nothing says one.

    ``said``: what ``<meta>`` says; ``window``: the title of the window, which may have the site's name behind it.
    """
    whole = _bare(said or window)
    ranked = [(_rank(pieces[place], whole), -place) for place in places]
    rank, place = max(ranked, default=(0, 0))
    if rank > 0:
        return -place, pieces[-place].text
    return -1, said or (_SITE.split(window)[0] if _SITE.search(window) else "")


def _rank(piece: Piece, whole: str) -> int:
    """How surely a piece is the title: what the page says counts most, then the element's name, then that it is a heading."""
    bare = _bare(piece.text)
    if len(bare) < _SHORTEST or piece.is_table or is_furniture(piece) or 2 * piece.linked > len(piece.text):
        return 0
    is_said = whole.startswith(bare) and (len(bare) >= _LONG or 2 * len(bare) >= len(whole))
    return 4 * is_said + (2 * piece.is_title + piece.is_heading) * (len(bare) >= _LONG or is_said)


def holds_title(pieces: list[Piece], title: str) -> bool:
    """Whether the first pieces of a text are the title, perhaps in several lines; a sentence that names it is not."""
    bare, text = _bare(title), ""
    for piece in pieces[:_FIRST]:
        if ends_a_sentence(piece.text) and _bare(piece.text) != bare:
            return False
        text += _bare(piece.text)
        if bare in text:
            return True
    return False


def _bare(text: str) -> str:
    return _MARKS.sub("", text)
