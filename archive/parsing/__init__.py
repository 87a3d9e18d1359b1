"""Blocks → documents: ``parse`` splits a file, takes each document apart, and says what it was not sure of."""

from __future__ import annotations

from dataclasses import replace

from archive.errors import Problem
from archive.parsing.gazette import split
from archive.parsing.recognition import Recognised, recognise
from archive.reading import SourceText

__all__ = ["Recognised", "parse"]


def parse(source: SourceText) -> tuple[list[Recognised], list[Problem]]:
    """Every document in a file, each with the problems of its lines, and the problems of the file as a whole."""
    pieces, problems = split(source.blocks)
    documents = [recognise(piece, source, part=len(pieces) > 1) for piece in pieces if piece]
    of_file: list[Problem] = []
    for problem in (*source.problems, *problems):
        place = next((i for i, document in enumerate(documents) if _holds(document, problem)), None)
        if place is None:
            of_file.append(problem)
        else:
            documents[place] = replace(documents[place], problems=(problem, *documents[place].problems))
    return documents, of_file


def _holds(document: Recognised, problem: Problem) -> bool:
    lines = document.edition.provenance.lines if document.edition.provenance else None
    return lines is None or (problem.line is not None and lines[0] <= problem.line <= lines[1])
