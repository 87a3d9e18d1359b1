"""Where the units of a file stand in a document's text: by what they say, folded; else by what is nearly the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from archive.alignment.editions.texts import Side
from archive.comparing.passages import bigrams, share
from archive.intake.importing_running import RunningText
from archive.model import Stretch
from archive.text.folding import fold

How = Literal["exact", "folded", "near", "ambiguous", "unmatched", "alone"]
"""``alone``: there is nothing to look for; the unit has text in the other language only."""
_ALIKE = 0.6
_CLEARLY = 0.05
_MOST_CANDIDATES = 40
_SPACED, _SPACE = 4, 1000
"""How much longer than a document a text may be that could stand in it: white space, and what is written out when folded."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A sentence of a segment, a segment without text, or (``stretch`` is None) a label."""

    segment: str
    stretch: Stretch | None
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """Which run of atoms a text is, and how that is known; an empty run where it is none."""

    how: How
    atoms: range = range(0)
    likeness: float = 1.0


def key(text: str) -> str:
    """A text for comparing: folded, without white space."""
    return "".join(fold(text).split())


class PlacedText:
    """A text cut into atoms, in which other texts are looked for. Labels may stand in what is looked for, or not."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self.atoms = tuple(_atoms(side))
        self.keys = [key(atom.text) for atom in self.atoms]
        every = range(len(self.atoms))
        unlabelled = [i for i in every if self.atoms[i].stretch is not None]
        self._running = [RunningText(places, [self.keys[i] for i in places]) for places in (every, unlabelled)]
        self._by_key: defaultdict[str, list[range]] = defaultdict(list)
        for run in self.runs():
            self._by_key["".join(self.keys[run.start : run.stop])].append(run)
        self._most = _SPACED * sum(len(atom.text) for atom in self.atoms) + _SPACE
        self._near: dict[str, list[int]] | None = None
        self._candidates: list[tuple[range, Counter[str]]] = []

    def runs(self) -> Iterator[range]:
        """Every sentence, every segment with and without its label."""
        for run in self._segments():
            labelled = run.start + (self.atoms[run.start].stretch is None)
            yield from dict.fromkeys([run, range(labelled, run.stop), *(range(i, i + 1) for i in range(labelled, run.stop))])

    def _segments(self) -> Iterator[range]:
        start = 0
        for i in range(1, len(self.atoms) + 1):
            if i == len(self.atoms) or self.atoms[i].segment != self.atoms[start].segment:
                yield range(start, i)
                start = i

    def stretches(self, run: range) -> tuple[Stretch, ...]:
        """The stretches of a run, labels left out; a whole segment is one."""
        by_segment: defaultdict[str, list[Stretch]] = defaultdict(list)
        for i in run:
            if (stretch := self.atoms[i].stretch) is not None:
                by_segment[stretch.segment].append(stretch)
        return tuple(one for segment, found in by_segment.items() for one in self._as_whole(segment, found))

    def _as_whole(self, segment: str, found: list[Stretch]) -> Sequence[Stretch]:
        return [self.side.whole(segment)] if len(found) >= len(self.side.sentences(segment)) else found

    def find(self, text: str, near: int, taken: set[int], segments: Sequence[str] = ()) -> Found:
        """Where a text stands: in one of ``segments``, else the first place from ``near`` on that is not taken, else any."""
        wanted = self.key(text)
        if not wanted:
            return Found("unmatched", likeness=0.0)
        runs = self._by_key.get(wanted) or [run for running in self._running for run in running.find(wanted)]
        if runs:
            run = self._best(runs, near, taken, segments)
            said = "".join(self.atoms[i].text for i in run)
            return Found("exact" if "".join(said.split()) == "".join(text.split()) else "folded", run)
        return self._nearest(wanted, taken, segments)

    def key(self, text: str) -> str:
        """A text for comparing; empty where it is too long to stand here: folding it would take many times its size."""
        return key(text) if len(text) <= self._most else ""

    def completed(self, keys: Sequence[str]) -> int:
        """How many texts, given by their keys, only together make a run of atoms; 0 where the first is one, or none do."""
        if keys[0] in self._by_key:
            return 0
        return next((count for running in self._running if (count := running.completed(keys))), 0)

    def _best(self, runs: Sequence[range], near: int, taken: set[int], segments: Sequence[str]) -> range:
        free = [run for run in runs if taken.isdisjoint(run)] or runs
        named = [run for run in free if self.atoms[run.stop - 1].segment in segments] or free
        return next((run for run in named if run.start >= near), named[0])

    def _nearest(self, wanted: str, taken: set[int], segments: Sequence[str]) -> Found:
        """The sentence or segment that shares most pairs of characters with a text; ambiguous where another shares as many."""
        pairs = bigrams(wanted)
        places = self._places()
        rare = Counter(c for pair in pairs if len(found := places.get(pair, ())) <= _MOST_CANDIDATES for c in found)
        runs = [self._candidates[c] for c, _ in rare.most_common(_MOST_CANDIDATES)]
        scored = [
            (share(pairs, theirs) + _CLEARLY * 2 * (self.atoms[run.start].segment in segments), run)
            for run, theirs in runs
            if taken.isdisjoint(run)
        ]
        scored = sorted(((alike, run) for alike, run in scored if alike >= _ALIKE), key=lambda one: (-one[0], one[1].start))
        if not scored:
            return Found("unmatched", likeness=0.0)
        (alike, best), *others = scored
        rivals = [run for score, run in others if alike - score < _CLEARLY and set(run).isdisjoint(best)]
        return Found("ambiguous" if rivals else "near", range(0) if rivals else best, min(alike, 1.0))

    def _places(self) -> dict[str, list[int]]:
        if self._near is None:
            self._near = defaultdict(list)
            for run in dict.fromkeys(self.runs()):
                counted = bigrams("".join(self.keys[run.start : run.stop]))
                for pair in counted:
                    self._near[pair].append(len(self._candidates))
                self._candidates.append((run, counted))
        return self._near


def _atoms(side: Side) -> Iterator[Atom]:
    for segment in side.edition.segments:
        if segment.label:
            yield Atom(segment.id, None, segment.label)
        for stretch in side.sentences(segment.id) or (side.whole(segment.id),):
            yield Atom(segment.id, stretch, segment.text[stretch.start : stretch.end])
