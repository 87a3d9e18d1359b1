"""Whoosh's query language → an expression. Whoosh's parser is used for the syntax only; all text is cut by ``leaves``.

``a b`` both, ``a OR b``, ``NOT a`` or ``-a``, ``"a b"`` as it stands, ``"a b"~5`` near each other, ``a*`` ``a?b`` ``a~``
patterns, ``title:a``, ``issued:[2020 TO 2024]``, ``a^2`` counts double, brackets for groups. What is no syntax is text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, cast

from whoosh.qparser import PhrasePlugin, syntax

from archive.text.folding import fold
from indexer.analysis import Segmenter
from indexer.query import fields
from indexer.query.expression import All, Either, Expression, Issued, Not, Within, Words
from indexer.query.leaves import Leaf, cut_leaves, quoted_leaves
from indexer.query.note import Note
from indexer.query.operators import plain, prepared
from indexer.query.parser import PatternNode, parser, unknown_field
from indexer.query.patterns import pattern_leaves
from indexer.query.proximity import near_leaf

_LEAST_WEIGHT, _MOST_WEIGHT = 0.1, 10.0


def parsed(text: str, segmenter: Segmenter) -> tuple[Expression | None, tuple[Note, ...]]:
    """The expression that a text stands for, None where it has no words, and what a reader should know of it."""
    reader = _Reader(segmenter)
    return reader.expression(parser().process(prepared(text))), tuple(reader.notes)


class _Reader:
    """Reads the nodes of Whoosh's parser."""

    def __init__(self, segmenter: Segmenter) -> None:
        self._segmenter = segmenter
        self.notes: list[Note] = []

    def expression(self, node: syntax.SyntaxNode) -> Expression | None:
        """What a node stands for; None for an operator that stands alone."""
        match node:
            case syntax.NotGroup():
                part = _joined(All, self._parts(list(node)))
                return Not(part) if part else None
            case syntax.OrGroup():
                return _joined(Either, [part for one in node if (part := self.expression(one))])
            case syntax.AndGroup():
                return _joined(All, self._parts(list(node)))
            case syntax.RangeNode():
                return self._range(node)
            case syntax.TextNode():
                return _joined(All, self._texts([node]))
        return None

    def _parts(self, nodes: Sequence[syntax.SyntaxNode]) -> list[Expression]:
        """Neighbouring texts as one: what was typed next to each other may stand next to each other."""
        found: list[Expression] = []
        for kind, several in groupby(nodes, key=_kind):
            if kind:
                found += self._texts(list(several))
            else:
                found += filter(None, map(self.expression, several))
        return found

    def _texts(self, nodes: Sequence[syntax.TextNode]) -> list[Expression]:
        name, weight = nodes[0].fieldname, min(max(nodes[0].boost, _LEAST_WEIGHT), _MOST_WEIGHT)
        if name and name not in fields.TEXTS:
            return [found for node in nodes if (found := self._value(name, node))]
        leaves = tuple(leaf for quoted, several in groupby(nodes, key=_is_word) for leaf in self._leaves(list(several), quoted))
        if not leaves:
            return []
        words = Words(leaves, weight)
        return [Within(cast("Literal['title', 'text', 'number']", name), words) if name else words]

    def _leaves(self, nodes: Sequence[syntax.TextNode], words: bool) -> Iterator[Leaf]:
        """Words side by side are cut as one text, so that what consists of several is seen."""
        if words:
            self.notes += [Note("field", {"field": name}) for node in nodes if (name := unknown_field(node.text))]
            yield from cut_leaves(" ".join(plain(node.text) for node in nodes), self._segmenter)
            return
        for node in nodes:
            if isinstance(node, PatternNode):
                yield from pattern_leaves(plain(node.text), self._segmenter)
            elif node.slop is None:
                yield from quoted_leaves(plain(node.text))
            else:
                yield from self._near(node)

    def _near(self, node: PhrasePlugin.PhraseNode) -> Iterator[Leaf]:
        leaf, was_cut = near_leaf(plain(node.text), node.slop, self._segmenter)
        if was_cut:
            self.notes.append(Note("cut", {"what": f'"{plain(node.text)}"~{node.slop}', "most": leaf.slop}))
        if leaf.terms:
            yield leaf

    def _value(self, name: str, node: syntax.TextNode) -> Expression | None:
        """What a field of a document has to have; days that cannot be read are looked for as text."""
        text = plain(node.text)
        found = fields.values(name, text)
        if found is None and fold(text).strip(" *?~"):
            self.notes.append(Note("field", {"field": f"{name}:{text}"}))
            leaves = cut_leaves(text, self._segmenter)
            return Words(leaves) if leaves else None
        return found

    def _range(self, node: syntax.RangeNode) -> Expression | None:
        first, last = (plain(end or "") for end in (node.start, node.end))
        found = fields.between(first, last) if node.fieldname in (None, "issued", "year") else None
        if found is None and node.fieldname is not None:
            self.notes.append(Note("field", {"field": f"{node.fieldname}:[{first.strip()} TO {last.strip()}]"}))
        if found is None or node.fieldname is None:
            leaves = cut_leaves(f"{first} {last}", self._segmenter)
            return Words(leaves) if leaves else None
        return Issued(_after(first, found.first) if node.startexcl else found.first,
                      _before(last, found.last) if node.endexcl else found.last)  # fmt: skip


def _after(text: str, first: int) -> int:
    """{2020 TO …: behind the whole year."""
    whole = fields.issued(text)
    return whole.last + 1 if whole else first


def _before(text: str, last: int) -> int:
    whole = fields.issued(text)
    return whole.first - 1 if whole else last


def _kind(node: syntax.SyntaxNode) -> tuple[str | None, float] | None:
    """What texts have in common that are read as one; None for what is no text."""
    return (node.fieldname or "", node.boost) if isinstance(node, syntax.TextNode) else None


def _is_word(node: syntax.TextNode) -> bool:
    return isinstance(node, syntax.WordNode)


def _joined(kind: type[All] | type[Either], parts: list[Expression]) -> Expression | None:
    if len(parts) > 1:
        return kind(tuple(parts))
    return parts[0] if parts else None
