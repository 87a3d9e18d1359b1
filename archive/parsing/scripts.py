"""Traditional texts read like Simplified ones: patterns see Simplified characters, titles are given back as printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from archive.model import Citation, Relation, Segment
from archive.text.folding import simplified


@dataclass(frozen=True, slots=True)
class InSimplified:
    """``segments`` in Simplified characters, offset for offset; ``printed``: the texts that differ from them, by segment id."""

    segments: tuple[Segment, ...]
    printed: Mapping[str, str]

    def citation_as_printed(self, cited: Citation) -> Citation:
        """A citation found in ``segments`` with its title in the characters of the text."""
        if not self.printed or cited.own or not cited.title:
            return cited
        title = self._as_printed(cited.title, cited.segment)
        return cited if title == cited.title else replace(cited, title=title)

    def relation_as_printed(self, relation: Relation) -> Relation:
        """The same for a relation."""
        if not self.printed or not relation.title:
            return relation
        title = self._as_printed(relation.title, "")
        return relation if title == relation.title else replace(relation, title=title)

    def _as_printed(self, title: str, nearest: str) -> str:
        """The characters of a title where it is printed: in that segment, else in the first that has it."""
        texts = ((one.id, one.text) for one in self.segments)
        near = [(nearest, simplified(self.printed[nearest]))] if nearest in self.printed else []
        for place, text in chain(near, texts):
            start = text.find(title)
            if start >= 0:
                return self.printed.get(place, text)[start : start + len(title)]
        return title


def in_simplified(segments: Sequence[Segment]) -> InSimplified:
    """Segments whose texts are in Simplified characters; a text that is so already is the same object."""
    found, printed = [], {}
    for segment in segments:
        text = simplified(segment.text)
        if text != segment.text:
            printed[segment.id] = segment.text
            segment = Segment(segment.id, segment.label, text)  # noqa: PLW2901
        found.append(segment)
    return InSimplified(tuple(found), printed)
