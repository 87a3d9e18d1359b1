"""The schemas of the two tantivy indexes, documents and passages: fields that take ready terms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from tantivy import Document, Filter, Index, Schema, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from indexer.engine import DOCUMENT_STREAMS, FACETS, GAP, PASSAGE_STREAMS, Stream

SCHEMA_VERSION = "1"
"""Changes with the schemas: an index made with others is made again."""

DOCUMENTS, PASSAGES = "documents", "passages"
"""The two indexes, by folder. Each kind of entry has its own, so that each has its own statistics."""

STREAMS: Final[Mapping[str, Mapping[str, bool]]] = {DOCUMENTS: DOCUMENT_STREAMS, PASSAGES: PASSAGE_STREAMS}
EXACT: Final[Mapping[str, frozenset[str]]] = {DOCUMENTS: frozenset({"document", *FACETS}), PASSAGES: frozenset({"document"})}
"""Fields whose whole value is one term; they filter and never score."""

_STREAM = "stream"
_UNSAFE = str.maketrans(dict.fromkeys("\t\n\f\r", "\ufffd"))


def schema(kind: str) -> Schema:
    """Every entry has its document's id, the revision of the document it belongs to, and what is stored as JSON.

    ``newest`` and ``oldest`` sort documents (see ``sort_keys``); ``mark`` is a ``Mark`` (terms are read quicker
    than what is stored); ``ordinal`` is a passage's place in its document.
    """
    builder = SchemaBuilder()
    builder.add_text_field("document", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("revision", indexed=True, fast=True)
    builder.add_bytes_field("stored", stored=True)
    for stream, positions in STREAMS[kind].items():
        builder.add_text_field(stream, tokenizer_name=_STREAM, index_option="position" if positions else "freq")
    if kind == PASSAGES:
        builder.add_integer_field("ordinal", fast=True)
        return builder.build()
    builder.add_integer_field("issued", fast=True)
    builder.add_text_field("mark", tokenizer_name="raw", index_option="basic")
    for field in (*FACETS, "newest", "oldest"):
        builder.add_text_field(field, fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def register(index: Index) -> None:
    """Give an index that is to be written the tokenizer of streams; a gap takes a position and leaves no term."""
    terms = TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.custom_stopword([GAP])).build()
    index.register_tokenizer(_STREAM, terms)


def add_text(entry: Document, field: str, text: Stream) -> None:
    """Add text to an entry, as it is or, where tantivy cannot take it, made safe."""
    entry.add_text(field, safe(text))


def safe(text: str) -> str:
    """Text whose only white space that tantivy knows is the space, and without lone surrogates; the same for terms asked for.

    U+FFFD is put in the place of others. Nearly all texts are safe: looking for each character is the quickest check.
    """
    if "\n" in text or "\t" in text or "\r" in text or "\f" in text:
        text = text.translate(_UNSAFE)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-8", "replace").decode()
    return text


def sort_keys(document_id: str, issued: int) -> tuple[str, str]:
    """``newest`` and ``oldest``: a date of eight digits that ascends in the order wanted, unknown ones last; space; id."""
    return f"{99999999 - issued:08} {document_id}", f"{issued or 99999999:08} {document_id}"


class Mark(NamedTuple):
    """What is read of all documents at once."""

    revision: int
    issued: int
    document: str
    fingerprint: str

    def term(self) -> str:
        """As it is indexed."""
        return "\0".join(map(str, self))

    @classmethod
    def of(cls, term: str) -> Mark:
        """The mark of a term."""
        revision, issued, document, fingerprint = term.split("\0")
        return cls(int(revision), int(issued), document, fingerprint)
