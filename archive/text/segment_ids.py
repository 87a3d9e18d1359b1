"""Segment ids (Akoma Ntoso 3.0 eIds, short form: articles run through the document) worked out from the order of labels."""

from __future__ import annotations

from archive.text.sentences import ends_a_sentence

AROUND = frozenset({"masthead", "title", "addressees", "contents", "annexes", "signature", "imprint"})
"""What stands around a text; in an issuing notice as ``notice__title`` and so on."""
_RANKS = {"para": 4, "point": 5, "indent": 6}


class SegmentIds:
    """Hands out ids while a text is read from top to bottom.

    ``prefix`` is ``notice`` for an issuing notice, else empty; ``taken``: ids that other parts of the document have.
    """

    def __init__(self, prefix: str = "", taken: set[str] | None = None) -> None:
        self._prefix = prefix
        self._part = self._chapter = ""
        self._current = prefix
        self._paragraphs: dict[str, int] = {}
        self._headings = 0
        self._again: dict[str, int] = {}
        self.taken = set() if taken is None else taken

    def labelled(self, kind: str, number: str, text: str) -> str:
        """The id of a unit that opens with a label of this kind; ``text`` is what stands behind the label."""
        parent, name = self._place(kind)
        segment_id = self._free(_join(parent, f"{name}_{number}"))
        if kind == "part":
            self._part, self._chapter = segment_id, ""
        elif kind == "chp":
            self._chapter = segment_id
        elif kind == "att":
            self._prefix, self._part, self._chapter = segment_id, "", ""
        return self.placed(segment_id, text)

    def paragraph(self) -> str:
        """The id of the next unnumbered paragraph; in an article it is a paragraph of the article, also behind points."""
        components = self._current.split("__")
        article = next((i for i, component in enumerate(components) if component.startswith("art_")), None)
        if article is not None:
            components = components[: article + 1]
        elif components[-1].startswith("para_"):
            components = components[:-1]
        container = "__".join(components)
        number = self._paragraphs.get(container, 0) + 1
        while _join(container, f"para_{number}") in self.taken:
            number += 1
        self._paragraphs[container] = number
        self._current = self._free(_join(container, f"para_{number}"))
        return self._current

    def heading(self) -> str:
        """The id of a heading without a number; what follows stands under the whole text again."""
        self._headings += 1
        self._current = self._prefix
        return self._free(_join(self._prefix, f"hdg_{self._headings}"))

    def named(self, name: str) -> str:
        """An id for what has a name and no number, such as the list of annexes."""
        return self._free(_join(self._prefix, name))

    def placed(self, segment_id: str, text: str) -> str:
        """Note that a segment with this id stands here (an id given by hand, too)."""
        self.taken.add(segment_id)
        self._current = segment_id
        is_article = segment_id.rpartition("__")[2].startswith("art_")
        self._paragraphs[segment_id] = 1 if text and (is_article or ends_a_sentence(text)) else 0
        return segment_id

    def _place(self, kind: str) -> tuple[str, str]:
        """Parent id and component name for a kind of label."""
        fixed = {
            "part": (self._prefix, "part"),
            "chp": (self._part or self._prefix, "chp"),
            "sec": (self._chapter or self._prefix, "sec"),
            "art": (self._prefix, "art"),
            "policy": (self._prefix, "sec"),
            "att": ("", "att"),
        }
        return fixed[kind] if kind in fixed else self._place_inside(kind)

    def _place_inside(self, kind: str) -> tuple[str, str]:
        """Points belong to a paragraph in an article, else to the section; indents to the point."""
        components = self._current.split("__") if self._current else []
        in_article = any(component.startswith("art_") for component in components)
        name = "point" if kind == "point" else "indent"
        if kind == "sub" and (outer := next((i for i, c in enumerate(components) if c.startswith("indent_")), None)) is not None:
            return "__".join(components[: outer + 1]), name
        while components and _RANKS.get(components[-1].partition("_")[0], 0) >= _RANKS[name]:
            components.pop()
        if components and components[-1].startswith("para_") and not in_article:
            components.pop()
            while components and _RANKS.get(components[-1].partition("_")[0], 0) >= _RANKS[name]:
                components.pop()
        parent = "__".join(components)
        if in_article and components[-1].startswith("art_"):
            parent = _join(parent, f"para_{max(self._paragraphs.get(parent, 0), 1)}")
        return parent, name

    def _free(self, segment_id: str) -> str:
        """The id, or one with a further number where the text uses the same number twice."""
        candidate = segment_id
        while candidate in self.taken:
            self._again[segment_id] = self._again.get(segment_id, 1) + 1
            candidate = f"{segment_id}_{self._again[segment_id]}"
        self.taken.add(candidate)
        return candidate


def _join(parent: str, component: str) -> str:
    return f"{parent}__{component}" if parent else component
