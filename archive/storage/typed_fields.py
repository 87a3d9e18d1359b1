"""Typed access to a YAML mapping that records every mistake instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeGuard, TypeVar

from archive.errors import Problem
from archive.model import Bilingual, PartialDate
from archive.storage.lined_yaml import LinedMapping
from archive.text.dates import parse_issued

_Choice = TypeVar("_Choice", bound=str)


@dataclass
class Fields:
    """One mapping, read key by key; ``done`` then reports the keys nobody asked for."""

    mapping: LinedMapping
    path: Path
    problems: list[Problem]

    def __post_init__(self) -> None:
        self._asked: set[str] = set()

    def error(self, key: str, message: str) -> None:
        """Record a mistake at a key."""
        self.problems.append(Problem("error", message, self.mapping.lines.get(key, self.mapping.line), self.path))

    def raw(self, key: str) -> Any:
        """The value as YAML gives it."""
        self._asked.add(key)
        return self.mapping.get(key)

    def text(self, key: str) -> str | None:
        """A string; None where the key is missing or empty."""
        value = self.raw(key)
        if value is None or isinstance(value, str):
            return value or None
        self.error(key, f"{key} must be text; put {value!r} in quotes")
        return None

    def integer(self, key: str) -> int | None:
        """A whole number."""
        value = self.raw(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self.error(key, f"{key} must be a whole number, not {value!r}")
        return None

    def day(self, key: str) -> date | None:
        """A date, YYYY-MM-DD."""
        value = self.raw(key)
        if value is None or _is_day(value):
            return value
        self.error(key, f"{key} must be a date such as 2024-05-01, not {value!r}")
        return None

    def day_or_period(self, key: str) -> date | PartialDate | None:
        """A date, or only its month or year: YYYY-MM-DD, YYYY-MM, YYYY."""
        value = self.raw(key)
        if value is None or _is_day(value):
            return value
        found = None if isinstance(value, bool) else parse_issued(f"{value:04}" if isinstance(value, int) else str(value))
        if found is None:
            self.error(key, f"{key} must be a date such as 2024-05-01, or a month (2024-05) or year (2024), not {value!r}")
        return found

    def choice(self, key: str, allowed: Sequence[_Choice]) -> _Choice | None:
        """One of a list of words."""
        value = self.text(key)
        found = next((word for word in allowed if word == value), None)
        if value is not None and found is None:
            self.error(key, f"{key} is {value!r}; it must be one of: {', '.join(allowed)}")
        return found

    def bilingual(self, key: str) -> Bilingual:
        """A mapping with ``zh`` and ``en``."""
        fields = self.nested(key, self.raw(key))
        return fields.as_bilingual() if fields else Bilingual()

    def as_bilingual(self) -> Bilingual:
        """This mapping itself as a bilingual name."""
        name = Bilingual(self.text("zh"), self.text("en"))
        self.done()
        return name

    def words(self, key: str) -> tuple[str, ...]:
        """A list of strings."""
        values = self.raw(key) or []
        if isinstance(values, list) and all(isinstance(value, str) for value in values):
            return tuple(values)
        self.error(key, f"{key} must be a list of words, such as [a, b]")
        return ()

    def items(self, key: str) -> list[Fields]:
        """A list of mappings."""
        values = self.raw(key) or []
        if not isinstance(values, list):
            self.error(key, f"{key} must be a list, each entry beginning with `- `")
            return []
        return [fields for value in values if (fields := self.nested(key, value))]

    def nested(self, key: str, value: Any) -> Fields | None:
        """Fields of a mapping inside this one."""
        if value is None or isinstance(value, LinedMapping):
            return Fields(value, self.path, self.problems) if value else None
        self.error(key, f"{key} must be lines of the form `key: value`, not {value!r}")
        return None

    def done(self) -> None:
        """Report unknown keys, so that a typing mistake loses no fact."""
        for key in self.mapping.keys() - self._asked:
            self.error(key, f"unknown key {key!r}; known here: {', '.join(sorted(self._asked))}")


def _is_day(value: Any) -> TypeGuard[date]:
    """A date without a time of day."""
    return isinstance(value, date) and not isinstance(value, datetime)
