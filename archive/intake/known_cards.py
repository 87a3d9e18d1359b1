"""What intake has to know of each document, kept in a file beside the collection so that it need not be worked out again.

The file is derived: it can be deleted at any time. A card holds for as long as the files of its document do not change.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from archive.comparing.sketches import Sketch, sketch
from archive.errors import Problem
from archive.model import Document, Edition
from archive.storage import atomic
from archive.store import Collection

_VERSION = 1


@dataclass(frozen=True, slots=True)
class KnownCard:
    """What identifies a document. ``texts``: fingerprints of its texts and of where they come from; ``sketches`` by language."""

    id: str
    number: str | None
    titles: tuple[str, ...]
    issued: str
    texts: tuple[str, ...]
    sketches: Mapping[str, Sketch]
    stamp: str = field(default="", compare=False)


def card(document: Document, document_id: str, *, sketched: bool = True) -> KnownCard:
    """The card of a document; only full texts are sketched: a digest says it in other words."""
    full = [edition for edition in document.editions if edition.kind != "digest"]
    return KnownCard(
        document_id,
        document.number,
        tuple(title for title in (document.title.zh, document.title.en) if title),
        str(document.issued or ""),
        tuple(key for edition in document.editions for key in text_key(edition)),
        {edition.language: sketch(_text(edition)) for edition in full} if sketched else {},
    )


def text_key(edition: Edition) -> tuple[str, ...]:
    """What a text is known by: its own sha256, and the lines of the file that it was taken from."""
    origin = edition.provenance
    return (edition.sha256, f"{origin.sha256} {origin.lines}") if origin else (edition.sha256,)


def _text(edition: Edition) -> str:
    return "".join(segment.text for segment in edition.segments if segment.level != "notice")


class CardFile:
    """The cards of a collection."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._path = collection.root.parent / f".{collection.root.name}.known.jsonl"
        self._changed = False

    def cards(self, mistakes: dict[str, Problem]) -> Iterator[KnownCard]:
        """The card of every document, read anew where its files changed; the first mistake of each goes to ``mistakes``."""
        kept = self._kept()
        ids = self._collection.ids()
        self._changed = bool(kept.keys() - set(ids))
        for document_id in ids:
            found = kept.get(document_id)
            if found is None or not found.stamp or found.stamp != self._collection.stamp(document_id):
                found = self._read(document_id, mistakes)
                self._changed = True
            yield found

    def stamped(self, found: KnownCard) -> KnownCard:
        """The card of a document that was just written, as of now."""
        self._changed = True
        return replace(found, stamp=self._collection.stamp(found.id))

    def save(self, cards: Mapping[str, KnownCard]) -> None:
        """Write the cards of documents without a mistake; what cannot be written is worked out again next time."""
        if self._changed:
            lines = [json.dumps(_plain(one), ensure_ascii=False) for one in cards.values() if one.stamp]
            with suppress(OSError):
                atomic.write_file(self._path, "\n".join([str(_VERSION), *lines]) + "\n")

    def _read(self, document_id: str, mistakes: dict[str, Problem]) -> KnownCard:
        problems: list[Problem] = []
        stamp = self._collection.stamp(document_id)
        found = card(self._collection.read(document_id, problems), document_id)
        errors = [problem for problem in problems if problem.severity == "error"]
        if errors:
            mistakes[document_id] = errors[0]
        return replace(found, stamp="" if errors else stamp)

    def _kept(self) -> dict[str, KnownCard]:
        try:
            first, *lines = self._path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
            found = [_card(json.loads(line)) for line in lines] if first == str(_VERSION) else []
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return {}
        return {one.id: one for one in found}


def _plain(one: KnownCard) -> dict[str, Any]:
    return {
        "id": one.id, "number": one.number, "titles": one.titles, "issued": one.issued, "texts": one.texts,
        "sketches": one.sketches, "stamp": one.stamp,
    }  # fmt: skip


def _card(found: dict[str, Any]) -> KnownCard:
    sketches = {language: tuple(values) for language, values in found["sketches"].items()}
    return KnownCard(
        found["id"], found["number"], tuple(found["titles"]), found["issued"], tuple(found["texts"]), sketches, found["stamp"]
    )
