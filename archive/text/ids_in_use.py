"""Ids of segments as paths (``chp_1__art_3__para_2``), and which of them a document has already."""

from __future__ import annotations


class IdsInUse:
    """The ids that a document has; hands out free ones. ``taken`` is the caller's set, which other parts may share."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._again: dict[str, int] = {}
        self._counted: dict[str, int] = {}

    def __contains__(self, segment_id: str) -> bool:
        return segment_id in self._taken

    def add(self, segment_id: str) -> None:
        """Note that an id is in use."""
        self._taken.add(segment_id)

    def following(self, name: str) -> str:
        """The first id with this name that is free: ``att_2``, ``art_5__table_1``."""
        number = self._counted.get(name, 0) + 1
        while f"{name}_{number}" in self._taken:
            number += 1
        self._counted[name] = number
        return self.free(f"{name}_{number}")

    def free(self, segment_id: str) -> str:
        """The id, or one with a further number where the text uses the same number twice."""
        candidate = segment_id
        while candidate in self._taken:
            self._again[segment_id] = self._again.get(segment_id, 1) + 1
            candidate = f"{segment_id}_{self._again[segment_id]}"
        self._taken.add(candidate)
        return candidate


def article_of(segment_id: str) -> str:
    """The id of the article that an id stands in; empty outside articles."""
    components = segment_id.split("__")
    place = next((i for i, component in enumerate(components) if component.startswith("art_")), None)
    return "" if place is None else "__".join(components[: place + 1])


def container_of(segment_id: str) -> str:
    """What a paragraph behind the segment belongs to: the article, else what the segment before belongs to or is."""
    if article := article_of(segment_id):
        return article
    components = segment_id.split("__")
    return "__".join(components[:-1] if components[-1].startswith("para_") else components)


def without(segment_id: str, *levels: str) -> str:
    """An id without the components of these levels at its end: the section that （一） of a policy paper belongs to."""
    components = segment_id.split("__") if segment_id else []
    while components and components[-1].startswith(levels):
        components.pop()
    return "__".join(components)


def joined(parent: str, component: str) -> str:
    """The id of a component inside a parent; an empty parent is the document."""
    return f"{parent}__{component}" if parent else component
