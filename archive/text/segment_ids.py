"""Segment ids (Akoma Ntoso 3.0 eIds, short form: articles run through the document) worked out from the order of labels."""

from __future__ import annotations

from archive.text.ids_in_use import IdsInUse, article_of, container_of, joined, without
from archive.text.open_lists import OpenLists
from archive.text.sentences import ends_a_sentence

AROUND = frozenset({"masthead", "title", "addressees", "contents", "annexes", "signature", "imprint", "history"})
"""What stands around a text; in an issuing notice as ``notice__title`` and so on."""
_LISTED = frozenset({"indent", "sub", "circled", "letter", "roman"})
"""Labels of lists: the one that opens a list stands above those that come inside it, whatever they look like."""


class SegmentIds:
    """Hands out ids while a text is read from top to bottom.

    ``prefix`` is ``notice`` for an issuing notice, else empty; ``taken``: ids that other parts of the document have.
    """

    def __init__(self, prefix: str = "", taken: set[str] | None = None) -> None:
        self._prefix = prefix
        self._part = self._subpart = self._chapter = ""
        self._current = prefix
        self._paragraphs: dict[str, int] = {}
        self._headings = 0
        self._lists = OpenLists()
        self._leads = False
        self._ids = IdsInUse(set() if taken is None else taken)

    def labelled(self, kind: str, number: str, text: str) -> str:
        """The id of a unit that opens with a label of this kind; ``text`` is what stands behind the label."""
        if self._is_item(kind, number):
            return self._item(kind, number, text)
        self._lists.clear()
        parent, name = self._place(kind)
        segment_id = self._ids.free(joined(parent, f"{name}_{number}"))
        if kind == "part":
            self._part, self._subpart, self._chapter = segment_id, "", ""
        elif kind == "subpart":
            self._subpart, self._chapter = segment_id, ""
        elif kind == "chp":
            self._chapter = segment_id
        elif kind == "att":
            self._enter_annex(segment_id)
        return self.placed(segment_id, text)

    def paragraph(self) -> str:
        """The id of the next unnumbered paragraph; in an article it is a paragraph of the article, also behind points."""
        container = container_of(self._current)
        if article_of(self._current):
            self._lists.clear()
        number = self._paragraphs.get(container, 0) + 1
        while joined(container, f"para_{number}") in self._ids:
            number += 1
        self._paragraphs[container] = number
        self._current = self._ids.free(joined(container, f"para_{number}"))
        return self._current

    def table(self) -> str:
        """The id of a table, which is no paragraph: the paragraphs around it are counted without it."""
        return self._ids.following(joined(container_of(self._current), "table"))

    def heading(self) -> str:
        """The id of a heading without a number; what follows stands under the whole text again."""
        self._headings += 1
        self._current = self._prefix
        self._lists.clear()
        return self._ids.free(joined(self._prefix, f"hdg_{self._headings}"))

    def annex(self) -> str:
        """The id of an annex that has a title and no label, such as a second set of rules behind the first."""
        segment_id = self._ids.following("att")
        self._enter_annex(segment_id)
        return self.placed(segment_id, "")

    def named(self, name: str) -> str:
        """An id for what has a name and no number, such as the list of annexes."""
        return self._ids.free(joined(self._prefix, name))

    def titled(self, article: str) -> None:
        """Note that an article's own line holds its title: its first paragraph comes behind."""
        self._paragraphs[article] = 0

    def placed(self, segment_id: str, text: str) -> str:
        """Note that a segment with this id stands here (an id given by hand, too)."""
        self._ids.add(segment_id)
        self._current = segment_id
        self._leads = text.endswith(("：", ":"))
        is_article = segment_id.rpartition("__")[2].startswith("art_")
        self._paragraphs[segment_id] = 1 if text and (is_article or ends_a_sentence(text)) else 0
        return segment_id

    def leads(self, text: str) -> None:
        """Note how the text before a list ends: 一、 behind 下列条件： are points of the article."""
        self._leads = text.endswith(("：", ":"))

    def _enter_annex(self, segment_id: str) -> None:
        self._prefix, self._part, self._subpart, self._chapter = segment_id, "", "", ""
        self._lists.clear()

    def _is_item(self, kind: str, number: str) -> bool:
        """Whether a label is an item of a list; 一、 is one only where an article's text leads to it or it continues one."""
        if kind in _LISTED or (kind == "point" and article_of(self._current)):
            return True
        if kind != "policy" or not article_of(self._current):
            return False
        return (number == "1" and self._leads) or self._lists.expects("policy", number)

    def _item(self, kind: str, number: str, text: str) -> str:
        """The id of an item: a point where it belongs to an article's paragraph, else an indent."""
        kind, number = self._lists.read(kind, number)
        above = self._lists.parent(kind)
        name = "point" if article_of(self._current) and above is None else "indent"
        segment_id = self._ids.free(joined(self._list_parent() if above is None else above, f"{name}_{number}"))
        self._lists.add(kind, segment_id, number)
        return self.placed(segment_id, text)

    def _list_parent(self) -> str:
        """What a list that opens here belongs to: in an article a paragraph, else the section or point."""
        article = article_of(self._current)
        if article:
            return joined(article, f"para_{max(self._paragraphs.get(article, 0), 1)}")
        return without(self._current, "para_", "indent_")

    def _place(self, kind: str) -> tuple[str, str]:
        """Parent id and component name for a kind of label."""
        above = self._subpart or self._part or self._prefix
        fixed = {
            "part": (self._prefix, "part"),
            "subpart": (self._part or self._prefix, "subpart"),
            "chp": (above, "chp"),
            "sec": (self._chapter or above, "sec"),
            "art": (self._prefix, "art"),
            "policy": (self._prefix, "sec"),
            "att": ("", "att"),
        }
        return fixed[kind] if kind in fixed else (without(self._current, "para_", "point_", "indent_"), "point")
