"""Addresses: of the source, and the links in abstracts."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from urllib.parse import urlsplit

from archive.checks.located import Located
from archive.errors import Problem

_LINK = re.compile(r"\[[^\[\]]*\]\(\s*<?(?P<target>[^()\s<>]*)>?[^()]*\)")
_OF_A_DOCUMENT = re.compile(r"/documents/(?P<id>[^/?#]+)")


def check(located: Located, known: Container[str]) -> Iterator[Problem]:
    """Addresses that are none, and links to documents that are not there. Nothing is looked up on the network."""
    document = located.document
    if document.source.url and not _is_address(document.source.url):
        yield located.fact(f"{document.source.url!r} is no address; write one such as https://www.nhc.gov.cn/", "source", "url")
    for language, text in (("zh", document.abstract.zh), ("en", document.abstract.en)):
        for match in _LINK.finditer(text or ""):
            if message := _wrong(match["target"], known):
                yield located.fact(message, "abstract", language)


def _wrong(target: str, known: Container[str]) -> str | None:
    inside = _OF_A_DOCUMENT.match(target)
    if inside:
        return None if inside["id"] in known else f"the link {target} names no document of this collection; mend it"
    return None if _is_address(target) else f"the link {target!r} leads nowhere; write https://… or /documents/ID"


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(re.fullmatch(r"[\w.-]+\.\w+(?::\d+)?", parts.netloc)) and " " not in text
