"""One document's blocks → its facts and segments, with a problem for everything that had to be guessed or is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from archive.errors import Problem
from archive.model import Citation, Document, Edition, Language, Provenance, Segment
from archive.parsing.facts.document_facts import document_facts, edition_kind
from archive.parsing.facts.evidence import Evidence
from archive.parsing.facts.form_block import Form
from archive.parsing.facts.uncertain import uncertain
from archive.parsing.letter.head import title_text
from archive.parsing.letter.letterhead import Letter, take_apart
from archive.parsing.structure.sequence import Placed, sequence_problems
from archive.parsing.structure.structure import Structure
from archive.reading import Block, SourceText
from archive.text.bodies import body_names
from archive.text.labels import split_label
from archive.text.sentences import language_of


@dataclass(frozen=True, slots=True)
class Recognised:
    """A document found in a file (its id still empty), what it cites, what was uncertain about it, and what its facts rest on."""

    document: Document
    citations: tuple[Citation, ...]
    problems: tuple[Problem, ...]
    evidence: Mapping[str, Evidence] = field(default_factory=dict)

    @property
    def edition(self) -> Edition:
        """The one edition that was read."""
        return self.document.editions[0]


def recognise(blocks: Sequence[Block], source: SourceText, *, part: bool, form: Form | None = None) -> Recognised:
    """The document that the blocks are; ``part``: the file holds others too, so its lines are recorded.

    ``form``: what a government page states above the text.
    """
    letter = take_apart(blocks)
    language: Language = (language_of("".join(block.text for block in blocks)) == "en" and "en") or "zh"
    placed = _segments(letter, language)
    segments = tuple(place.segment for place in placed)
    lines = (blocks[0].line, blocks[-1].last_line) if part else None
    first, last = blocks[0].page, blocks[-1].last_page
    pages = (first, last) if part and first and last else None
    facts = document_facts(letter, segments, language, form, {place.segment.id: place.line for place in placed})
    document = facts.document
    edition = Edition(
        language, edition_kind(document, language), segments, provenance=Provenance(source.name, source.sha256, lines, pages)
    )
    return Recognised(
        document=document.with_edition(edition),
        citations=facts.citations,
        problems=(*uncertain(facts, letter, form, blocks[0].line), *sequence_problems(placed)),
        evidence=facts.evidence,
    )


def _segments(letter: Letter, language: Language) -> list[Placed]:
    """All segments in the order of the text; a notice that issues a regulation stands before it as ``notice__…``."""
    prefix = "notice__" if letter.issues_another else ""
    titled = letter.title if letter.issues_another else []
    before = [_printed_lines(f"{prefix}title", titled), _printed_lines(f"{prefix}masthead", letter.masthead)]
    before += [_printed_lines(f"{prefix}history", letter.notice_history if letter.issues_another else letter.history)]
    before += [_printed_lines(f"{prefix}addressees", letter.addressees)]
    header = _printed_lines("history", letter.history) if letter.issues_another else None
    head = [placed for placed in before if placed]
    labels = (split_label(block.text) for block in (*letter.text, *letter.attached))
    headings = language == "en" and not any(label and label.kind == "art" for label in labels)
    taken = {place.segment.id for place in head} | ({"history"} if header else set())
    own = Structure(prefix.removesuffix("__"), taken, headings=headings, annexed=letter.annexed)
    count = len(own.read(letter.text))
    # only after all is read: a block behind the signature may complete the last segment before it
    attached = (
        Structure("", taken, headings=headings).read(letter.attached)
        if letter.issues_another
        else own.read(letter.attached)[count:]
    )
    return [*head, *own.placed[:count], *_closing(letter, prefix), *([header] if header else []), *attached]


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
    return block.text if block.is_table else "　".join(body_names(block.text)) or block.text
