"""The versions of one work: documents of one title, kept apart by date or number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.comparing.likeness import are_versions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.model import Document
    from web.shelf import Card


def versions(document: Document, cards: Iterable[Card]) -> list[Document]:
    """The document and its other versions, oldest first, without their editions; empty where there is no other."""
    others = [card.facts for card in cards if card.facts.id != document.id and are_versions(document, card.facts)]
    return sorted([document, *others], key=_age) if others else []


def _age(document: Document) -> tuple[str, str]:
    return str(document.issued or document.effective or ""), document.id
