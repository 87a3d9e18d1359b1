"""From evidence to the score of a unit: a logistic model.

Fitted on true units (those of bilingual manuals, statutes and novels that the aligner finds and that people made) and on false
ones (the units it makes of texts that are no translations of each other: other chapters of the same manual, another law, another
version of it), so that few true units come under .5 and most false ones do. ``python -m tests.quality.alignment.refit`` fits
the weights anew and says how many do.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from archive.alignment.aligner.evidence import Evidence

_OWN = {
    "constant": -2.04, "english": 1.36, "chinese": 1.2, "worth": 2.4, "length": -3.69, "size": -0.72, "numbers": -1.71,
    "lines": -0.14,
}  # fmt: skip
_ALONE = 0.7
"""A unit without a text around it is judged more kindly, by so much."""
_COSINE, _EVEN_COSINE = 9.0, 0.4
"""How much the cosine of two texts says, and the one that says nothing."""
_CONSTANT, _OWN_SHARE, _NEIGHBOURS, _GAPS, _WHOLE = 3.3, 0.4, 0.3, 12.0, 1.0
_REACH, _WIDE_REACH = 3, 8
_USUAL_GAPS = 0.2
"""So many units with an empty side around a unit are no sign of another version."""
_SETTLED = 10
_BOUND = 4.0
"""One unit says at most so much about another."""


def logit(found: Evidence) -> float:
    """The score of a unit by itself, as log odds."""
    return _OWN["constant"] + sum(_OWN[name] * value for name, value in zip(Evidence._fields, found, strict=True))


def alone(found: Evidence, cosine: float | None = None) -> float:
    """The score (0..1) of a unit that nothing is known about but its two texts, and the cosine of their vectors if there are
    any."""
    vectors = 0.0 if cosine is None else _COSINE * (cosine - _EVEN_COSINE)
    return _probability(logit(found) + _ALONE + vectors)


def scores(logits: Sequence[float | None]) -> list[float]:
    """The scores (0..1) of the units of an alignment in order; None and 0 for a unit with an empty side.

    A short heading has little evidence of its own: what stands around it counts, and the whole text; lines without an answer
    all around it are a sign of another version.
    """
    both = [_bounded(one, _BOUND) for one in logits if one is not None]
    whole = sum(both) / (len(both) + _SETTLED)
    return [0.0 if own is None else _probability(_in_place(own, place, logits, whole)) for place, own in enumerate(logits)]


def _in_place(own: float, place: int, logits: Sequence[float | None], whole: float) -> float:
    near = [*logits[max(0, place - _REACH) : place], *logits[place + 1 : place + 1 + _REACH]]
    around = [_bounded(one, _BOUND) for one in near if one is not None]
    mean = sum(around) / len(around) if around else _bounded(own, _BOUND)
    wide = logits[max(0, place - _WIDE_REACH) : place + _WIDE_REACH + 1]
    gaps = max(0.0, sum(one is None for one in wide) / len(wide) - _USUAL_GAPS)
    return _CONSTANT + _OWN_SHARE * _bounded(own, 1.5 * _BOUND) + _NEIGHBOURS * mean - _GAPS * gaps + _WHOLE * whole


def _probability(log_odds: float) -> float:
    return 1.0 / (1.0 + exp(-_bounded(log_odds, 30.0)))


def _bounded(value: float, bound: float) -> float:
    return max(-bound, min(bound, value))
