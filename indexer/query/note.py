"""What a reader is told of how a query was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader should know of how a query was understood. ``code`` names the sentence; ``values`` fill it in.

    capped (a pattern stands for more words than are looked for: word, most), field (there is no such field; searched as text:
    field), most (no document has all words; these have most of them), cut (a quotation, or a list, was too long: what, most).
    """

    code: str
    values: Mapping[str, str | int]
