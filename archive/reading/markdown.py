"""Markdown: blank lines part blocks, ``#`` marks headings, inline marks are dropped, tables stay as they are."""

from __future__ import annotations

import re
from pathlib import Path

from bs4 import BeautifulSoup
from markdown import markdown

from archive.errors import Problem
from archive.reading.blocks import Block, Limits, is_number_date_or_signature, join
from archive.reading.decoding import decode
from archive.text.labels import HEADING_KINDS, split_label
from archive.text.sentences import ends_a_sentence

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:.*\n)*?---[ \t]*(?:\n|\Z)")
_HEADING = re.compile(r"#{1,6}\s+")
_ITEM = re.compile(r"[-*+]\s+")
_ATTRIBUTES = re.compile(r"(?<!\s)\s*\{#[^{}]*\}\s*$")
_QUOTE = re.compile(r"(?:>\s?)+")
_MARKUP = re.compile(r"[*_`\[\]<>\\&!]")
_LONGEST_PROSE = 10_000
"""Characters; the Markdown library takes quadratic time over unclosed brackets."""
_LOOSE = re.compile(r"(?<!\\)\[(?![^\[\]]{0,1000}\](?:\(|\[|:))|<(?![^<>]{0,1000}>)")
"""Opens no link and no element: the library looks for the end of each through the whole text, in quadratic time and worse."""
_ANY_OPENING = re.compile(r"(?<!\\)\[|<(?![^<>]{0,1000}>)")
_PIECE = re.compile(r".{1,5000}(?:(?<=[。；])|(?=\s))|.{1,5000}", re.DOTALL)
_MOST_LINKS = 200
_TABLE_ROW = re.compile(r"\s*\|.*\|\s*$")


def read_blocks(data: bytes, path: Path, _limits: Limits) -> tuple[list[Block], list[Problem]]:
    """The blocks of a file's bytes. Raises UnreadableFile where they are no text."""
    return blocks(decode(data, path).replace("\f", " "))


def blocks(text: str) -> tuple[list[Block], list[Problem]]:
    """One block a paragraph, heading, list item or table."""
    front = _FRONT_MATTER.match(text)
    offset = text.count("\n", 0, front.end()) if front else 0
    lines = text.split("\n")[offset:]
    groups: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(lines, offset + 1):
        if not line.strip():
            groups.append([])
            continue
        if groups[-1] and _parts(groups[-1][-1][1].strip(), line.strip()):
            groups.append([])
        groups[-1].append((number, line))
    return [_block(group) for group in groups if group], []


def _parts(before: str, line: str) -> bool:
    """Whether a line begins a block though no blank line stands before it."""
    if any(_HEADING.match(text) or is_number_date_or_signature(text) for text in (before, line)) or _ITEM.match(line):
        return True
    if bool(_TABLE_ROW.match(before)) != bool(_TABLE_ROW.match(line)):
        return True
    if not (label := split_label(line)):
        return False
    stands_out = label.set_off and label.kind in (*HEADING_KINDS, "art")  # 第八条规定 goes on
    return stands_out or ends_a_sentence(before)


def _block(group: list[tuple[int, str]]) -> Block:
    first, last = group[0][0], group[-1][0]
    if all(_TABLE_ROW.match(line) for _, line in group):
        return Block("\n".join(line.strip() for _, line in group), first, last, is_table=True)
    text = ""
    for _, line in group:
        text = join(text, _QUOTE.sub("", line.strip()))
    heading = _HEADING.match(text)
    marks = heading or _ITEM.match(text)
    text = _ATTRIBUTES.sub("", text[marks.end() :] if marks else text)
    return Block(_plain(text), first, last, is_heading=bool(heading))


def _plain(text: str) -> str:
    """The text without inline marks; only text that has any goes through the Markdown library."""
    if not _MARKUP.search(text):
        return text
    return "".join(map(_unmarked, _PIECE.findall(text))).strip()


def _unmarked(piece: str) -> str:
    """A stretch of a text without inline marks; short ones, since the library's time grows faster than the text."""
    loose = _ANY_OPENING if piece.count("[") > _MOST_LINKS else _LOOSE
    escaped = loose.sub(lambda mark: "\\[" if mark[0] == "[" else "&lt;", piece)
    # a zero-width joiner keeps 1. and （1） at the head from becoming a list
    return BeautifulSoup(markdown(f"\u2060{escaped}"), "html.parser").get_text().replace("\u2060", "")


def link_targets(text: str) -> list[str]:
    """Where the links of a Markdown text lead, in order."""
    if "](" not in text and "<" not in text and "]:" not in text:
        return []
    return [str(link["href"]) for link in BeautifulSoup(markdown(text[:_LONGEST_PROSE]), "html.parser").find_all("a", href=True)]
