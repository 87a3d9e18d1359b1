"""The weights of the aligner, in nats: what answers is worth its rarity, what has no answer costs.

Set by coordinate search (one weight at a time, kept where it helps) for the most pairs and gaps found in Debian manuals by
sentence and block, statutes and chapters of novels, each whole and with a tenth deleted and a tenth merged.
"""

from __future__ import annotations

SETTINGS: dict[str, float] = {
    "english": 0.4, "number": 0.72, "latin": 0.88, "chinese": 0.22, "single": 0.4, "least": -0.3, "sign": 0.8,
    "background": 20.0, "spread": 0.308, "length": 1.0, "longest": -4.0, "ratio": 1.5, "null": -2.2, "1-2": -2.0,
    "2-2": -7.0, "1-3": -3.5, "2-3": -8.0, "1-4": -5.5, "learned": 0.48, "run": 0.75, "evidence": 8.0, "label": 0.5,
    "labelled": 1.0, "alone": 5.0,

    "mark": 0.48, "name": 0.18, "sure": 0.96,
}  # fmt: skip
