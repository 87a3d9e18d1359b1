"""What an archivist should look at, with the key of document.yaml that settles it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.errors import Problem
from archive.parsing.facts.document_facts import Facts
from archive.parsing.facts.form_block import Form
from archive.parsing.facts.issuers import issuer_names, listed_names
from archive.parsing.letter.letterhead import Letter
from archive.relations import same_title
from archive.text.dates import find_dates
from archive.text.document_number import canonical, parse_number, parse_numbers

_HOMELESS = ("index", "topic", "published", "status", "other")


def uncertain(facts: Facts, letter: Letter, form: Form | None, line: int) -> list[Problem]:
    """Facts that are missing or guessed, and where the form and the text say different things."""
    document, evidence = facts.document, facts.evidence
    found: list[Problem] = []
    title = evidence.get("title")
    if title is None or title.how == "guessed":
        found.append(Problem("warning", "no title was recognised and the opening words stand in for it; mend `title:`", line))
    if not document.number and _has_number(facts, letter):
        found.append(Problem("warning", "no document number was recognised; if there is one, write it as `number:`", line))
    issuers = evidence.get("issuers")
    if document.number and not letter.signature and (issuers is None or issuers.how != "printed"):
        names = "、".join(name.best() for name in document.issuers)
        guessed = (
            f"the issuer was taken from the title or number ({names}); others may be missing" if names else "no issuer is known"
        )
        found.append(Problem("warning", f"no signature was found: {guessed}; mend `issuers:`", line))
    issued = evidence.get("issued")
    if not document.issued:
        found.append(Problem("warning", "no date of issue was found; write it as `issued:`", line))
    elif issued and issued.how != "printed":
        message = f"no signature has a date; {document.issued} was taken from “{issued.quote}”: mend `issued:` if it is another"
        found.append(Problem("note", message, issued.line or line, page=issued.page))
    if document.number and not document.type:
        found.append(Problem("warning", "the kind of document cannot be told from its title; write it as `type:`", line))
    if letter.number and len(numbers := parse_numbers(letter.number.text)) > 1:
        others = "、".join(map(str, numbers[1:]))
        message = f"a joint document: the first number was taken; it is also {others}; mend `number:` if that is the main one"
        found.append(Problem("note", message, letter.number.line, page=letter.number.page))
    return [*found, *(_about_form(facts, form) if form else ())]


def _has_number(facts: Facts, letter: Letter) -> bool:
    """Whether such a text bears a number: not a news article, nor a statute whose header says who adopted it."""
    return not letter.history and (bool(facts.document.type) or bool(letter.signature) or bool(letter.addressees))


def _about_form(facts: Facts, form: Form) -> Iterator[Problem]:
    """Entries that document.yaml has no key for, and entries that the text contradicts."""
    taken = {one.quote for one in facts.evidence.values()}
    entries = (f"{entry.label}：{entry.value}" for entry in form.entries if entry.fact in _HOMELESS and entry.value)
    homeless = [entry for entry in entries if entry not in taken]
    if homeless:
        listed = "；".join(homeless)
        message = (
            f"entries of the page's form that document.yaml has no key for were left out: {listed}; note them if you need them"
        )
        yield Problem("note", message, form.entries[0].line, page=form.entries[0].page)
    for fact, printed, stated, line in _pairs(facts, form):
        if printed != stated:
            message = f"the page's form says {stated}, the text {printed}; the text was followed: look at `{fact}:`"
            yield Problem("warning", message, line)


def _pairs(facts: Facts, form: Form) -> Iterator[tuple[str, str, str, int]]:
    """Each fact that both the text and the form state: its name, as in the text, as in the form, the form's line."""
    document = facts.document
    number, issued, issuers, title = (form.entry(fact) for fact in ("number", "issued", "issuers", "title"))
    if (
        number
        and document.number
        and (stated := parse_number(number.value))
        and stated.serial
        and _is_text(facts, "number", form)
    ):
        printed = parse_number(document.number)
        same = printed and (printed.year, printed.serial) == (stated.year, stated.serial) and stated.agency in printed.agency
        yield "number", document.number, document.number if same else canonical(number.value), number.line
    if issued and document.issued and _is_text(facts, "issued", form) and (days := find_dates(issued.value)):
        yield "issued", str(document.issued), str(days[0][2]), issued.line
    if issuers and _is_text(facts, "issuers", form) and (names := issuer_names(listed_names(issuers.value))):
        known = document.issuers if set(names) <= set(document.issuers) else names  # a page names the first of several
        yield "issuers", _joined(document.issuers), _joined(known), issuers.line
    if title and document.title.zh and _is_text(facts, "title", form):
        same_words = same_title(title.value, document.title.zh) or re.sub(r"\W", "", document.title.zh) in re.sub(
            r"\W", "", title.value
        )
        yield "title", document.title.zh, document.title.zh if same_words else title.value, title.line


def _is_text(facts: Facts, fact: str, form: Form) -> bool:
    """Whether a fact was read from the text and not from the form itself."""
    found = facts.evidence.get(fact)
    return found is not None and found.line not in {entry.line for entry in form.entries}


def _joined(names: tuple[object, ...]) -> str:
    return "、".join(getattr(name, "zh", "") or "" for name in names)
