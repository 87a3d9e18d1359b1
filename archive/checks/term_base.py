"""The term base itself: no line twice, one preferred rendering a term, and sources that hold what they are said to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from archive.errors import Problem
from archive.model import Document, Term
from archive.storage import terms_file
from archive.store import Collection
from archive.term_sources import document_ids, occurrences


def check(entries: Sequence[Term], everything: Mapping[str, Document], collection: Collection) -> Iterator[Problem]:
    """``entries``: the term base in the order of its lines."""
    path = collection.root / terms_file.NAME
    lines = terms_file.lines_of_terms(path.read_text(encoding="utf-8", errors="replace")) if entries else []
    found = occurrences(entries, everything.values())
    seen: set[tuple[str, str]] = set()
    preferred: dict[str, str] = {}
    for term, line in zip(entries, lines, strict=False):
        for message in (_again(term, seen), _second_preferred(term, preferred), _wrong_source(term, everything, found)):
            if message:
                yield Problem("warning", message, line, path)


def _again(term: Term, seen: set[tuple[str, str]]) -> str | None:
    key = term.zh, term.en.casefold()
    again = key in seen
    seen.add(key)
    return f"{term.zh} with {term.en!r} stands here twice; take one line out" if again else None


def _second_preferred(term: Term, preferred: dict[str, str]) -> str | None:
    if term.status != "preferred":
        return None
    first = preferred.setdefault(term.zh, term.en)
    return None if first == term.en else f"{term.zh} already has the preferred rendering {first!r}; write admitted here"


def _wrong_source(term: Term, everything: Mapping[str, Document], found: Mapping[str, list[str]]) -> str | None:
    """A document named as a source holds the term; whatever else the column says is the archivist's business."""
    wrong = [name for name in document_ids(term, everything) if name not in found.get(term.zh, [])]
    if wrong:
        return f"{term.zh} does not occur in {' '.join(wrong)}; run `archive terms --locate` to bring the sources up to date"
    return None
