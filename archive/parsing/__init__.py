"""Blocks → documents: ``parse`` splits a file, takes each document apart, and says what it was not sure of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.errors import Problem
from archive.parsing.facts.form_block import Form, take_off
from archive.parsing.letter.head_lines import separated
from archive.parsing.recognition import Recognised, recognise
from archive.parsing.splitting.gazette import split
from archive.reading import Block, SourceText

__all__ = ["Recognised", "parse"]


def parse(source: SourceText) -> tuple[list[Recognised], list[Problem]]:
    """Every document in a file, each with the problems of its lines, and the problems of the file as a whole."""
    blocks, forms = take_off(source.blocks)
    pieces, problems = split(separated(blocks))
    several = len(pieces) > 1
    documents = [_document(piece, source, _forms_of(piece, pieces, forms), part=several) for piece in pieces if piece]
    of_file: list[Problem] = []
    for problem in (*source.problems, *problems):
        place = next((i for i, document in enumerate(documents) if _holds(document, problem)), None)
        if place is None:
            of_file.append(problem)
        else:
            documents[place] = replace(documents[place], problems=(problem, *documents[place].problems))
    return documents, of_file


def _document(piece: list[Block], source: SourceText, forms: list[Form], *, part: bool) -> Recognised:
    """One document; the date and author of an article, which only its page could tell, are a form of its own."""
    text, own = take_off(piece)
    entries = [entry for form in (*forms, *own) for entry in form.entries]
    line = max((form.line for form in (*forms, *own)), default=0)
    return recognise(text or piece, source, part=part, form=Form(tuple(entries), line) if entries else None)


def _forms_of(piece: list[Block], pieces: Sequence[Sequence[Block]], forms: Sequence[Form]) -> list[Form]:
    """The forms that stand above a document or in it: behind the end of the one before."""
    if not forms:
        return []
    ends = [other[-1].last_line for other in pieces if other and other[-1].last_line < piece[0].line]
    after = max(ends, default=0)
    return [form for form in forms if after < form.line <= piece[-1].last_line]


def _holds(document: Recognised, problem: Problem) -> bool:
    lines = document.edition.provenance.lines if document.edition.provenance else None
    return lines is None or (problem.line is not None and lines[0] <= problem.line <= lines[1])
