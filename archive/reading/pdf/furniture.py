"""Running heads and feet and page numbers of a PDF, learned from what comes again at the same place on its pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, pairwise

from archive.errors import Problem
from archive.reading.pdf.page import Page
from archive.reading.pdf.page_edges import Edge, edge_pieces, outermost, stands_apart
from archive.reading.running_heads import DRESSED_PAGE_NUMBER, has_letter, shape
from archive.text.labels import split_label
from archive.text.sentences import ends_a_sentence

_PAGE_NUMBER = re.compile(
    rf"{DRESSED_PAGE_NUMBER}|\d{{1,4}}\s*页(?:\s*[,，/]?\s*共\s*\d{{1,4}}\s*页)?|第\s*[〇一二三四五六七八九十百]+\s*页"
    r"|(?:Page|p\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|\d{1,4}\s*[/／]\s*\d{1,4}",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"\d{1,4}|[ivxlc]{1,7}")
_TIMES = 3
_FEW = 5
_SHARE = 0.2
_LONGEST_HEAD = 40
_SPACE = re.compile(r"\s+")


def without_furniture(pages: Sequence[Page]) -> tuple[list[Page], list[Problem]]:
    """The pages without running heads, feet and page numbers, and a note that says what was left out."""
    edges = [edge_pieces(page) for page in pages]
    dropped = _furniture(edges)
    if not dropped:
        return list(pages), []
    kept = [replace(page, pieces=[piece for piece in page.pieces if id(piece) not in dropped]) for page in pages]
    texts = {id(line.piece): shape(line.text)[:30] for line in chain.from_iterable(edges) if id(line.piece) in dropped}
    examples = ", ".join(f"“{example}”" for example, _ in Counter(texts.values()).most_common(5))
    message = f"{len(dropped)} page numbers and running heads were left out ({examples}); look whether one of them is text"
    return kept, [Problem("note", message)]


def _furniture(edges: Sequence[list[Edge]]) -> set[int]:
    """The ids of the pieces that are furniture."""
    found = {id(line.piece) for line in [*_repeated(edges), *_page_numbers(edges)]}
    return outermost(edges, found | _beside(edges, found))


def _repeated(edges: Sequence[list[Edge]]) -> list[Edge]:
    """Pieces of one shape at one height on several pages; a label must be the same each time, 附件 never is furniture.

    In a file of few pages, where two can be alike by chance, only what stands apart from the text.
    """
    groups: dict[tuple[str, str, int], list[Edge]] = defaultdict(list)
    for lines in edges:
        for line in lines:
            label = split_label(line.text)
            look = _SPACE.sub("", line.text) if label else shape(line.text)
            if not has_letter(look) or _is_sentence(line.text) or (label and label.kind == "att"):
                continue
            if len(edges) > _FEW or stands_apart(line, lines):
                for place in line.places:
                    groups[line.edge, look, place].append(line)
    return [line for lines in groups.values() if _comes_again({line.page for line in lines}, len(edges)) for line in lines]


def _comes_again(pages: set[int], all_pages: int) -> bool:
    """Whether what stands on these pages is a running head: on many of the file's, or on every one or every second of a few."""
    enough = _TIMES if all_pages > _FEW else 2
    if len(pages) < enough or len(pages) >= all_pages * _SHARE:
        return len(pages) >= enough
    run = longest = 1
    for before, after in pairwise(sorted(pages)):
        run = run + 1 if after - before <= 2 else 1
        longest = max(longest, run)
    return longest >= enough


def _page_numbers(edges: Sequence[list[Edge]]) -> list[Edge]:
    """Pieces that are a page number: by their form, or bare and counting with the pages, or bare and apart from the text."""
    found: list[Edge] = []
    bare: dict[int, list[Edge]] = defaultdict(list)
    for lines in edges:
        for line in lines:
            if _PAGE_NUMBER.fullmatch(line.text):
                found.append(line)
            elif _BARE_NUMBER.fullmatch(line.text):
                if line.text.isdigit():
                    bare[line.page - int(line.text)].append(line)
                if stands_apart(line, lines):
                    found.append(line)
    return found + [line for lines in bare.values() if len({line.page for line in lines}) > 1 for line in lines]


def _beside(edges: Sequence[list[Edge]], found: set[int]) -> set[int]:
    """The ids of pieces at a height where most pages have furniture: running heads that name the chapter."""
    heights = Counter(
        (line.edge, place) for line in chain.from_iterable(edges) if id(line.piece) in found for place in line.places
    )
    usual = {height for height, count in heights.items() if count >= max(_TIMES, len(edges) // 2)}
    return {
        id(line.piece)
        for line in chain.from_iterable(edges)
        if any((line.edge, place) in usual for place in line.places)
        and not _is_sentence(line.text)
        and len(line.text) <= _LONGEST_HEAD
    }


def _is_sentence(text: str) -> bool:
    return len(text) > 80 or (ends_a_sentence(text) and not text.endswith((":", "：", ".")))
