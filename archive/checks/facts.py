"""Facts that are missing, in no list, or contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from archive.checks.located import Located
from archive.comparing.likeness import are_dated_apart
from archive.data import body, is_report, table
from archive.errors import Problem
from archive.model import Document
from archive.text.document_number import canonical, parse_number
from archive.text.sentences import count_han, has_han


def missing(document: Document) -> list[str]:
    """The facts that a complete entry has and this one lacks, by their names in ``document.yaml``."""
    wanted: dict[str, object] = {
        "title.zh": document.title.zh,
        "title.en": document.title.en,
        "issuers": document.issuers,
        "type": document.type,
        "issued": document.issued,
        "topics": document.topics,
        "abstract.zh": document.abstract.zh,
        "abstract.en": document.abstract.en,
        "source": document.source.title or document.source.publisher or document.source.url,
        "added": document.added,
    }
    if not is_report(document.type) and not any(edition.kind == "news" for edition in document.editions):
        wanted |= {"number": document.number, "level": document.level, "status": document.status != "unknown"}
    if document.level in ("provincial", "municipal"):
        wanted["region"] = document.region
    return [name for name, value in wanted.items() if not value]


def check(located: Located) -> Iterator[Problem]:
    """Completeness, and agreement with the lists in ``archive/data``."""
    document = located.document
    absent = missing(document)
    lacking = [name for name in absent if name not in document.unstated]
    if lacking:
        names = ", ".join(lacking)
        yield located.fact(f"not filled in: {names}; add what is known, and list what the source does not say under `unstated:`")
    for name in document.unstated:
        if name not in absent:
            yield located.fact(f"`unstated` lists {name}, which is given or never asked for; take it out there", "unstated")
    yield from _languages(located)
    yield from _names(located)
    yield from _lists(located)
    if document.level == "national" and document.region:
        yield located.fact("a national document has no region; take out `region:` or mend `level:`", "region")


def _languages(located: Located) -> Iterator[Problem]:
    document = located.document
    for key, bilingual in (("title", document.title), ("abstract", document.abstract)):
        if bilingual.zh and not has_han(bilingual.zh):
            yield located.fact(f"the Chinese {key} has no Chinese character; write it under `en:`", key, "zh")
        if bilingual.en and (not bilingual.en.strip() or count_han(bilingual.en) > len(bilingual.en) // 3):
            yield located.fact(f"the English {key} is not English; write it in English", key, "en")


def _names(located: Located) -> Iterator[Problem]:
    for place, issuer in enumerate(located.document.issuers):
        if not (issuer.zh and issuer.en):
            yield located.fact("an issuer is named in both languages; add `zh:` or `en:`", "issuers", place)
            continue
        known = body(issuer.zh)
        if known and (known.name.zh, known.name.en) != (issuer.zh, issuer.en):
            message = (
                f"{issuer.zh} / {issuer.en} is {known.name.zh} / {known.name.en} in archive/data/bodies.tsv; make them agree"
            )
            yield located.fact(message, "issuers", place)


def _lists(located: Located) -> Iterator[Problem]:
    document = located.document
    for key, values in (("topics", list(document.topics)), ("issuers", [issuer.best() for issuer in document.issuers])):
        if len(set(values)) < len(values):
            yield located.fact(f"one of the {key} stands here twice; take it out", key)
    if document.type and document.type not in {row["zh"] for row in table("types")}:
        message = f"the type {document.type!r} is not in archive/data/types.tsv; add it there with its English name"
        yield located.fact(message, "type")
    for topic in sorted(set(document.topics) - {row["key"] for row in table("topics")}):
        yield located.fact(f"the topic {topic!r} is not in archive/data/topics.tsv; add it there with its names", "topics")
    if document.level == "provincial" and document.region and document.region not in {row["zh"] for row in table("regions")}:
        yield located.fact(f"the region {document.region!r} is not in archive/data/regions.tsv; write its full name", "region")


def by_number(everything: Mapping[str, Document]) -> dict[str, dict[str, Document]]:
    """The documents that bear each number, by the name of their folder."""
    found: defaultdict[str, dict[str, Document]] = defaultdict(dict)
    for folder, document in everything.items():
        if document.number:
            found[document.number][folder] = document
    return dict(found)


def check_number(located: Located, numbered: Mapping[str, Mapping[str, Document]]) -> Iterator[Problem]:
    """The document number: canonical, and of one document only. ``numbered``: all documents, as ``by_number`` has them."""
    document = located.document
    if not document.number:
        return
    if parse_number(document.number) is None:
        yield located.fact(f"{document.number!r} is no document number; write one such as 国卫医急发〔2024〕13号", "number")
    elif canonical(document.number) != document.number:
        yield located.fact(f"the number is not in canonical form; write {canonical(document.number)}", "number")
    twins = numbered.get(document.number, {})
    other = next((folder for folder, twin in twins.items() if not are_dated_apart(document, twin)), located.folder.name)
    if other != located.folder.name:
        message = (
            f"the number {document.number} is also that of {other}; one document is one folder (versions of it have one title "
            "and each its own `issued:`)"
        )
        yield located.fact(message, "number", severity="error")
