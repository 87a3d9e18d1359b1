"""How a translation meets its original, passage by passage: by their ids, and by what they say."""

from __future__ import annotations

from collections.abc import Sequence

from archive.alignment.editions.editions import Alignment, align_editions
from archive.alignment.editions.odds import AGREES
from archive.alignment.words.lexicon import Lexicon
from archive.errors import Conflict, Problem
from archive.model import Document, Edition, Term

_LISTED = 8
_NUMBERED = ("part", "chapter", "section", "article", "point", "indent", "annex")


def meeting(original: Document, translation: Edition, terms: Sequence[Term] = ()) -> tuple[Problem, ...]:
    """How many passages of the original have a translation, which have none, which are extra. Numbering that differs is a
    warning, and so are texts that do not agree: the translation may be of another version. Raises Conflict where no passage
    meets another by its number or its text."""
    source = original.edition("en" if translation.language == "zh" else "zh")
    if source is None:
        return ()
    zh, en = (source, translation) if source.language == "zh" else (translation, source)
    alignment = align_editions(zh, en, Lexicon(terms))
    by_id = _by_id(original.id, source, translation)
    if by_id is None and not _texts_meet(alignment):
        raise Conflict(f"none of its passages meets one of {original.id}; look whether it is the right file")
    return (*(by_id or ()), *alignment.problems)


def _texts_meet(alignment: Alignment) -> bool:
    """Whether a third of the text or more stands in pairs that score well."""
    told = sum(len(unit.en_text) for unit in alignment.passages)
    return 3 * sum(len(unit.en_text) for unit in alignment.passages if unit.zh and unit.score >= AGREES) >= told > 0


def _by_id(document_id: str, source: Edition, translation: Edition) -> tuple[Problem, ...] | None:
    """What ids say; None where not one is in both."""
    ours, theirs = ({segment.id: segment for segment in edition.segments if segment.text} for edition in (source, translation))
    told = [segment for segment in ours.values() if segment.level != "notice"]
    met = sum(segment.id in theirs for segment in told)
    missing = [segment for segment in told if segment.id not in theirs]
    extra = [segment for segment in theirs.values() if segment.level != "notice" and segment.id not in ours]
    said = f"{met} of {len(told)} passages of {document_id} have their translation"
    said += f"; without one: {_list([one.id for one in missing])}" if missing else ""
    said += f"; only in the translation: {_list([one.id for one in extra])}" if extra else ""
    if not met:
        return None
    found = [Problem("note", said)]
    numbered = [one.id for one in (*missing, *extra) if one.level in _NUMBERED]
    if numbered:
        message = (
            f"the numbering disagrees at {_list(numbered)}; look whether it is of another version or another text "
            "(`archive undo` takes it out again)"
        )
        found.append(Problem("warning", message))
    return tuple(found)


def _list(ids: list[str]) -> str:
    more = f" and {len(ids) - _LISTED} more" if len(ids) > _LISTED else ""
    return ", ".join(ids[:_LISTED]) + more
