"""What of the other side renders a stretch of one side: the term base knows, else the lexicon, else what goes with the term."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from archive.alignment.words.association import Associated, Span, stretches
from archive.alignment.words.lexicon import Lexicon
from archive.alignment.words.linked_stretches import DICTIONARY, LinkedStretches, overlap
from archive.model import Language, Term
from archive.text.folding import fold, fold_with_offsets
from archive.text.term_finding import places

RenderingOrigin = Literal["term", "lexicon", "association"]

_STATUSES = ("preferred", "admitted", "deprecated")
_COVERED = 0.6
"""A lexicon that answers for so much of a stretch is believed."""
_PARTLY = 0.34


@dataclass(frozen=True, slots=True)
class Rendering:
    """A stretch of the other side (code points) and how it was found."""

    start: int
    end: int
    origin: RenderingOrigin


class RenderingFinder:
    """Finds how one term, typed in ``language``, is rendered in units.

    ``associated``: what of the other language goes with it, closest first; asked for only where it is needed.
    """

    def __init__(
        self,
        term: str,
        language: Language,
        terms: Sequence[Term],
        lexicon: Lexicon,
        associated: Callable[[], Sequence[Associated]] = tuple,
    ) -> None:
        self._language: Language = language
        self._other: Language = "en" if language == "zh" else "zh"
        known = known_terms(term, language, terms)
        self._forms = list(dict.fromkeys(one.en if language == "zh" else one.zh for one in known))
        self._lexicon = lexicon
        self._associated = associated

    def find(self, text: str, spans: Sequence[Span], other: str, *, quick: bool = False) -> list[Rendering | None]:
        """For each of the stretches ``spans`` of ``text`` what renders it in ``other``; None where nothing was found.

        ``quick``: the dictionary is asked for the stretch alone, not for what its neighbours answer to: a tenth of the time,
        and of several places with the same words the first is taken.
        """
        if not other.strip() or not spans:
            return [None] * len(spans)
        if known := self._known(other, len(spans)):
            return [Rendering(*span, "term") for span in _assigned(spans, len(text), known, len(other))]
        near = self._closest(other)
        if quick:
            return [self._one(self._alone(text[slice(*span)], other), next(iter(near), ())) for span in spans]
        whole = LinkedStretches(text, other, self._language, self._lexicon)
        free = [next((left for spots in near if (left := whole.free(span, spots))), ()) for span in spans]
        return [self._one(whole.of(span), beside) for span, beside in zip(spans, free, strict=True)]

    def _alone(self, stretch: str, other: str) -> tuple[Span | None, float]:
        return LinkedStretches(stretch, other, self._language, DICTIONARY).of((0, len(stretch)))

    def _known(self, other: str, count: int) -> list[Span]:
        """Where the term base's renderings stand: the first of them that is there ``count`` times, else all together."""
        by_form = [_occurrences(form, other, self._other) for form in self._forms]
        enough = next((found for found in by_form if len(found) >= count), None)
        return _longest(enough or [span for found in by_form for span in found])

    @staticmethod
    def _one(found: tuple[Span | None, float], near: Sequence[Span]) -> Rendering | None:
        """The lexicon's answer where it answers for most of the term, else what goes with the term, else what little it says."""
        linked, covered = found
        if linked and covered >= _COVERED:
            return Rendering(*linked, "lexicon")
        if near:
            return Rendering(*(min(near, key=lambda one: abs(one[0] - linked[0])) if linked else near[0]), "association")
        return Rendering(*linked, "lexicon") if linked and covered >= _PARTLY else None

    def _closest(self, other: str) -> list[list[Span]]:
        """Where the sequences stand that go with the term, the closest first."""
        associated = self._associated()
        there = stretches(other, self._other) if associated else {}
        return [there[one.gram] for one in associated if one.gram in there]


def known_terms(term: str, language: Language, terms: Sequence[Term]) -> list[Term]:
    """The lines of the term base for a term, preferred forms first, deprecated ones last, the longest of each first."""
    wanted = _key(term)
    if language == "zh":
        found = [one for one in terms if _key(one.zh) == wanted]
    else:
        found = [one for one in terms if _key(one.en)[:2] == wanted[:2] and _is_form(term.strip(), one.en)]
    return sorted(found, key=lambda one: (_STATUSES.index(one.status), -len(one.en if language == "zh" else one.zh)))


def _is_form(one: str, other: str) -> bool:
    """Whether one English term is the other in the plural or in another form of a verb."""
    return (0, len(one)) in places(other, one) or (0, len(other)) in places(one, other)


def _key(term: str) -> str:
    return "".join(fold(term).split())


def _occurrences(form: str, text: str, language: Language) -> list[Span]:
    if language == "en":
        return places(form, text)
    folded, wanted = fold_with_offsets(text), fold(form)
    starts = [i for i in range(len(folded.text)) if folded.text.startswith(wanted, i)] if wanted else []
    return [folded.original_span(start, start + len(wanted)) for start in starts]


def _longest(spans: Sequence[Span]) -> list[Span]:
    """In order, without those that lie in a longer one."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda one: (one[0] - one[1], one[0])):
        if not any(overlap(span, other) for other in kept):
            kept.append(span)
    return sorted(kept)


def _assigned(spans: Sequence[Span], length: int, found: Sequence[Span], other_length: int) -> list[Span]:
    """For each stretch one of the places found: by their order where there are as many, else the one that lies most alike."""
    if len(spans) == len(found):
        return list(found)
    return [min(found, key=lambda one: abs(one[0] / other_length - span[0] / length)) for span in spans]
