"""Documents whose title or number is what was typed so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from whoosh.query import And, AndMaybe, Or, Phrase, Query, Term

from archive.model import LANGUAGES
from archive.text.folding import fold, fold_with_offsets
from indexer.analysis import english, number_terms, sequence
from indexer.analysis.chinese import Segmenter
from indexer.analysis.pinyin import INITIAL
from indexer.analysis.tokens import Run, Token, is_han, runs, tokens
from indexer.engine import GAP, DocumentHit, Reader
from indexer.help import typed_pinyin
from indexer.help.marks import marked, words_marked
from indexer.showing.highlight import merged
from indexer.showing.results import Span

_LOOKED_AT = 20
_FORMS = 12
"""Words that an unfinished one may become."""

BEGINS, WORD_BEGINS, SOMEWHERE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A title or number; ``rank``: ``BEGINS``, ``WORD_BEGINS`` or ``SOMEWHERE``."""

    text: str
    lang: str
    document: str
    other: str | None
    spans: Sequence[Span]
    rank: int


def titles_like(typed: str, reader: Reader, words: Segmenter) -> Iterator[Candidate]:
    """By folded text: its words in any order, as written or by pinyin, the last of them unfinished."""
    parts = [part for run in runs(typed) for part in _parts(run, words)]
    trees = [*_as_written(typed, parts, reader), *_by_sound(typed, reader)]
    for hit in _hits(reader, trees):
        titles = hit.stored["title"]
        for lang in LANGUAGES:
            spans = _spans(titles[lang], typed, parts) if titles[lang] else []
            if spans:
                other = titles["en" if lang == "zh" else "zh"]
                yield Candidate(titles[lang], lang, hit.id, other, spans, _rank(spans))
                break


def numbers_like(typed: str, reader: Reader) -> Iterator[Candidate]:
    """By folded text: its characters and digits in this order, 国令767 for 国务院令第767号; the last digits may be unfinished."""
    wanted = number_terms(token.term for token in tokens(typed) if token.term.isalnum())
    if not wanted or not all(is_han(term) or term.isdecimal() for term in wanted):
        return
    last = [wanted[-1]]
    if wanted[-1].isdecimal():
        last += [form for form, _ in reader.terms("number_characters", wanted[-1], _FORMS) if form.isdecimal()]
    needed = [Term("number_characters", term) for term in wanted[:-1]]
    tree = And([*needed, Or([Term("number_characters", form) for form in dict.fromkeys(last)])])
    for hit in reader.documents(tree, filters={}, sort="newest", limit=_LOOKED_AT, facets=False).hits:
        number = hit.stored["number"] or ""
        spans = _number_spans(number, wanted)
        if spans:
            title = hit.stored["title"]
            yield Candidate(number, "zh", hit.id, title["zh"] or title["en"], spans, _rank(spans))


def _hits(reader: Reader, trees: Sequence[Query]) -> Sequence[DocumentHit]:
    return reader.documents(Or(trees), filters={}, limit=_LOOKED_AT, facets=False).hits if trees else ()


def _parts(run: Run, words: Segmenter) -> Sequence[str]:
    if run.kind == "chinese":
        return words.words(run.text)
    return [run.text] if run.kind == "latin" else []


def _as_written(typed: str, parts: Sequence[str], reader: Reader) -> Iterator[Query]:
    """All words, the last one perhaps unfinished; side by side they count more."""
    needed: list[Query] = []
    for at, part in enumerate(parts):
        if is_han(part[0]):
            needed.append(phrase("title_characters", sequence(tuple(part))))
        else:
            forms = {part: None}
            if at == len(parts) - 1:
                forms |= dict.fromkeys(form for form, _ in reader.terms("title_characters", part, _FORMS))
            stems = dict.fromkeys(map(english.stem, forms))
            terms = [Term("title_characters", form) for form in forms]
            needed.append(Or([*terms, *(Term("title_words", stem) for stem in stems)]))
    if needed:
        yield AndMaybe(And(needed), phrase("title_characters", sequence([token.term for token in tokens(typed)])))


def _by_sound(typed: str, reader: Reader) -> Iterator[Query]:
    if any(character.isascii() and character.isalpha() for character in typed):
        for units in typed_pinyin.units(typed):
            lasts: Iterable[str] = [units[-1]]
            if units[-1].endswith(typed_pinyin.UNFINISHED):
                lasts = [form for form, _ in reader.terms("title_pinyin", units[-1][:-1], _FORMS)]
            for last in lasts:
                yield phrase("title_pinyin", _sounds((*units[:-1], last)))


def _sounds(units: Sequence[str]) -> list[str]:
    """The words of a phrase over ``title_pinyin``: syllables stand at even positions, first letters at odd ones."""
    return [term for unit in units for term in ((GAP, unit) if unit.startswith(INITIAL) else (unit, GAP))]


def phrase(stream: str, words: Sequence[str]) -> Query:
    """Terms and gaps side by side; a single term needs no phrase."""
    words = " ".join(words).strip(f" {GAP}").split()
    return Term(stream, words[0]) if len(words) == 1 else Phrase(stream, list(words))


def _spans(title: str, typed: str, parts: Sequence[str]) -> list[Span]:
    found = marked(title, typed)
    if found or not any(is_han(part[0]) for part in parts):
        return found or words_marked(title, parts)
    each = [marked(title, part) for part in parts]
    return merged(span for spans in each for span in spans) if all(each) else []


def _number_spans(number: str, wanted: Sequence[str]) -> list[Span]:
    """The tokens of a number that were typed, in order; the last of them may go on. Empty where one is missing."""
    folded = fold_with_offsets(number)
    rest, found = list(wanted), list[Token]()
    for token in tokens(fold(number)):
        if rest and (token.term == rest[0] or (len(rest) == 1 and rest[0].isdecimal() and token.term.startswith(rest[0]))):
            found.append(Token(token.term, token.start, token.start + len(rest.pop(0))))
    return merged(folded.original_span(token.start, token.end) for token in found) if not rest else []


def _rank(spans: Sequence[Span]) -> int:
    if len(spans) > 1:
        return SOMEWHERE
    return BEGINS if spans[0][0] == 0 else WORD_BEGINS
