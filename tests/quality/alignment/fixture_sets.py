"""This project's own texts, all invented: NAME and its other versions NAME-… are a set, and made hard another."""

from __future__ import annotations

from pathlib import Path

from tests.quality.alignment.cases import Case, read_cases
from tests.quality.alignment.hardening import harden

FIXTURES = Path(__file__).parent / "fixtures"


def fixture_sets() -> dict[str, list[Case]]:
    """The sets as they are, and ``NAME-hard``: lines and headings deleted, lines merged. Raises ValueError (see read_case)."""
    sets: dict[str, list[Case]] = {}
    for case in read_cases(FIXTURES):
        sets.setdefault(case.name.partition("-")[0], []).append(case)
        if case.gold:
            sets.setdefault(f"{case.name}-hard", []).append(harden(case, headings=True))
    return sets
