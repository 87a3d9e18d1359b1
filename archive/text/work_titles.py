"""Titles of works as Chinese texts print them: in 《》, with 《》 of their own inside, and with the work's number behind."""

from __future__ import annotations

import re

WORK = re.compile(r"《(?P<title>[^《》]*(?:《[^《》]*》[^《》]*)*)》")
"""A title in 《》."""
_NUMBER_BEHIND = r"\s*[（(]\s*(?P<number>[^（）()《》]*(?:[（(][0-9０-９]{4}[)）])?[^（）()《》]*?号)\s*[）)]"
CITED = re.compile(rf"{WORK.pattern}(?:{_NUMBER_BEHIND})?")
"""A cited work: 《title》, and its number in brackets where one follows."""


def works_named(text: str) -> set[str]:
    """The titles in 《》 in a text, without white space and 《》 of their own."""
    return {bare_title(match["title"]) for match in WORK.finditer(text)}


def bare_title(text: str) -> str:
    """A title without white space and 《》, for comparing."""
    return re.sub(r"[\s《》〈〉<>＜＞]", "", text)
