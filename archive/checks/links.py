"""Addresses: of the source, and the links in abstracts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from archive.checks.located import Located
from archive.errors import Problem
from archive.model import Document
from archive.reading.markdown import link_targets

_OF_A_DOCUMENT = re.compile(r"/documents/(?P<id>[^/?#]+)(?:#(?P<segment>.+))?")


def check(located: Located, known: Mapping[str, Document]) -> Iterator[Problem]:
    """Addresses that are none, and links to documents that are not there. Nothing is looked up on the network."""
    document = located.document
    if document.source.url and not _is_address(document.source.url):
        yield located.fact(f"{document.source.url!r} is no address; write one such as https://www.nhc.gov.cn/", "source", "url")
    for language, text in (("zh", document.abstract.zh), ("en", document.abstract.en)):
        for address in link_targets(text or ""):
            if message := _wrong(address, known):
                yield located.fact(message, "abstract", language)


def _wrong(target: str, known: Mapping[str, Document]) -> str | None:
    inside = _OF_A_DOCUMENT.fullmatch(target)
    if inside:
        document = known.get(inside["id"])
        if document is None:
            return f"the link {target} names no document of this collection; mend it"
        if inside["segment"] and not any(edition.segment(inside["segment"]) for edition in document.editions):
            return f"the link {target} names no passage of {document.id}; mend it"
        return None
    return None if _is_address(target) else f"the link {target!r} leads nowhere; write https://… or /documents/ID"


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(re.fullmatch(r"[\w.-]+\.\w+(?::\d+)?", parts.netloc)) and " " not in text
