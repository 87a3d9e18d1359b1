"""Terms → TBX-Basic, entry by entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from lxml import etree

from archive import __version__
from archive.exchange.facts import Facts
from archive.exchange.tbx.dialects import OF_2008, OF_2019, STATUS_NOTE, STATUSES, Dialect
from archive.exchange.xml_reading import LANG
from archive.exchange.xml_writing import PieceWriter, element
from archive.model import Term

_XML = "http://www.w3.org/XML/1998/namespace"


def pieces(terms: Iterable[Term], facts: Facts) -> Iterator[bytes]:
    """The bytes of a TBX file of ISO 30042:2019, UTF-8."""
    return _pieces(terms, facts, OF_2019)


def pieces_of_2008(terms: Iterable[Term], facts: Facts) -> Iterator[bytes]:
    """The bytes of a TBX file of ISO 30042:2008 (martif), UTF-8: what OmegaT and translate-toolkit read."""
    return _pieces(terms, facts, OF_2008)


def _pieces(terms: Iterable[Term], facts: Facts, dialect: Dialect) -> Iterator[bytes]:
    name = f"{{{dialect.namespace}}}{dialect.root}" if dialect.namespace else dialect.root
    spaces: dict[str | None, str] = {None: dialect.namespace} if dialect.namespace else {}
    with PieceWriter() as writer, writer.file.element(name, dialect.attributes | {LANG: "en"}, nsmap={**spaces, "xml": _XML}):
        writer.file.write(_head(facts, dialect), "\n")
        with writer.file.element("text"), writer.file.element("body"):
            for number, (zh, renderings) in enumerate(groupby(terms, lambda term: term.zh), 1):
                writer.file.write("\n", _entry(f"c{number}", zh, renderings, facts, dialect))
                yield from writer.taken()
    yield from writer.taken(least=1)


def _head(facts: Facts, dialect: Dialect) -> etree._Element:
    title = element("titleStmt", None, [element("title", facts.title or "Terms")])
    source = element("sourceDesc", None, [element("p", f"Written by Duizhao {__version__}")])
    constraints = element("encodingDesc", None, [element("p", dialect.constraints, type_="XCSURI")])
    return element(dialect.head, None, [element("fileDesc", None, [title, source]), constraints])


def _entry(name: str, zh: str, renderings: Iterable[Term], facts: Facts, dialect: Dialect) -> etree._Element:
    chinese = [element(dialect.term, None, [element("term", zh)])]
    english = [_rendering(term, dialect) for term in renderings]
    sides = [_side(facts.zh_code, chinese, dialect), _side(facts.en_code, english, dialect)]
    return element(dialect.entry, None, sides, id=name)


def _side(code: str, terms: list[etree._Element], dialect: Dialect) -> etree._Element:
    made = element(dialect.language, None, terms)
    made.set(LANG, code)
    return made


def _rendering(term: Term, dialect: Dialect) -> etree._Element:
    about = [element("termNote", STATUSES[term.status], type_=STATUS_NOTE)]
    about += [element("admin", term.source, type_="source")] if term.source else []
    about += [element("note", term.note)] if term.note else []
    return element(dialect.term, None, [element("term", term.en), *about])
