"""Where the text of a web page stands: the smallest container that holds nearly all of its sentences.

A container with a name that publishing systems give to the text (``web_pages.tsv``) is taken where it holds at least half of
them. What is outside of it and looks like text is told, so that nothing falls out unseen.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from archive.errors import Problem
from archive.reading.blocks import is_number_date_or_signature
from archive.reading.form_entries import date_alone, is_entry
from archive.reading.html.flow import Flow
from archive.reading.html.names import names_the_text
from archive.reading.html.pieces import Piece
from archive.reading.page_words import pattern
from archive.text.labels import split_label
from archive.text.sentences import ends_a_sentence

_NEARLY_ALL = 0.9
_HALF = 0.5
_MOSTLY = 0.7
_SHORTEST_SENTENCE = 10
_LONG = 25
_MOST_TITLE_LINES = 4
_FEWEST_LINKS = 2
_LONGEST_LINE = 400
_CONTAINERS = frozenset({"html", "body", "div", "td", "article", "section", "main", "form", "center", "table", "tbody", "tr"})
"""Elements that may hold a whole text; a paragraph never does, though it may hold nearly all of a short one."""


def main_range(flow: Flow) -> tuple[int, int]:
    """The pieces ``[start, end)`` of the main text; all of them where the page has no sentences."""
    weights = [weight(piece) for piece in flow.pieces]
    before = [0, *accumulate(weights)]
    lengths = [0, *accumulate(0 if is_furniture(piece) else len(piece.text) for piece in flow.pieces)]
    total = before[-1]
    if not total:
        return 0, len(flow.pieces)
    held = sorted(
        ((start, end) for element, start, end in flow.ranges if element.tag in _CONTAINERS), key=lambda span: span[1] - span[0]
    )
    named = [(start, end) for element, start, end in flow.ranges if names_the_text(element)]
    named = [(start, end) for start, end in named if before[end] - before[start] >= _HALF * total]
    if named:  # the outermost of equal weight
        start, end = max(named, key=lambda span: (before[span[1]] - before[span[0]], span[0] - span[1]))
    else:
        nearly_all = ((start, end) for start, end in held if before[end] - before[start] >= _NEARLY_ALL * total)
        start, end = next(nearly_all, (0, len(flow.pieces)))
    for wider_start, wider_end in held:
        if wider_start <= start and end <= wider_end and (wider_start, wider_end) != (start, end):
            more = before[wider_end] - before[wider_start] - (before[end] - before[start])
            length = lengths[wider_end] - lengths[wider_start] - (lengths[end] - lengths[start])
            is_text = more and more >= _MOSTLY * length
            if is_text or _adds_a_title(flow.pieces[wider_start:start], flow.pieces[end:wider_end]):
                start, end = wider_start, wider_end
    return start, end


def _adds_a_title(front: Sequence[Piece], behind: Sequence[Piece]) -> bool:
    """Whether a container adds a few plain lines in front of the text, and behind it no more than who signs and when.

    A heading, or an element named as the title, is found without that; a date alone is of the page.
    """
    plain = not any(map(_is_of_the_page, front))
    return 0 < len(front) <= _MOST_TITLE_LINES and plain and all(is_number_date_or_signature(piece.text) for piece in behind)


def _is_of_the_page(piece: Piece) -> bool:
    marked = piece.is_heading or piece.is_title or piece.is_table
    return bool(marked or piece.linked or is_furniture(piece) or is_entry(piece.text) or date_alone(piece.text))


def weight(piece: Piece) -> int:
    """How much text of a document a piece is: its characters outside of links, where it is a sentence, a table or long."""
    if is_furniture(piece) or 2 * piece.linked > len(piece.text) or (not piece.is_table and is_entry(piece.text)):
        return 0
    is_long = piece.is_table or len(piece.text) >= _LONG
    if is_long or (len(piece.text) >= _SHORTEST_SENTENCE and (ends_a_sentence(piece.text) or split_label(piece.text))):
        return len(piece.text) - piece.linked
    return len(piece.text) - piece.linked if is_number_date_or_signature(piece.text) else 0


def is_furniture(piece: Piece) -> bool:
    """Whether a piece is a line of the page and not of its text: controls, where you are, copyright."""
    if piece.is_table or len(piece.text) > _LONGEST_LINE:
        return False
    line = pattern("line")
    return bool(line.fullmatch(piece.text)) or (len(piece.text) < 80 and all(map(line.fullmatch, piece.text.split())))


def without_link_lists(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without furniture, and without runs of two or more that are nothing but links to other pages."""
    kept: list[Piece] = []
    run: list[Piece] = []
    for piece in pieces:
        if is_furniture(piece):
            continue
        if piece.linked and piece.linked >= 0.9 * len(piece.text) and not ends_a_sentence(piece.text):
            run.append(piece)
            continue
        kept += [*(run if len(run) < _FEWEST_LINKS else ()), piece]
        run = []
    return kept + (run if len(run) < _FEWEST_LINKS else [])


def left_out(flow: Flow, start: int, end: int, used: set[int]) -> list[Problem]:
    """A note on sentences outside of the main text that were not taken."""
    outside = [i for i in range(len(flow.pieces)) if not start <= i < end and i not in used]
    lost = [flow.pieces[i] for i in outside if weight(flow.pieces[i]) and ends_a_sentence(flow.pieces[i].text)]
    if not lost:
        return []
    first = lost[0].text[:30]
    message = (
        f"{len(lost)} paragraphs outside of the page's main text were left out (“{first}” …); look whether they belong to it"
    )
    return [Problem("note", message, lost[0].line)]
