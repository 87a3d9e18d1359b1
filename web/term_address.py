"""What the address of a page of the term base says, and addresses that say it with one thing changed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from archive.errors import BadQuery
from archive.model import LANGUAGES
from archive.terminology.entries import INITIALS, OTHER, STATUSES, Wanted
from web.query_string import check_names, read_number

if TYPE_CHECKING:
    from collections.abc import Collection

    from werkzeug.datastructures import MultiDict

    from archive.model import Language

_NAMES = ("q", "by", "initial", "status", "document")
_INITIALS = (*INITIALS, OTHER)


@dataclass(frozen=True, slots=True)
class TermAddress:
    """Which entries, in which order, and a page of them (from 1)."""

    wanted: Wanted = field(default_factory=Wanted)
    page: int = 1

    def parameters(self) -> dict[str, Any]:
        """For ``url_for``; what is as by default is left out."""
        wanted = self.wanted
        given = {
            "q": wanted.words,
            "by": wanted.by if wanted.by != "zh" else None,
            "initial": wanted.initial,
            "status": wanted.status,
            "document": wanted.document,
            "page": self.page if self.page > 1 else None,
        }
        return {name: value for name, value in given.items() if value}

    def with_changes(self, **changes: Any) -> TermAddress:
        """The same from its first page, with something else wanted."""
        return TermAddress(replace(self.wanted, **changes))

    def at(self, page: int) -> TermAddress:
        """Another page of the same."""
        return replace(self, page=page)


def read_address(arguments: MultiDict[str, str], also: Collection[str] = ("page",)) -> TermAddress:
    """What query arguments ask. Raises ``BadQuery``."""
    check_names(arguments, {*_NAMES, *also})
    by: Language = "en" if _one_of(arguments, "by", LANGUAGES) == "en" else "zh"
    initial = arguments.get("initial", "").strip().upper()
    if initial and initial not in _INITIALS:
        raise BadQuery(f"initial is {initial[:40]!r}; it can be a letter or {OTHER}")
    wanted = Wanted(
        arguments.get("q", "").strip()[:200],
        _one_of(arguments, "status", STATUSES),
        arguments.get("document", "").strip(),
        initial,
        by,
    )
    return TermAddress(wanted, read_number(arguments, "page", default=1, least=1))


def _one_of(arguments: MultiDict[str, str], name: str, values: Collection[str]) -> str:
    """A value of a closed list, or nothing. Raises ``BadQuery``."""
    found = arguments.get(name, "").strip()
    if found and found not in values:
        raise BadQuery(f"{name} is {found[:40]!r}; it can be {', '.join(values)}")
    return found
