"""Bringing the vectors up to date: only documents that changed are worked out again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from archive.alignment.aligner.vectors import Encoder
from archive.alignment.editions.rows import shown_editions
from archive.errors import BadDocument, NotFound
from archive.model import Document
from indexer.changes import Documents, compare
from indexer.vectors.packs import DIMENSIONS, Held, Matrix, Packs, present

_PORTION = 4096
"""Passages after which a pack is written: what a process that is killed loses is ten seconds' work."""


def update_vectors(
    collection: Documents, folder: Path, encoder: Encoder, progress: Callable[[int, int], None] | None = None
) -> int:
    """Work out the vectors of documents that are new or changed and forget those that are gone; how many documents were done.

    A document that does not load keeps the vectors it had. Raises IndexUnusable where the folder cannot be written.
    """
    packs = Packs(folder)
    latest = present(packs.load())
    known = {document: pack.held[at].fingerprint for document, (pack, at, _) in latest.items() if pack.held[at].fingerprint}
    changes = compare(collection, known)
    waiting = [Held(document, "", ()) for document in changes.removed]
    texts: list[str] = []
    for done, (document_id, fingerprint) in enumerate(changes.to_index.items(), 1):
        try:
            rows = passages(collection.load(document_id))
        except (BadDocument, NotFound):
            continue
        waiting.append(Held(document_id, fingerprint, [(lang, segment) for lang, segment, _ in rows]))
        texts += [text for _, _, text in rows]
        if progress:
            progress(done, len(changes.to_index))
        if len(texts) >= _PORTION:
            packs.add(waiting, quantised(encoder, texts))
            waiting, texts = [], []
    if waiting:
        packs.add(waiting, quantised(encoder, texts))
    return len(changes.to_index)


def passages(document: Document) -> list[tuple[str, str, str]]:
    """Language, segment id and text of all passages that have a vector: running text of the editions that are shown."""
    return [
        (edition.language, segment.id, segment.text)
        for edition in shown_editions(document)
        for segment in edition.segments
        if segment.text.strip() and not segment.is_heading
    ]


def quantised(encoder: Encoder, texts: Sequence[str]) -> Matrix:
    """A row of signed bytes for each text."""
    if not texts:
        return np.empty((0, DIMENSIONS), dtype=np.int8)
    rows = np.asarray(encoder.encode(texts), dtype=np.float32)
    return np.clip(np.rint(rows * 127), -127, 127).astype(np.int8)
