"""Two documents side by side: which facts differ, in words for a person."""

from __future__ import annotations

from archive.model import Document, PartialDate
from archive.relations import title_key


def differing_facts(one: Document, other: Document) -> dict[str, tuple[str, str]]:
    """The facts that both documents state and that differ: name → the words of the one, the words of the other."""
    facts = {
        "title": (one.title.best(), other.title.best()),
        "number": (one.number, other.number),
        "issued": (one.issued, other.issued),
        "effective": (one.effective, other.effective),
        "issuers": ("、".join(name.best() for name in one.issuers), "、".join(name.best() for name in other.issuers)),
    }
    return {name: (str(a), str(b)) for name, (a, b) in facts.items() if a and b and str(a) != str(b)}


def are_versions(one: Document, other: Document) -> bool:
    """Whether two documents are versions of one work: of one title, of different dates or numbers."""
    titles = [{title_key(title) for title in (document.title.zh, document.title.en) if title} for document in (one, other)]
    if not titles[0] & titles[1]:
        return False
    return bool({"issued", "number", "effective"} & differing_facts(one, other).keys())


def date_words(day: object) -> str:
    """A date, or that none is known."""
    return str(day) if day or isinstance(day, PartialDate) else "no date known"
