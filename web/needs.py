"""What needs work, as the page and ``/api/work`` show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from archive.catalogue.work import WORK_KINDS
from archive.errors import BadQuery
from web.messages import gettext, interface_language
from web.query_string import check_names, read_number
from web.quoting import place_of
from web.said import said
from web.sources import catalogue, catalogue_needed, shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from werkzeug.datastructures import MultiDict

    from archive.catalogue import Catalogue, CataloguedUnit, Work, WorkKind
    from archive.model import Document
    from web.said import Said

_T = TypeVar("_T")
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class WorkAddress:
    """A question for what needs work: of one kind or of all, of one document or of all; a page of it."""

    kind: WorkKind | None
    document: str | None
    limit: int
    offset: int


@dataclass(frozen=True, slots=True)
class Need:
    """A passage that needs something. ``href``: its row; ``place``: what it is called; ``percent``: its score.

    ``figures``: what one side says and the other does not, in the language of the interface where that is known.
    """

    one: CataloguedUnit
    document: Document | None
    anchor: str
    place: str
    percent: int
    figures: tuple[Said, ...]

    def as_json(self) -> dict[str, Any]:
        """The unit as plain lists and strings."""
        unit = self.one.unit
        return {
            "document": self.one.document,
            "unit": unit.id,
            "zh_segments": [one.segment for one in unit.zh],
            "en_segments": [one.segment for one in unit.en],
            "zh": unit.zh_text,
            "en": unit.en_text,
            "score": unit.score,
            "stale": unit.stale,
            "figures": list(self.one.figures),
        }


def read_address(arguments: MultiDict[str, str], limit: int) -> WorkAddress:
    """The question that query arguments ask. Raises ``BadQuery``."""
    check_names(arguments, {"kind", "document", "limit", "offset"})
    wanted = arguments.get("kind") or None
    kind = next((one for one in WORK_KINDS if one == wanted), None)
    if wanted and kind is None:
        raise BadQuery(f"kind is {wanted[:40]!r}; it can be {', '.join(WORK_KINDS)}")
    asked = read_number(arguments, "limit", default=limit, least=0)
    if asked > _MOST:
        raise BadQuery(f"limit is {asked}; it can be {_MOST} at most")
    return WorkAddress(kind, arguments.get("document") or None, asked, read_number(arguments, "offset", default=0, least=0))


def asked(question: Callable[[Catalogue], _T]) -> _T:
    """What the catalogue answers. Raises ``IndexUnusable`` where there is none, or a damaged one."""
    with catalogue_needed(catalogue()) as known:
        return question(known)


def needs(address: WorkAddress, kind: WorkKind, known: dict[str, Document]) -> list[Need]:
    """The passages that need one thing, in the order of documents and texts. ``known``: facts of documents, by id."""
    found = asked(lambda it: it.needs(kind, address.document, limit=address.limit, offset=address.offset))
    return [_need(one, known) for one in found]


def count(work: Work, kind: WorkKind, document: str | None) -> int:
    """How many passages need this, in one document or in all."""
    return sum(one.counts.get(kind, 0) for one in work.documents if document in (None, one.document))


def documents() -> dict[str, Document]:
    """The facts of all documents, by id."""
    return {card.facts.id: card.facts for card in shelf().index().cards}


def kind_name(kind: str) -> str:
    """What a kind of work is called on the page."""
    names = {
        "untranslated": gettext("not translated"),
        "stale": gettext("original changed since"),
        "low score": gettext("doubtful match"),
        "figures": gettext("figures differ"),
    }
    return names[kind]


def _need(one: CataloguedUnit, known: dict[str, Document]) -> Need:
    unit = one.unit
    ids: Sequence[str] = [stretch.segment for stretch in unit.zh or unit.en]
    figures = tuple(map(said, one.figures))
    return Need(one, known.get(one.document), unit.id, place_of(ids, interface_language()), round(100 * unit.score), figures)
