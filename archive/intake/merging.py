"""A document that is there and one that came in: texts are attached, facts filled in, none that is there is changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from archive.comparing.likeness import are_dated_apart
from archive.comparing.wording import same_words, what_differs
from archive.errors import Conflict, Problem
from archive.model import Document, Note, PartialDate, edition_order

Merge = Literal["attached", "replaced", "unchanged"]


def attached(there: Document, document: Document, problems: Sequence[Problem], *, replace_texts: bool) -> tuple[Document, Merge]:
    """The document that is there with the new texts. Raises Conflict where another text stands in the place."""
    action: Merge = "unchanged"
    merged = there
    for edition in sorted(document.editions, key=edition_order):
        old = there.edition(edition.name)
        if old and (old.sha256 == edition.sha256 or (edition.provenance and old.provenance == edition.provenance)):
            continue  # the same text, or taken from the same lines of the same file and corrected since
        if old and not replace_texts:
            if same_words(old, edition):
                continue
            both = ", --as-version keeps both" if are_dated_apart(document, there) else ""
            message = (
                f"{there.id} already has another {edition.name} text: {what_differs(old, edition)}; "
                f"`archive diff {there.id} FILE` shows them; --replace puts this one in its place (the old one is kept in "
                f".removed){both}"
            )
            raise Conflict(message)
        action = "replaced" if old else "attached" if action == "unchanged" else action
        merged = merged.with_edition(edition)
    return (_with_missing_facts(merged, document, problems), action) if action != "unchanged" else (there, action)


def is_another_text(document: Document, there: Document) -> bool:
    """Whether one of its texts says something else than the text that stands in its place."""
    pairs = ((edition, there.edition(edition.name)) for edition in document.editions)
    return any(old is not None and not same_words(edition, old) for edition, old in pairs)


def copies(document: Document, there: Document) -> tuple[Problem, ...]:
    """What differs where a text that is there came in again: what stands around it, or how it is divided."""
    found = []
    for edition in document.editions:
        old = there.edition(edition.name)
        if old is None or old.sha256 == edition.sha256 or old.provenance == edition.provenance:
            continue
        if said := what_differs(old, edition):
            message = f"the text of {there.id} is the same, but {said}; `archive diff {there.id} FILE` shows it"
            found.append(Problem("note", message))
    return tuple(found)


def notes_of(problems: Sequence[Problem]) -> tuple[Note, ...]:
    """What was uncertain, as it is kept in ``document.yaml``."""
    return tuple(Note(problem.severity, problem.message, problem.line, page=problem.page) for problem in problems)


def _with_missing_facts(document: Document, newer: Document, problems: Sequence[Problem]) -> Document:
    """Facts that were not known are filled in; none that is there is changed. Notes are added once."""
    now_stated = {key for key, value in (("issued", newer.issued), ("issuers", newer.issuers)) if value}
    return replace(
        document,
        unstated=tuple(key for key in document.unstated if key not in now_stated),
        title=document.title.filled_from(newer.title),
        issuers=document.issuers or newer.issuers,
        type=document.type or newer.type,
        level=document.level or newer.level,
        region=document.region or newer.region,
        issued=_more_precise(document.issued, newer.issued),
        effective=document.effective or newer.effective,
        expires=document.expires or newer.expires,
        relations=document.relations or newer.relations,
        notes=tuple(dict.fromkeys([*document.notes, *notes_of(problems)])),
    )


def _more_precise(known: date | PartialDate | None, newer: date | PartialDate | None) -> date | PartialDate | None:
    """The date that is there, unless the newer one says the day of the same month or year."""
    within = known and newer and str(newer).startswith(f"{known}-")
    return newer if within or not known else known
