"""Two editions of a document → translation units: passages by their ids and what they say, sentences inside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.alignment.editions.binding import Bound, bound, findings
from archive.alignment.editions.corrections import Correction
from archive.alignment.editions.groups import Group, filled
from archive.alignment.editions.mismatch import mismatches
from archive.alignment.editions.passages import PassageAligner
from archive.alignment.editions.sentences import sentence_units
from archive.alignment.editions.staleness import Staleness
from archive.alignment.editions.texts import Side
from archive.errors import Problem
from archive.model import Edition, TranslationUnit

if TYPE_CHECKING:
    from archive.alignment.aligner.vectors import Encoder
    from archive.alignment.words.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Alignment:
    """What of one edition answers to what of the other; every segment is in one passage, every sentence in one unit.

    In the order of the Chinese text; what only the English has stands behind what it follows there. Sentences are units inside
    passages. ``problems``: what does not fit, and which corrections bind nothing.
    """

    passages: tuple[TranslationUnit, ...]
    sentences: tuple[TranslationUnit, ...]
    problems: tuple[Problem, ...] = ()


def align_editions(
    zh: Edition, en: Edition, lexicon: Lexicon, corrections: Sequence[Correction] = (), encoder: Encoder | None = None
) -> Alignment:
    """Align a Chinese and an English edition. Confirmed corrections bind; equal ids come first where their texts agree.

    A digest beside a full text is joined by ids only: it is no translation, its units score 0 and have no sentences.
    """
    sides = (Side(zh), Side(en))
    if (zh.kind == "digest") != (en.kind == "digest"):
        return Alignment(tuple(_by_ids(*sides)), ())
    return _Editions(sides, lexicon, corrections, encoder).alignment()


def _by_ids(zh: Side, en: Side) -> Iterator[TranslationUnit]:
    same = [Group((i,), (en.order[one.id],), 0.0, "ids") for i, one in enumerate(zh.edition.segments) if one.id in en.order]
    groups = filled((len(zh.order), len(en.order)), same, _apart)
    return (passage_unit(group, zh, en) for group in groups)


def _apart(zh: Iterable[int], en: Iterable[int]) -> Iterator[Group]:
    yield from (Group((i,), ()) for i in zh)
    yield from (Group((), (j,)) for j in en)


def passage_unit(group: Group, zh: Side, en: Side) -> TranslationUnit:
    """The unit of a group of segments."""
    ours = tuple(zh.whole(zh.edition.segments[i].id) for i in group.zh)
    theirs = tuple(en.whole(en.edition.segments[j].id) for j in group.en)
    return TranslationUnit("passage", ours, theirs, zh.text(ours), en.text(theirs), group.score, group.origin)


class _Editions:
    """One run over two editions."""

    def __init__(
        self, sides: tuple[Side, Side], lexicon: Lexicon, corrections: Sequence[Correction], encoder: Encoder | None
    ) -> None:
        self._zh, self._en = sides
        self._lexicon, self._encoder, self._corrections = lexicon, encoder, corrections
        self._bound_sentences = bound(corrections, *sides, "sentence")

    def alignment(self) -> Alignment:
        aligner = PassageAligner(self._zh, self._en, self._lexicon, self._encoder)
        groups = self._groups(aligner)
        stale = Staleness(self._corrections, self._zh, self._en)
        passages = stale.marked(passage_unit(group, self._zh, self._en) for group in groups)
        inside = sentence_units(passages, (self._zh, self._en), self._bound_in, self._lexicon, self._encoder)
        sentences = [unit for one, units in zip(passages, inside, strict=True) for unit in stale.marked_sentences(one, units)]
        found = [one.problem for one in findings(self._corrections, self._zh, self._en)]
        found += [*stale.problems(passages), *mismatches(self._zh, self._en, passages, aligner.scores)]
        return Alignment(tuple(passages), tuple(sentences), tuple(found))

    def _groups(self, aligner: PassageAligner) -> list[Group]:
        """Passages; those into which one confirmed pair of sentences reaches are one."""
        groups = aligner.groups([self._group(one) for one in bound(self._corrections, self._zh, self._en, "passage")])
        ties = [self._group(one) for one in self._bound_sentences]
        return aligner.joined(groups, [(set(tie.zh), set(tie.en)) for tie in ties if tie.is_pair])

    def _group(self, one: Bound) -> Group:
        zh = tuple(dict.fromkeys(self._zh.order[stretch.segment] for stretch in one.zh))
        en = tuple(dict.fromkeys(self._en.order[stretch.segment] for stretch in one.en))
        return Group(zh, en, origin="confirmed")

    def _bound_in(self, passage: TranslationUnit) -> list[Bound]:
        """The confirmed pairs of sentences that lie in a passage."""
        zh, en = ({stretch.segment for stretch in side} for side in (passage.zh, passage.en))
        return [
            one
            for one in self._bound_sentences
            if all(stretch.segment in zh for stretch in one.zh) and all(stretch.segment in en for stretch in one.en)
        ]
