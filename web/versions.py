"""The versions of one work: documents of one title, kept apart by date or number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.comparing.likeness import are_versions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archive.model import Document


def versions(document: Document, namesakes: Iterable[Document]) -> list[Document]:
    """The document and its other versions, oldest first, without their editions; empty where there is no other."""
    others = [one for one in namesakes if are_versions(document, one)]
    return sorted([document, *others], key=_age) if others else []


def _age(document: Document) -> tuple[str, str]:
    return str(document.issued or document.effective or ""), document.id
