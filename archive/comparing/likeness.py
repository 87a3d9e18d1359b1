"""Two documents side by side: which facts differ, in words for a person."""

from __future__ import annotations

import re

from archive.model import Document, PartialDate
from archive.relations import short_key

_AMENDED = re.compile(r"修正|修订|修訂|修改|amended|revised", re.IGNORECASE)


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
    """Whether two documents are versions of one work: of one ``short_key``, of different dates or numbers."""
    titles = [{short_key(title) for title in (document.title.zh, document.title.en) if title} for document in (one, other)]
    if not titles[0] & titles[1]:
        return False
    return bool({"issued", "number", "effective"} & differing_facts(one, other).keys())


def is_consolidated(document: Document) -> bool:
    """Whether a text tells in its header (题注) that it was amended: it may bear the number of the act that first issued it."""
    headers = (one.text for e in document.editions for one in e.segments if one.id.rpartition("__")[2] == "history")
    return any(map(_AMENDED.search, headers))


def are_dated_apart(one: Document, other: Document) -> bool:
    """Whether two documents are versions of one work that were issued on different days: of the same number, perhaps."""
    days = str(one.issued or ""), str(other.issued or "")
    apart = all(days) and not (days[0].startswith(days[1]) or days[1].startswith(days[0]))
    return apart and are_versions(one, other)


def date_words(day: object) -> str:
    """A date, or that none is known."""
    return str(day) if day or isinstance(day, PartialDate) else "no date known"
