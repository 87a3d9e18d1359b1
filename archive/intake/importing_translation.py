"""The units of a file → the translation of a document that has none. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.alignment.editions.texts import Side, join
from archive.errors import Problem
from archive.intake.importing_matches import Match, text_in
from archive.intake.importing_places import PlacedText, key
from archive.model import SEGMENT_ID, Edition, Language, Segment
from archive.text.labels import split_label
from archive.text.provision_names import provision_name

_LISTED = 8
_BRACKETED = re.compile(r"\([^()]*\)$")


@dataclass(frozen=True, slots=True)
class Translated:
    """A translation edition made of units, and what of the source it lacks."""

    edition: Edition
    problems: tuple[Problem, ...]


class _Pieces:
    """Translations by the place of their source text: atom → the text that begins there, and which atoms have one."""

    def __init__(self, text: PlacedText, found: Sequence[Match], language: Language) -> None:
        self.text = text
        self.beginning: dict[int, str] = {}
        self.covered: set[int] = set()
        self.twice: list[Match] = []
        self.alone: dict[str, str] = {}
        self.behind: dict[str, list[str]] = {}
        self.ahead: dict[str, str] = {}
        self.lost: list[Match] = []
        known: defaultdict[str, set[str]] = defaultdict(set)
        last = None
        for match in found:
            said = text_in(match.unit, language).strip()
            if said and match.how == "alone":
                self._put_alone(match, said, last, language)
            if not said or not match.stretches:
                continue
            last = self._first(match)
            known[key(text_in(match.unit, text.side.language))].add(said)
            if self.covered.isdisjoint(match.found.atoms):
                self.beginning[last] = said
                self.covered.update(match.found.atoms)
            elif self.beginning.get(last) != said:
                self.twice.append(match)
        self.repeated = sum(self._repeat(run, known) for run in text.runs())

    def _first(self, match: Match) -> int:
        """Where the translation is put: the first atom of its source that is no label."""
        return next(i for i in match.found.atoms if self.text.atoms[i].stretch is not None)

    def _put_alone(self, match: Match, said: str, last: int | None, language: Language) -> None:
        """What only the translation has stands where the file says: behind the unit before it, or as a passage of its own."""
        segments = match.unit.en_segments if language == "en" else match.unit.zh_segments
        if last in self.beginning and self.text.atoms[last].segment in segments:
            self.beginning[last] = join([self.beginning[last], said], language)
        elif segments and segments[0] in self.text.side.segments:
            self.ahead[segments[0]] = join(filter(None, [self.ahead.get(segments[0]), said]), language)
        elif not segments or not SEGMENT_ID.fullmatch(segments[0]):
            self.lost.append(match)
        else:
            self.alone[segments[0]] = join(filter(None, [self.alone.get(segments[0]), said]), language)
            self.behind.setdefault(self.text.atoms[last].segment if last is not None else "", []).append(segments[0])

    def _repeat(self, run: range, known: dict[str, set[str]]) -> bool:
        """A text that stands in several places is translated once in a file: it is put into each of them."""
        said = known.get("".join(self.text.keys[i] for i in run), set())
        if len(said) != 1 or not self.covered.isdisjoint(run):
            return False
        self.beginning[next(i for i in run if self.text.atoms[i].stretch is not None)] = next(iter(said))
        self.covered.update(run)
        return True


def translated(text: PlacedText, found: Sequence[Match], language: Language) -> Translated:
    """The edition in ``language``, segment by segment with the source's ids, and what it lacks or has twice."""
    pieces = _Pieces(text, found, language)
    saying: defaultdict[str, list[str]] = defaultdict(list)
    for segment_id, said in pieces.ahead.items():
        saying[segment_id].append(said)
    for atom in sorted(pieces.beginning):
        saying[text.atoms[atom].segment].append(pieces.beginning[atom])
    source = text.side.edition
    segments = [*_alone(pieces, "")]
    for segment in source.segments:
        if segment.id in saying or not segment.text:
            segments.append(translated_segment(segment, join(saying[segment.id], language), language))
        segments += _alone(pieces, segment.id)
    edition = Edition(language, "translation", tuple(segments), renders=source.sha256)
    return Translated(edition, tuple(_problems(pieces, text.side)))


def _alone(pieces: _Pieces, behind: str) -> Iterator[Segment]:
    """The passages that only the translation has, behind a segment of the source."""
    for segment_id in dict.fromkeys(pieces.behind.get(behind, ())):
        label = split_label(pieces.alone[segment_id])
        yield Segment(segment_id, label.printed if label else "", label.rest if label else pieces.alone[segment_id])


def _problems(pieces: _Pieces, side: Side) -> Iterator[Problem]:
    open_atoms = [
        atom.segment for i, atom in enumerate(pieces.text.atoms) if atom.stretch and atom.text and i not in pieces.covered
    ]
    begun = {pieces.text.atoms[i].segment for i in pieces.covered if pieces.text.atoms[i].stretch}
    lacking = [segment for segment in dict.fromkeys(open_atoms) if segment not in begun]
    partly = [segment for segment in dict.fromkeys(open_atoms) if segment in begun]
    told = sum(bool(segment.text) for segment in side.edition.segments)
    if lacking:
        yield Problem("warning", f"{len(lacking)} of {told} passages have no translation in the file: {_list(lacking)}")
    if partly:
        yield Problem("warning", f"only a part is translated of {_list(partly)}")
    for match in pieces.twice[:_LISTED]:
        yield Problem("warning", f"unit {match.number} translates {match.place} again and otherwise; the first one was taken")
    for match in pieces.lost:
        yield Problem("warning", f"unit {match.number} has no source text; it was left out")
    if pieces.repeated:
        yield Problem("note", f"{pieces.repeated} passages repeat another and have its translation")


def translated_segment(source: Segment, text: str, language: Language) -> Segment:
    """A segment with the id of its source; the label as the translation prints it, else as it is written in the language."""
    if not source.label:
        return Segment(source.id, "", text)
    theirs, ours = split_label(text), split_label(source.label)
    if theirs and ours and theirs.number == ours.number:
        return Segment(source.id, theirs.printed, theirs.rest)
    return Segment(source.id, written_label(source, language), text)


def written_label(source: Segment, language: Language) -> str:
    """``Article 8``, ``Chapter II``, ``(3)``, ``IV.`` for a label of the other language; a figure stays as it is."""
    if re.fullmatch(r"[0-9A-Za-z().]+", source.label):
        return source.label
    last = source.id.rpartition("__")[2]
    name = provision_name(last if not last.startswith("point") else f"art_1__{last}", language)
    if language == "zh":
        return name if last.startswith(("art", "chp", "part", "subpart")) else source.label
    if bracketed := _BRACKETED.search(name):
        return bracketed[0]
    if last.startswith("sec") and "chp" not in source.id:
        return f"{name.removeprefix('Section ')}."
    return f"{name.rpartition(' ')[2]}." if last.startswith("indent") else name


def _list(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - _LISTED} more" if len(ids) > _LISTED else ""
    return ", ".join(ids[:_LISTED]) + more
