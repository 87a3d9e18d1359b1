"""A document's rows as the catalogue aligns them, with an address of its own for each, and the sentences in them."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from archive.alignment.editions.rows import Row, rows
from archive.catalogue import CatalogueDamaged
from web.marking import Sentence
from web.sources import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from archive.errors import Problem
    from archive.model import Document, Stretch, TranslationUnit

    Sentences = Mapping[tuple[str, str], Sequence[Sentence]]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Aligned:
    """``aliases``: other ids that lead to a row, by its id.

    ``sentences``: of the catalogue, where the rows are; ``sentence_units``: the units that they are sides of; ``problems``: what
    the catalogue says of the two texts as a whole.
    """

    rows: tuple[Row, ...]
    aliases: Mapping[str, tuple[str, ...]]
    sentence_units: tuple[TranslationUnit, ...] = ()
    sentences: Sentences = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def leads(self) -> dict[str, str]:
        """The row that each id leads to."""
        aliases = {alias: row for row, several in self.aliases.items() for alias in several}
        return {**aliases, **{row.id: row.id for row in self.rows}}

    def row(self, segment_id: str) -> Row | None:
        """The row that an id leads to."""
        wanted = self.leads.get(segment_id)
        return next((row for row in self.rows if row.id == wanted), None)


def aligned(document: Document, *, with_sentences: bool = False) -> Aligned:
    """A document's rows: by the units of the catalogue, where it has those of this text, else by equal ids."""
    known = catalogue()
    passages: tuple[TranslationUnit, ...] = ()
    sentences: tuple[TranslationUnit, ...] = ()
    problems: tuple[Problem, ...] = ()
    if known is not None:
        try:
            passages, problems = known.units(document.id), known.problems(document.id)
            sentences = known.units(document.id, "sentence") if with_sentences else ()
        except CatalogueDamaged as error:
            log.warning("rows are joined by ids: the catalogue is damaged (%s); `archive index --rebuild` makes it anew", error)
    joined = rows(document, passages)
    if not any(row.unit for row in joined):  # the catalogue speaks of another text than there is now
        return addressed(joined)
    return replace(addressed(joined), sentence_units=sentences, sentences=sentences_of(sentences), problems=problems)


def addressed(joined: Sequence[Row]) -> Aligned:
    """Rows with the other ids that lead to them."""
    return Aligned(tuple(joined), _aliases(joined, _owners(joined)))


def _owners(joined: Sequence[Row]) -> dict[str, int]:
    """Which row (by its place) each id leads to: the row that begins with it, else the one that has it in Chinese, in English.

    The two languages may number differently: Article 5 of a translation can stand beside 第六条.
    """
    owners: dict[str, int] = {}
    for ids in (_first, _chinese, _english):
        for place, row in enumerate(joined):
            for one in ids(row):
                owners.setdefault(one, place)
    return owners


def sentences_of(units: Iterable[TranslationUnit]) -> dict[tuple[str, str], list[Sentence]]:
    """The sentences of units, by language and segment id, in the order of the text."""
    found: dict[tuple[str, str], list[Sentence]] = {}
    for unit in units:
        answered = bool(unit.zh and unit.en)
        sides: tuple[tuple[str, tuple[Stretch, ...]], ...] = (("zh", unit.zh), ("en", unit.en))
        for language, stretches in sides:
            for one in stretches:
                found.setdefault((language, one.segment), []).append(Sentence(one.start, one.end, unit.id, answered))
    return found


def _first(row: Row) -> list[str]:
    return [row.id]


def _chinese(row: Row) -> list[str]:
    return [one.id for one in row.zh.segments] if row.zh else []


def _english(row: Row) -> list[str]:
    return [one.id for one in row.en.segments] if row.en else []


def _aliases(named: Sequence[Row], owners: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for place, row in enumerate(named):
        others = [one for one in row.ids if one != row.id and owners[one] == place]
        firsts = [f"{one}__para_1" for one in (row.id, *others) if _has_own_text(one, row)]
        unit = [f"en.{row.id}"] if not row.zh and not row.id.startswith("en.") else []
        found[row.id] = (*others, *unit, *(one for one in firsts if one not in owners))
    return found


def _has_own_text(segment_id: str, row: Row) -> bool:
    """Whether a segment's first paragraph is its own text: ``art_8`` is also ``art_8__para_1``."""
    levels = {one.id: one.level for cell in (row.zh, row.en) if cell for one in cell.segments}
    return levels.get(segment_id) in ("article", "section", "point", "indent")
