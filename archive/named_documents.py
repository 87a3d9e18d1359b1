"""Documents by what they are called, so that nobody compares every relation with every document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from archive.model import Document, Relation
from archive.relations import number_key, points_to, title_key

Key = tuple[str, str]
"""``id``, ``number`` or ``title``, and the key of one."""


class NamedDocuments:
    """Documents in an order, found by relations as ``archive.relations.points_to`` has it."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = tuple(documents)
        self._called: defaultdict[Key, list[int]] = defaultdict(list)
        for place, document in enumerate(self._documents):
            for key in names_of(document):
                self._called[key].append(place)

    def meant(self, relation: Relation) -> list[Document]:
        """The documents that a relation means, in their order."""
        return [one for one in self.called(names_in(relation)) if points_to(relation, one)]

    def called(self, keys: Iterable[Key]) -> list[Document]:
        """The documents that go by one of the keys, in their order."""
        places = {place for key in keys for place in self._called.get(key, ())}
        return [self._documents[place] for place in sorted(places)]


def names_of(document: Document) -> Iterator[Key]:
    """What a document goes by."""
    yield "id", document.id
    if document.number:
        yield "number", number_key(document.number)
    yield from (("title", title_key(title)) for title in (document.title.zh, document.title.en) if title)


def names_in(relation: Relation) -> Iterator[Key]:
    """What a relation may find its target by: more than ``points_to`` lets pass, never less."""
    if relation.document:
        yield "id", relation.document
        return
    if relation.number:
        yield "number", number_key(relation.number)
    if relation.title:
        yield "title", title_key(relation.title)
