"""Aligning the cases of sets with the project's aligner, timed."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from archive.alignment.aligner.aligning import align
from archive.alignment.aligner.vectors import Encoder
from archive.alignment.words.lexicon import Lexicon
from tests.quality.alignment.cases import Case
from tests.quality.alignment.judging import Judgement, judge


@dataclass(slots=True)
class Run:
    """What one way of aligning reached on one set: units are the lines of the longer side, seconds those of the processor."""

    judged: Judgement = field(default_factory=Judgement)
    units: int = 0
    seconds: float = 0.0

    @property
    def speed(self) -> float:
        """Units a second."""
        return self.units / self.seconds if self.seconds else 0.0


def run(cases: Sequence[Case], lexicon: Lexicon, encoder: Encoder | None = None) -> Run:
    """Align and judge every case of a set."""
    reached = Run()
    for case in cases:
        start = time.process_time()
        pairs = align(case.zh, case.en, lexicon, encoder)
        reached.seconds += time.process_time() - start
        reached.units += max(len(case.zh), len(case.en))
        reached.judged += judge(case, pairs)
    return reached


def run_sets(sets: Mapping[str, Sequence[Case]], lexicon: Lexicon, encoder: Encoder | None = None) -> dict[str, Run]:
    """Every set by name; the lexicon (and the encoder) are warmed on two lines first, so that loading is not timed."""
    align(["第一条　试验。"], ["Article 1 A trial."], lexicon, encoder)
    return {name: run(cases, lexicon, encoder) for name, cases in sets.items()}
