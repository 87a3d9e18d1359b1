"""The statuses of terms as other programs write them."""

from __future__ import annotations

from typing import Literal

TermStatus = Literal["preferred", "admitted", "deprecated"]
STATUSES: dict[str, TermStatus] = {
    "preferred": "preferred",
    "admitted": "admitted",
    "deprecated": "deprecated",
    "superseded": "deprecated",
}
