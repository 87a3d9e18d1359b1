"""What a document is: a work with one edition a language and kind (FRBR: work, expression). Frozen, no I/O.

A segment's id follows Akoma Ntoso 3.0 eIds and says its level; the same id in two editions is the same passage.
"""

from archive.model.document import Document, Note, Source, Term
from archive.model.names import (
    KINDS,
    LANGUAGES,
    LEVELS,
    RELATION_KINDS,
    STATUSES,
    Bilingual,
    Kind,
    Language,
    Level,
    PartialDate,
    RelationKind,
    Status,
    is_document_id,
)
from archive.model.relations import Citation, Relation
from archive.model.text import LEVELS_BY_COMPONENT, SEGMENT_ID, Edition, Provenance, Segment, edition_order
from archive.model.units import Stretch, TranslationUnit, UnitLevel, UnitOrigin

__all__ = [
    "KINDS",
    "LANGUAGES",
    "LEVELS",
    "LEVELS_BY_COMPONENT",
    "RELATION_KINDS",
    "SEGMENT_ID",
    "STATUSES",
    "Bilingual",
    "Citation",
    "Document",
    "Edition",
    "Kind",
    "Language",
    "Level",
    "Note",
    "PartialDate",
    "Provenance",
    "Relation",
    "RelationKind",
    "Segment",
    "Source",
    "Status",
    "Stretch",
    "Term",
    "TranslationUnit",
    "UnitLevel",
    "UnitOrigin",
    "edition_order",
    "is_document_id",
]
