"""How a translation meets its original, passage by passage: by their ids."""

from __future__ import annotations

from archive.errors import Conflict, Problem
from archive.model import Document, Edition

_LISTED = 8
_NUMBERED = ("part", "chapter", "section", "article", "point", "indent", "annex")


def meeting(original: Document, translation: Edition) -> tuple[Problem, ...]:
    """How many passages of the original have a translation, which have none, which are extra. Numbering that differs is a
    warning: the translation may be of another version. Raises Conflict where no passage meets another."""
    source = original.edition("en" if translation.language == "zh" else "zh")
    if source is None:
        return ()
    ours, theirs = ({segment.id: segment for segment in edition.segments if segment.text} for edition in (source, translation))
    told = [segment for segment in ours.values() if segment.level != "notice"]
    met = sum(segment.id in theirs for segment in told)
    missing = [segment for segment in told if segment.id not in theirs]
    extra = [segment for segment in theirs.values() if segment.level != "notice" and segment.id not in ours]
    said = f"{met} of {len(told)} passages of {original.id} have their translation"
    said += f"; without one: {_list([one.id for one in missing])}" if missing else ""
    said += f"; only in the translation: {_list([one.id for one in extra])}" if extra else ""
    if not met:
        raise Conflict(f"none of its passages meets one of {original.id}; look whether it is the right file")
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
