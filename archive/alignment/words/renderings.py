"""What of the other side renders a stretch of one side: the term base knows, else the lexicon, else what goes with the term."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from archive.alignment.words.association import Gram
from archive.alignment.words.choosing import Question, best
from archive.alignment.words.lexicon import Lexicon
from archive.alignment.words.linked_stretches import LinkedStretches, Span, overlap
from archive.alignment.words.rendering_features import Stretch
from archive.model import Language, Term
from archive.text.folding import fold, fold_with_offsets
from archive.text.term_finding import places

RenderingOrigin = Literal["term", "lexicon", "association"]

_STATUSES = ("preferred", "admitted", "deprecated")


@dataclass(frozen=True, slots=True)
class Rendering:
    """A stretch of the other side (code points) and how it was found."""

    start: int
    end: int
    origin: RenderingOrigin


class RenderingFinder:
    """Finds how one term, typed in ``language``, is rendered in units.

    ``associated``: what of the other language goes with it and how closely; asked for only where it is needed.
    """

    def __init__(
        self,
        term: str,
        language: Language,
        terms: Sequence[Term],
        lexicon: Lexicon,
        associated: Callable[[], Mapping[Gram, float]] = dict,
    ) -> None:
        self._language: Language = language
        self._other: Language = "en" if language == "zh" else "zh"
        known = known_terms(term, language, terms)
        self._forms = list(dict.fromkeys(one.en if language == "zh" else one.zh for one in known))
        self._lexicon = lexicon
        self._associated = associated

    def find(self, text: str, spans: Sequence[Span], other: str) -> list[Rendering | None]:
        """For each of the stretches ``spans`` of ``text`` what renders it in ``other``; None where nothing was found."""
        if not other.strip() or not spans:
            return [None] * len(spans)
        if known := self._known(other, len(spans)):
            return [Rendering(*span, "term") for span in _assigned(spans, len(text), known, len(other))]
        linked, near = LinkedStretches(text, other, self._language, self._lexicon), self._associated()
        return [self._one(linked, text, span, other, near) for span in spans]

    def _one(self, linked: LinkedStretches, text: str, span: Span, other: str, near: Mapping[Gram, float]) -> Rendering | None:
        evidence, stretch = linked.evidence(span), Stretch.of(text[slice(*span)], self._language)
        found = best(Question(span, stretch, evidence, other, self._other, near))
        if found is None:
            return None
        answered = any(overlap(found, there) for _, there in evidence.inside)
        return Rendering(*found, "lexicon" if answered else "association")

    def _known(self, other: str, count: int) -> list[Span]:
        """Where the term base's renderings stand: the first of them that is there ``count`` times, else all together."""
        by_form = [_occurrences(form, other, self._other) for form in self._forms]
        enough = next((found for found in by_form if len(found) >= count), None)
        return _longest(enough or [span for found in by_form for span in found])


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
