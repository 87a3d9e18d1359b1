"""The cards of all documents by what they are called and by what they point to: no page compares each with each."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from archive.named_documents import NamedDocuments, names_in, names_of
from archive.relations import points_to

if TYPE_CHECKING:
    from archive.catalogue.cards import Card
    from archive.model import Document, Relation
    from archive.named_documents import Key


class CardIndex:
    """Cards, and what a relation or a title among them leads to; worked out when it is first asked."""

    def __init__(self, cards: tuple[Card, ...]) -> None:
        self.cards = cards

    def targets(self, relation: Relation, *, besides: Document) -> list[Document]:
        """The documents that a relation means, in the order of ids, without the document that states it."""
        return [one for one in self._named.meant(relation) if one.id != besides.id]

    def sources(self, document: Document) -> list[tuple[Document, Relation]]:
        """The relations of other documents that mean this one, each with the document that states it, in the order of ids."""
        places = sorted({place for key in names_of(document) for place in self._pointing.get(key, ())})
        found = [(self.cards[card].facts, self.cards[card].facts.relations[number]) for card, number in places]
        return [(source, relation) for source, relation in found if source.id != document.id and points_to(relation, document)]

    def namesakes(self, document: Document) -> list[Document]:
        """The other documents that have a title of this one."""
        titles = [key for key in names_of(document) if key[0] == "title"]
        return [one for one in self._named.called(titles) if one.id != document.id]

    @cached_property
    def _named(self) -> NamedDocuments:
        return NamedDocuments(card.facts for card in self.cards)

    @cached_property
    def _pointing(self) -> dict[Key, list[tuple[int, int]]]:
        pointing: defaultdict[Key, list[tuple[int, int]]] = defaultdict(list)
        for place, card in enumerate(self.cards):
            for number, relation in enumerate(card.facts.relations):
                for key in names_in(relation):
                    pointing[key].append((place, number))
        return dict(pointing)
