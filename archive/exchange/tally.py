"""What readers count on the way and tell once, with the first line where it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from archive.errors import Problem, Severity
from archive.exchange.languages import listed

_MESSAGES: dict[str, tuple[Severity, str]] = {
    "tags": ("warning", "inline tags were left out, the text that they enclose was kept"),
    "entities": ("warning", "references to entities were kept as they are printed"),
    "no language": ("error", "units were left out that do not say the language of a text; give each text its language code"),
    "languages": ("error", "units were left out that are not in Chinese and English"),
    "more languages": ("note", "texts in other languages were left out"),
    "twice": ("warning", "units have two texts in one language, the first was taken"),
    "no text": ("warning", "units without a text element were left out"),
    "scores": ("note", "scores that are no numbers from 0 to 1 were left out"),
    "terms": ("error", "entries were left out that have no term in one of the two languages"),
    "statuses": ("note", "terms with a status that is not known here were taken as admitted"),
    "rows": ("error", "rows were left out that have more or fewer cells than the heading; mend them"),
    "lines": ("error", "lines were left out that are no JSON object with a text"),
    "fields": ("note", "fields of a kind that is not known here were left out"),
    "tables": ("note", "tables without a Chinese and an English column were left out"),
    "short": ("warning", "rows have fewer cells than the heading; what is missing was taken as empty"),
    "hidden": ("warning", "rows with damaged hidden text were read by what can be seen"),
    "changes": ("warning", "tracked changes were read as if accepted; settle them in the word processor"),
    "merged": ("warning", "rows have merged cells; their text was read where it begins"),
}
"""What is told of each kind; how many there were and the first details follow."""
_MOST_DETAILS = 5


@dataclass(slots=True)
class Tally:
    """Counts by kind; ``tell`` adds them to the problems."""

    path: Path
    problems: list[Problem]
    counts: dict[str, int] = field(default_factory=dict)
    first: dict[str, int | None] = field(default_factory=dict)
    details: dict[str, set[str]] = field(default_factory=dict)

    def add(self, kind: str, line: int | None = None, details: Iterable[str] = ()) -> None:
        """Count one; its line (where it is the first) and details are told."""
        self.counts[kind] = self.counts.get(kind, 0) + 1
        self.first.setdefault(kind, line)
        known = self.details.setdefault(kind, set())
        known.update(list(details)[: _MOST_DETAILS + 1 - len(known)] if len(known) <= _MOST_DETAILS else ())

    def tell(self) -> None:
        """Add what was counted to the problems, each kind once, at its first line."""
        for kind, count in self.counts.items():
            severity, message = _MESSAGES[kind]
            details = f" ({listed(self.details[kind])})" if self.details[kind] else ""
            text = f"{message}: {count}{details}"
            self.problems.append(Problem(severity, text, self.first[kind], self.path))
        self.counts.clear()
