"""Typed text → text in which all syntax is ASCII, for Whoosh's parser: full-width and Chinese operators, marks, brackets.

What refers to something (国卫医急发〔2024〕13号, Article 20 (2), April 2024) is one word for the parser: its brackets and
spaces are no syntax. ``plain`` undoes that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.text.folding import fold_with_offsets
from indexer.analysis import references

MAX_DEPTH = 16
"""Brackets nested deeper than this are text."""

_GLUE = "\x01"
_ASCII = str.maketrans(
    {
        **dict.fromkeys("“”„‟〝〞＂「」『』﹁﹂﹃﹄", '"'),
        **dict(zip("（）﹙﹚＊－＋：｜～＾＆！［］｛｝＞＜＝﹣−", "()()*-+:|~^&![]{}><=--", strict=True)),
    }
)
_KEPT = str.maketrans("()[]{} ", f"〔〕〔〕〔〕{_GLUE}")
_QUOTED = re.compile(r'("[^"]*"(?:~\d{1,3})?)')
_WILDCARD = re.compile(r"(?<=[A-Za-z])？(?=[A-Za-z])")
"""Elsewhere a full-width question mark asks."""
_ALONE = re.compile(r"\s*[与與且或非]\s*")
"""An operator with nothing to join is a word."""
_BEFORE, _BEHIND = r"(?:^|(?<=[\s()]))", r"(?=[\s()]|$)"
_OPERATORS = (
    (re.compile(rf"{_BEFORE}(?:ＡＮＤ|&&?|[与與且]){_BEHIND}|&&"), " AND "),
    (re.compile(rf"{_BEFORE}(?:ＯＲ|或){_BEHIND}|\|+"), " OR "),
    (re.compile(rf"{_BEFORE}(?:ＮＯＴ|非){_BEHIND}"), " NOT "),
    (re.compile(r"(?:^|(?<=[\s(]))!(?=[^\s!)])"), "-"),
    (re.compile(r"(?:^|(?<=[\s(]))(?:NOT\s+)+(?=NOT\s|-\S)"), ""),  # saying it twice does not take it back
)
_SEMANTIC = re.compile(r"\s*[~～〜]\s*")


def semantic(text: str) -> tuple[str, bool]:
    """The text without a tilde before it, and whether there is one: what is meant is looked for too."""
    match = _SEMANTIC.match(text)
    return (text[match.end() :], True) if match else (text, False)


def prepared(text: str) -> str:
    """Text for the parser."""
    if _ALONE.fullmatch(text):
        return f'"{text.strip()}"'
    spaced = _WILDCARD.sub("?", re.sub(r"[\s\0\x01]+", " ", text))
    glued = _glued(spaced)
    whole = "".join(_pieces(glued, glued.translate(_ASCII)))
    return whole if _depth(whole) <= MAX_DEPTH else whole.translate(str.maketrans("()", "  "))


def plain(text: str) -> str:
    """A word of the parser as it was typed."""
    return text.replace(_GLUE, " ")


def _pieces(text: str, in_ascii: str) -> Iterator[str]:
    """What stands in quotation marks as it was typed, and all else with ASCII operators; both texts have the same length."""
    position = 0
    for at, piece in enumerate(_QUOTED.split(in_ascii)):
        closing = piece.rfind('"')
        yield f'"{text[position + 1 : position + closing]}{piece[closing:]}' if at % 2 else _operators(piece)
        position += len(piece)


def _operators(text: str) -> str:
    for operator, ascii_operator in _OPERATORS:
        text = operator.sub(ascii_operator, text)
    return text


def _glued(text: str) -> str:
    """The text with each reference as one word; one that reaches into quotation marks stays as it is."""
    folded = fold_with_offsets(text)
    pieces: list[str] = []
    position = 0
    for found in references(folded.text):
        start, end = folded.original_span(found.start, found.end)
        if start >= position:
            printed = text[start:end].translate(_ASCII)
            pieces += text[position:start], printed if '"' in printed else printed.translate(_KEPT)
            position = end
    return "".join([*pieces, text[position:]])


def _depth(text: str) -> int:
    depth = deepest = 0
    for character in text:
        depth += (character == "(") - (character == ")" and depth > 0)
        deepest = max(deepest, depth)
    return deepest
