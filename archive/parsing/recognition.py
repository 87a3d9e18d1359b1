"""One document's blocks → its facts and segments, with a problem for everything that had to be guessed or is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.errors import Problem
from archive.model import Bilingual, Citation, Document, Edition, Kind, Language, Provenance, Segment
from archive.parsing.citations import find_citations
from archive.parsing.cited_works import OPENING, stated_relations
from archive.parsing.facts import basis, document_type, effective_date, issuer_names, issuing_body, level_and_region
from archive.parsing.gazette import language_of
from archive.parsing.letterhead import Letter, take_apart, title_text
from archive.parsing.structure import Placed, Structure, sequence_problems
from archive.reading import Block, SourceText
from archive.text.bodies import body_names
from archive.text.dates import parse_date
from archive.text.document_number import canonical, parse_number
from archive.text.labels import split_label

_OPENING = 30


@dataclass(frozen=True, slots=True)
class Recognised:
    """A document found in a file (its id still empty), what it cites, and what was uncertain about it."""

    document: Document
    citations: tuple[Citation, ...]
    problems: tuple[Problem, ...]

    @property
    def edition(self) -> Edition:
        """The one edition that was read."""
        return self.document.editions[0]


def recognise(blocks: Sequence[Block], source: SourceText, *, part: bool) -> Recognised:
    """The document that the blocks are; ``part``: the file holds others too, so its lines are recorded."""
    letter = take_apart(blocks)
    language: Language = (language_of("".join(block.text for block in blocks)) == "en" and "en") or "zh"
    placed = _segments(letter, language)
    segments = tuple(place.segment for place in placed)
    lines = (blocks[0].line, blocks[-1].last_line) if part else None
    document = _document(letter, segments, language)
    edition = Edition(language, _kind(document, language), segments, provenance=Provenance(source.name, source.sha256, lines))
    return Recognised(
        document=document.with_edition(edition),
        citations=tuple(find_citations(segments, document.title.best(language))),
        problems=(*_uncertain(document, letter, blocks[0].line), *sequence_problems(placed)),
    )


def _segments(letter: Letter, language: Language) -> list[Placed]:
    """All segments in the order of the text; a notice that issues a regulation stands before it as ``notice__…``."""
    prefix = "notice__" if letter.issues_another else ""
    titled = letter.title if letter.issues_another else []
    before = [_printed_lines(f"{prefix}title", titled), _printed_lines(f"{prefix}masthead", letter.masthead)]
    before += [_printed_lines(f"{prefix}addressees", letter.addressees)]
    head = [placed for placed in before if placed]
    labels = (split_label(block.text) for block in (*letter.text, *letter.attached))
    headings = language == "en" and not any(label and label.kind == "art" for label in labels)
    taken = {place.segment.id for place in head}
    own = Structure(prefix.removesuffix("__"), taken, headings=headings)
    count = len(own.read(letter.text))
    # only after all is read: a block behind the signature may complete the last segment before it
    attached = (
        Structure("", taken, headings=headings).read(letter.attached)
        if letter.issues_another
        else own.read(letter.attached)[count:]
    )
    return [*head, *own.placed[:count], *_closing(letter, prefix), *attached]


def _printed_lines(segment_id: str, blocks: Sequence[Block]) -> Placed | None:
    """Lines of the layout as one segment; a title is one line."""
    if not blocks:
        return None
    text = title_text(blocks) if segment_id.endswith("title") else "\n".join(map(_printed, blocks))
    return Placed(Segment(segment_id, "", text), blocks[0].line)


def _closing(letter: Letter, prefix: str) -> list[Placed]:
    """Signature with date, and imprint, each one segment with its lines."""
    signature = [*letter.signature, *([letter.date] if letter.date else [])]
    closing = (_printed_lines(f"{prefix}signature", signature), _printed_lines(f"{prefix}imprint", letter.imprint))
    return [placed for placed in closing if placed]


def _printed(block: Block) -> str:
    """A line of a signature with the spaces inside names closed."""
    return "　".join(body_names(block.text)) or block.text


def _document(letter: Letter, segments: Sequence[Segment], language: Language) -> Document:
    number = canonical(letter.number.text) if letter.number else None
    title = title_text(letter.attached_title or letter.title) or _opening_words(segments)
    issued = parse_date(letter.date.text) if letter.date else None
    issuers = _issuers(letter, number)
    level, region = level_and_region(issuers, number)
    texts = [segment.text for segment in segments]
    regulation = [segment.text for segment in segments if segment.level != "notice"]
    opening = [s.text for s in segments if s.id in OPENING and not s.text.startswith(("（", "("))]
    return Document(
        id="",
        title=Bilingual(en=title or None) if language == "en" else Bilingual(zh=title or None),
        number=number,
        issuers=issuers,
        type=document_type(title),
        level=level,
        region=region,
        issued=issued,
        effective=effective_date("\n".join(regulation), issued) or effective_date("\n".join(texts), issued),
        relations=stated_relations(segments, title, basis(opening)),
    )


def _opening_words(segments: Sequence[Segment]) -> str:
    """What stands in for a title that was not recognised."""
    text = next((segment.text for segment in segments if segment.text), "")
    return f"{text[:_OPENING]}…" if len(text) > _OPENING else text


def _issuers(letter: Letter, number: str | None) -> tuple[Bilingual, ...]:
    """The signature's bodies, else the body that the title or the agency code names."""
    names = [name for block in letter.signature or letter.masthead for name in body_names(block.text)]
    if names:
        return issuer_names(names)
    named = title_text(letter.title).partition("关于")[0]
    if body_names(named):
        return issuer_names(body_names(named))
    parsed = parse_number(number or "")
    if parsed and parsed.decreeing_body:
        return issuer_names([parsed.decreeing_body])
    known = issuing_body(number)
    return (known.name,) if known else ()


def _kind(document: Document, language: Language) -> Kind:
    if document.number or document.type or any(segment.level == "article" for e in document.editions for segment in e.segments):
        return "translation" if language == "en" else "official"
    return "news"  # with neither number nor genre nor articles it may not pass for an issuer's own words


def _uncertain(document: Document, letter: Letter, line: int) -> list[Problem]:
    """What an archivist should look at, with the key of document.yaml that settles it."""
    found: list[Problem] = []
    if not (letter.attached_title or letter.title):
        found.append(Problem("warning", "no title was recognised and the opening words stand in for it; mend `title:`", line))
    if not document.number:
        found.append(Problem("warning", "no document number was recognised; if there is one, write it as `number:`", line))
    if document.number and not letter.signature:
        names = "、".join(name.best() for name in document.issuers)
        guessed = (
            f"the issuer was taken from the title or number ({names}); others may be missing" if names else "no issuer is known"
        )
        found.append(Problem("warning", f"no signature was found: {guessed}; mend `issuers:`", line))
    if not document.issued:
        found.append(Problem("warning", "no date of issue was found; write it as `issued:`", line))
    if document.number and not document.type:
        found.append(Problem("warning", "the kind of document cannot be told from its title; write it as `type:`", line))
    return found
