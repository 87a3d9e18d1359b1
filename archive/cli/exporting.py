"""Which translation units leave the archive: of documents, of a search, of everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from archive.cli.aligning_document import document_lexicon
from archive.cli.citing import catalogue_of
from archive.cli.finding import asked
from archive.cli.output import counted
from archive.errors import BadQuery, IndexUnusable

if TYPE_CHECKING:
    from archive.alignment.words.lexicon import Lexicon
    from archive.catalogue import Catalogue
    from archive.cli.settings import Settings
    from archive.exchange.units import ExchangedUnit
    from archive.model import Document, Kind, TranslationUnit, UnitLevel

_PAGE = 100


@dataclass
class Selection:
    """What of the archive is exported. ``documents`` and ``units`` count what was, ``digests`` documents that have only those."""

    settings: Settings
    ids: Sequence[str]
    level: UnitLevel
    least: float | None = None
    with_digests: bool = False
    documents: int = 0
    units: int = 0
    digests: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[ExchangedUnit]:
        """The units, document by document; each is worked out or read when its turn comes."""
        with ExitStack() as stack:
            catalogue = self._catalogue(stack)
            for document_id in self.ids:
                before = self.units
                for unit in self._of(self.settings.existing_collection().load(document_id), catalogue):
                    self.units += 1
                    yield unit
                self.documents += self.units > before

    @cached_property
    def _lexicon(self) -> Lexicon:
        return document_lexicon(self.settings)

    def _catalogue(self, stack: ExitStack) -> Catalogue | None:
        """The catalogue, where one can be made: a collection may be read only, and its units are worked out then."""
        try:
            return stack.enter_context(catalogue_of(self.settings))
        except (IndexUnusable, OSError):
            return None

    def _of(self, document: Document, catalogue: Catalogue | None) -> Iterator[ExchangedUnit]:
        from archive.exchange.of_units import document_properties, exchanged_unit

        full = [edition for edition in document.editions if edition.kind != "digest"]
        if not full and not self.with_digests:
            self.digests += [document.id] if document.editions else []
            return
        shown = document if self.with_digests else replace(document, editions=tuple(full))
        kinds, units = self._units(shown, catalogue if len(full) > 1 else None)
        properties = document_properties(document)
        for unit in units:
            if self.least is None or (unit.zh and unit.en and "digest" not in kinds and unit.score >= self.least):
                yield exchanged_unit(document.id, unit, kinds, properties)

    def _units(
        self, document: Document, catalogue: Catalogue | None
    ) -> tuple[tuple[Kind | None, Kind | None], Sequence[TranslationUnit]]:
        """The units of a document and the kinds of its sides: those of the catalogue, else made now."""
        from archive.alignment.editions.rows import shown_kinds
        from archive.catalogue.units import units_of

        kinds = shown_kinds(document)
        if catalogue and (known := catalogue.units(document.id, self.level)):
            return kinds, known
        corrections = self.settings.existing_collection().alignment(document.id) if all(kinds) else ()
        found = units_of(document, self._lexicon, corrections)
        return kinds, found.sentences if self.level == "sentence" else found.passages


def selected_ids(settings: Settings, ids: Sequence[str], query: str | None, *, every: bool, **filters: Any) -> Sequence[str]:
    """The documents that are named, found, or all of them. Raises BadQuery where it is not said which; NotFound."""
    if sum([bool(ids), query is not None, every]) != 1:
        raise BadQuery("say what to export: the IDs of documents, --search QUERY, or --all")
    if query is None and any(filters.values()):
        raise BadQuery("--facet, --from and --to belong to --search; an empty query finds everything")
    collection = settings.existing_collection()
    if every:
        return collection.ids()
    if query is None:
        for document_id in ids:
            collection.load(document_id)  # a mistyped id is told before anything is written
        return list(dict.fromkeys(ids))
    return list(asked(settings, lambda searcher: list(_found(searcher, query, filters))))


def _found(searcher: Any, query: str, filters: dict[str, Any]) -> Iterator[str]:
    """The documents that a search finds, page by page, the best first."""
    offset, total = 0, 1
    while offset < total:
        answer = searcher.search(query, limit=_PAGE, offset=offset, exact=True, **filters)
        yield from (result.id for result in answer.results)
        offset, total = offset + _PAGE, answer.total


def tell(selection: Selection, where: str) -> None:
    """How much was exported, and what was left out, to standard error."""
    said = f"{counted(selection.units, 'unit')} of {counted(selection.documents, 'document')}"
    click.echo(f"exported: {said}{where}", err=True)
    if selection.digests:
        left = counted(len(selection.digests), "document")
        click.echo(f"{left} with digests only left out: a digest translates nothing; --include-digests exports it", err=True)
