"""What does not fit between two editions as a whole: another version, another document, half of it, languages swapped.

Where the numbers agree and the texts do not, a translation of another version is likely: it is reported, not aligned away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from archive.alignment.editions.odds import AGREES
from archive.alignment.editions.texts import Side
from archive.errors import Problem
from archive.model import Segment, TranslationUnit
from archive.text.folding import simplified
from archive.text.sentences import count_han, language_of

_NUMBERED = frozenset({"article", "section", "point", "indent", "paragraph"})
_LEAST = 5
"""Fewer passages say nothing about a whole."""
_FEW_FIT = 0.5
_HARDLY_ANY = 0.2
_MUCH_MISSING = 0.4
_MUCH_WEAK = 0.3
_TRADITIONAL = 0.05
_SAMPLE = 20_000
_NAMES = {"zh": "Chinese", "en": "English"}


def mismatches(zh: Side, en: Side, passages: Sequence[TranslationUnit], scores: Mapping[str, float]) -> tuple[Problem, ...]:
    """What is to be said of two editions and their alignment. ``scores``: of the texts of each id that both have."""
    if early := tuple(_unusable(zh, en)):
        return early
    return (*_traditional(zh), *(_another_text(zh, en, passages, scores) or _incomplete(passages)))


def _unusable(zh: Side, en: Side) -> Iterator[Problem]:
    texts = {side.language: "\n".join(one.text for one in side.edition.segments)[:_SAMPLE] for side in (zh, en)}
    empty = [language for language, text in texts.items() if not text.strip()]
    if empty:
        if len(empty) < len(texts):
            yield Problem("error", f"the {_NAMES[empty[0]]} edition holds no text; hand its file in again")
        return
    found = {language: language_of(text) for language, text in texts.items()}
    if found == {"zh": "en", "en": "zh"}:
        message = "the languages are swapped: the Chinese edition is in English, the English one in Chinese; exchange the files"
        yield Problem("error", message)
    elif wrong := [language for language, other in found.items() if language != other]:
        [other] = set(found.values())
        message = f"the {_NAMES[wrong[0]]} edition is in {_NAMES[other]}, as the other one is; hand in the right file"
        yield Problem("error", message)


def _traditional(zh: Side) -> Iterator[Problem]:
    text = "".join(one.text for one in zh.edition.segments)[:_SAMPLE]
    differing = sum(a != b for a, b in zip(text, simplified(text), strict=True))
    if differing > _TRADITIONAL * count_han(text):
        yield Problem(
            "note", "the Chinese edition is in Traditional characters; it is compared as Simplified and stays as printed"
        )


def _another_text(zh: Side, en: Side, passages: Sequence[TranslationUnit], scores: Mapping[str, float]) -> list[Problem]:
    """Passages that hardly meet: of another document, of another version, or numbered otherwise."""
    pairs = [unit for unit in passages if unit.zh and unit.en]
    shared = [value for segment_id, value in scores.items() if zh.segments[segment_id].level in _NUMBERED]
    fitting = sum(value >= AGREES for value in shared)
    fits = [unit for unit in pairs if unit.score >= AGREES]
    meeting = max(_length(fits, language) / max(1, _length(passages, language)) for language in _NAMES)
    if min(told_passages(zh), told_passages(en)) < _LEAST or any(unit.origin == "confirmed" for unit in pairs):
        return []
    if len(shared) >= _LEAST and fitting < _FEW_FIT * len(shared):
        figures = f"{len(shared)} shared numbers, {fitting / len(shared):.0%} of them score .5 or more"
        if meeting >= 1 - _MUCH_MISSING:
            message = (
                f"the numbers have shifted: {figures}, but the texts meet under others; look whether both are of one version"
            )
        else:
            message = f"a translation of another version? {figures}; look for the text of the same date, or `archive undo`"
        return [Problem("warning", message)]
    if meeting < _HARDLY_ANY:
        message = (
            f"a translation of another document? {meeting:.0%} of the shorter text meets the other with a score of .5 or more; "
            "look whether it is the right file"
        )
        return [Problem("warning", message)]
    return []


def _incomplete(passages: Sequence[TranslationUnit]) -> list[Problem]:
    """A side that lacks much of the other, and pairs that are weak."""
    found = []
    for language, other in (("zh", "en"), ("en", "zh")):
        told = [unit for unit in passages if _text(unit, language).strip()]
        alone = [unit for unit in told if not (unit.en if language == "zh" else unit.zh)]
        share = _length(alone, language) / max(1, _length(told, language))
        if len(told) >= _LEAST and share >= _MUCH_MISSING:
            message = (
                f"{len(alone)} of {len(told)} {_NAMES[language]} passages ({share:.0%} of the text) have nothing in "
                f"{_NAMES[other]}, the first is {alone[0].id}; look whether the {_NAMES[other]} file is whole"
            )
            found.append(Problem("warning", message))
    pairs = [unit for unit in passages if unit.zh and unit.en and unit.origin != "confirmed"]
    weak = sum(unit.score < AGREES for unit in pairs)
    if len(pairs) >= _LEAST and weak >= _MUCH_WEAK * len(pairs):
        message = (
            f"{weak} of {len(pairs)} pairs of passages score less than .5; look through them with `archive align ID --review`"
        )
        found.append(Problem("warning", message))
    return found


def _length(units: Iterable[TranslationUnit], language: str) -> int:
    return sum(len(_text(unit, language)) for unit in units)


def _text(unit: TranslationUnit, language: str) -> str:
    return unit.zh_text if language == "zh" else unit.en_text


def _is_told(segment: Segment) -> bool:
    return bool(segment.text.strip()) and segment.level != "notice"


def told_passages(side: Side) -> int:
    """How many passages say something, without what stands around the text."""
    return sum(map(_is_told, side.edition.segments))
