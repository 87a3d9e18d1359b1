"""The TSV files beside this module, as rows by column heading."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``NAME.tsv`` by column heading."""
    text = files("archive.data").joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def alternation(name: str, column: str = "zh") -> str:
    """The values of a column, empty cells left out, as alternatives of a regular expression, the longest first."""
    values = {row[column] for row in table(name) if row[column]}
    return "|".join(re.escape(value) for value in sorted(values, key=lambda value: (-len(value), value)))


@cache
def number_words(*kinds: str) -> dict[str, int]:
    """English words for numbers with their values (kinds: unit, ten, scale, denominator, loose)."""
    return {row["en"]: int(row["value"]) for row in table("number_words") if row["kind"] in kinds}
