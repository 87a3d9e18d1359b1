"""The sentences of a passage unit → sentence units."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from archive.alignment.aligner.aligning import align, score
from archive.alignment.editions.binding import Bound
from archive.alignment.editions.groups import Group, filled
from archive.alignment.editions.texts import Side
from archive.model import Stretch, TranslationUnit

if TYPE_CHECKING:
    from archive.alignment.aligner.vectors import Encoder
    from archive.alignment.words.lexicon import Lexicon


def sentence_units(
    passage: TranslationUnit, sides: tuple[Side, Side], settled: Sequence[Bound], lexicon: Lexicon, encoder: Encoder | None
) -> list[TranslationUnit]:
    """The units of a passage's sentences, in order; ``settled``: those that a person confirmed."""
    stretches = [
        [one for whole in wholes for one in side.sentences(whole.segment)]
        for wholes, side in zip((passage.zh, passage.en), sides, strict=True)
    ]
    zh, en = stretches
    if not settled and len(zh) == len(en) == 1:
        return [_unit(Group((0,), (0,), passage.score, passage.origin), zh, en, sides)]
    texts = [[_labelled(one, side) for one in row] for row, side in zip(stretches, sides, strict=True)]

    def fill(ours: Sequence[int], theirs: Sequence[int]) -> Iterable[Group]:
        pairs = align([texts[0][i] for i in ours], [texts[1][j] for j in theirs], lexicon, encoder)
        return [Group(tuple(ours[i] for i in pair.zh), tuple(theirs[j] for j in pair.en), pair.score) for pair in pairs]

    fixed = [_settled(one, zh, en, texts, lexicon) for one in settled]
    return [_unit(group, zh, en, sides) for group in filled((len(zh), len(en)), fixed, fill)]


def _settled(one: Bound, zh: Sequence[Stretch], en: Sequence[Stretch], texts: list[list[str]], lexicon: Lexicon) -> Group:
    ours, theirs = tuple(map(zh.index, one.zh)), tuple(map(en.index, one.en))
    both = ours and theirs
    value = score("".join(texts[0][i] for i in ours), " ".join(texts[1][j] for j in theirs), lexicon) if both else 0.0
    return Group(ours, theirs, value, "confirmed")


def _labelled(one: Stretch, side: Side) -> str:
    """A sentence as the aligner reads it: the first of a segment with the segment's label."""
    segment = side.segments[one.segment]
    text = segment.text[one.start : one.end]
    return f"{segment.label} {text}".strip() if one == side.sentences(one.segment)[0] else text


def _unit(group: Group, zh: Sequence[Stretch], en: Sequence[Stretch], sides: tuple[Side, Side]) -> TranslationUnit:
    ours, theirs = tuple(zh[i] for i in group.zh), tuple(en[j] for j in group.en)
    return TranslationUnit("sentence", ours, theirs, sides[0].text(ours), sides[1].text(theirs), group.score, group.origin)
