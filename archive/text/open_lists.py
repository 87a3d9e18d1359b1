"""Lists that are open while a text is read: an item stands beside the one with its kind of label, else inside the innermost."""

from __future__ import annotations

from dataclasses import dataclass

_AS_LETTER = {1: 9, 5: 22, 10: 24}
"""(i), (v) and (x) are also letters."""


@dataclass(frozen=True, slots=True)
class _Open:
    """An item that is open: its kind of label, its id and its number."""

    kind: str
    id: str
    number: str


class OpenLists:
    """The items from the outermost list to the innermost, one a list."""

    def __init__(self) -> None:
        self._items: list[_Open] = []

    def clear(self) -> None:
        """Close all lists."""
        self._items = []

    def read(self, kind: str, number: str) -> tuple[str, str]:
        """Kind and number of a label in its list: (i) behind (h) is a letter."""
        letter = _AS_LETTER.get(int(number), 0) if kind == "roman" else 0
        if any(item.kind == "letter" and int(item.number) == letter - 1 for item in self._items):
            return "letter", str(letter)
        return kind, number

    def parent(self, kind: str) -> str | None:
        """Close the lists inside the one with this kind of label; the id of the item above it, None for an outermost list."""
        same = next((i for i, item in enumerate(self._items) if item.kind == kind), None)
        if same is not None:
            del self._items[same:]
        return self._items[-1].id if self._items else None

    def add(self, kind: str, segment_id: str, number: str) -> None:
        """Note an item, which stands inside the last one that is open."""
        self._items.append(_Open(kind, segment_id, number))

    def expects(self, kind: str, number: str) -> bool:
        """Whether an open list goes on with this label."""
        before = next((item.number for item in self._items if item.kind == kind), None)
        return before is not None and int(number) == int(before) + 1
