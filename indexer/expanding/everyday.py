"""Everyday words and those that statutes have in their place: 老板 is 用人单位 there, a doctor is a physician.

``everyday.tsv`` and ``everyday_english.tsv`` have a line for each: what people say, and what a statute says (several forms apart
by spaces, English ones by semicolons). They widen questions only: what a reader typed stays what is looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from indexer.analysis import PLAIN, Segmenter
from indexer.expanding.everyday_lists import MOST_FORMS, Everyday, everyday
from indexer.expanding.expansion import Expansion
from indexer.expanding.expansions import Expanded
from indexer.expanding.keys import Frequency, least_frequency
from indexer.query.expression import Either, Expression, Most, Words, every_words
from indexer.query.leaves import Leaf, content, cut_leaves

Rendered = Callable[[Expression], Expanded]
"""Words with those of the other language beside them."""


@dataclass(frozen=True, slots=True)
class Widened:
    """A question with statutory words beside its own. ``off``: those that there would be, had they not been switched off."""

    expression: Most
    added: tuple[Expansion, ...] = ()
    off: tuple[Expansion, ...] = ()


def widened(  # noqa: PLR0913, PLR0917 - what a question is widened with
    question: Most,
    text: str,
    segmenter: Segmenter = PLAIN,
    off: frozenset[str] = frozenset(),
    frequency: Frequency | None = None,
    rendered: Rendered | None = None,
) -> Widened:
    """A question, typed as ``text``, with statutory words beside those they stand for. ``off``: keys (``zh:用人单位``).

    ``frequency``: what the index does not have is left out; where it has none for an everyday word, they are ``rendered`` in the
    other language.
    """
    work = _Widener(frozenset(leaf.as_word for leaf in _typed(question)), segmenter, off, frequency, rendered)
    parts = list(question.parts)
    for one in everyday(text, segmenter) if parts else ():
        if wanted := work.beside(one):
            at = _beside(parts, one)
            parts[at] = Either((*_alternatives(parts[at]), *wanted))
    return Widened(Most(tuple(parts)), tuple(work.added.values()), tuple(work.switched_off.values()))


@dataclass(slots=True)
class _Widener:
    """``asked``: what the words of the question are found by."""

    asked: frozenset[str]
    segmenter: Segmenter
    off: frozenset[str]
    frequency: Frequency | None
    rendered: Rendered | None
    added: dict[str, Expansion] = field(default_factory=dict)
    switched_off: dict[str, Expansion] = field(default_factory=dict)

    def beside(self, one: Everyday) -> list[Expression]:
        """What is looked for beside an everyday word."""
        forms = [(form, content(cut_leaves(form, self.segmenter))) for form in one.statutory]
        there = [(form, leaves) for form, leaves in forms if self._is_new(leaves) and self._is_there(leaves)]
        if not there and self.rendered:
            return list(self._rendered([Words(leaves, one.weight, "variant") for _, leaves in forms[:MOST_FORMS]]))
        return [Words(leaves, one.weight, "variant") for form, leaves in there[:MOST_FORMS] if self._wanted(form, one)]

    def _is_new(self, leaves: Sequence[Leaf]) -> bool:
        return not self.asked.issuperset(leaf.as_word for leaf in leaves)

    def _is_there(self, leaves: Sequence[Leaf]) -> bool:
        return self.frequency is None or least_frequency(leaves, self.frequency) > 0

    def _rendered(self, several: Sequence[Words]) -> Iterator[Expression]:
        for words in several:
            more = self.rendered(words) if self.rendered and self._is_new(words.leaves) else Expanded(None)
            self.added |= {each.key: each for each in more.added}
            self.switched_off |= {each.key: each for each in more.off}
            if more.added and more.expression:
                yield more.expression

    def _wanted(self, form: str, one: Everyday) -> bool:
        """Whether a statutory word is looked for; it is noted either way."""
        expansion = Expansion(form, one.word, one.lang, "variant", "everyday", f"{one.lang}:{form}")
        noted = self.switched_off if expansion.key in self.off else self.added
        noted.setdefault(expansion.key, expansion)
        return noted is self.added


def _beside(parts: Sequence[Expression], one: Everyday) -> int:
    """The part that an everyday word is in, or that is in it; the first one where all of it are function words."""
    leaves = ({leaf.text for leaf in _typed(part)} for part in parts)
    return next((at for at, texts in enumerate(leaves) if any(map(one.shares, texts))), 0)


def _typed(expression: Expression) -> Iterator[Leaf]:
    return (leaf for words in every_words(expression) if words.origin == "typed" for leaf in words.leaves)


def _alternatives(part: Expression) -> tuple[Expression, ...]:
    return part.parts if isinstance(part, Either) else (part,)
