"""Dates that cannot be right, or that the text contradicts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from archive.checks.located import Located
from archive.comparing.likeness import is_consolidated
from archive.errors import Problem
from archive.parsing.facts.effect import effective_date
from archive.text.dates import first_day, last_day
from archive.text.document_number import parse_number

_LONGEST_WAIT = 5
_OLDEST = 1840
"""Nothing older is an official document in the sense of this archive."""


def check(located: Located, today: date) -> Iterator[Problem]:
    """Order of the dates, the year of the number, status on this day, and the date of effect that the text states."""
    document = located.document
    issued, effective = document.issued, document.effective
    for key, day in (("issued", issued), ("effective", effective), ("added", document.added)):
        if day and first_day(day).year < _OLDEST:
            yield located.fact(f"{day} is too early to be right; mend the year", key)
    if issued and effective and effective < first_day(issued) and not is_consolidated(document):
        yield located.fact("the document takes effect before it was issued; mend one of the dates", "effective")
    if issued and effective and effective.year - first_day(issued).year > _LONGEST_WAIT:
        yield located.fact(
            f"takes effect on {effective}, more than {_LONGEST_WAIT} years after it was issued; mend the year", "effective"
        )
    if issued and first_day(issued) > today:
        yield located.fact(f"{issued} is in the future (today is {today}); mend the date", "issued")
    if document.added and document.added > today:
        yield located.fact(f"{document.added} is in the future (today is {today}); mend the date", "added")
    if issued and document.added and document.added < first_day(issued):
        yield located.fact("the document was added before it was issued; mend one of the dates", "added")
    yield from _year_of_number(located)
    yield from _status(located, today)
    yield from _stated_effect(located)


def _year_of_number(located: Located) -> Iterator[Problem]:
    document = located.document
    number = parse_number(document.number or "")
    # a number is given in its year and may be signed early in the next
    if is_consolidated(document):  # it bears the number and the date of effect of the act that first issued it
        return
    if number and number.year and document.issued and not 0 <= last_day(document.issued).year - number.year <= 1:
        message = f"issued {document.issued}, but the number {document.number} is of {number.year}; mend one of them"
        yield located.fact(message, "issued")


def _status(located: Located, today: date) -> Iterator[Problem]:
    document = located.document
    if not document.effective:
        return
    if document.status == "in force" and document.effective > today:
        message = f"in force, but it takes effect on {document.effective}; write `not yet in force`, or mend `effective:`"
        yield located.fact(message, "status")
    if document.status == "not yet in force" and document.effective <= today:
        yield located.fact(f"not yet in force, but it took effect on {document.effective}; write `in force`", "status")


def _stated_effect(located: Located) -> Iterator[Problem]:
    """自2024年5月1日起施行 in the text against ``effective``."""
    document = located.document
    issued = document.issued if isinstance(document.issued, date) else None
    for edition in (edition for edition in document.editions if edition.language == "zh"):
        stated = effective_date("\n".join(segment.text for segment in edition.segments), issued)
        if stated and stated != document.effective:
            known = f", not {document.effective}" if document.effective else ""
            message = f"{edition.name}.md says that it takes effect on {stated}{known}; mend `effective:` or the text"
            yield located.fact(message, "effective")
