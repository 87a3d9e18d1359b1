"""Probabilities as odds, to which evidence can be added."""

from __future__ import annotations

import math

_ALMOST = 1e-12


def log_odds(probability: float) -> float:
    """The natural logarithm of the odds; of 0 and 1 what is nearly so."""
    within = min(max(probability, _ALMOST), 1 - _ALMOST)
    return math.log(within / (1 - within))


def with_odds(probability: float, more: float) -> float:
    """The probability after evidence that adds so much to the logarithm of its odds."""
    return 1 / (1 + math.exp(-log_odds(probability) - more))
