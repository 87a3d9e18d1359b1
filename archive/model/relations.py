"""What a document says of other works."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.model.names import RelationKind


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation to another work: in this archive (``document``), or a named target that a later addition may fill.

    ``segments``: where in its own text the document says so; ``provisions``: the parts of the target that it means (both as
    segment ids).
    """

    kind: RelationKind
    title: str | None = None
    number: str | None = None
    document: str | None = None
    segments: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """《title》第X条之X第X款第（X）项第X目, found in a segment; numbers are None where the citation does not go so deep.

    ``inserted``: the X of 第八十条之X; ``number``: the document number printed behind the title (the title is empty where a
    number stands alone); ``part``, ``chapter``, ``section``, ``annex``: 编, 章, 节, 附件; ``own``: the document cites itself;
    ``start`` and ``end``: where in the segment's text it is printed (offsets in code points). The last three do not make two
    citations different.
    """

    segment: str
    title: str
    article: int | None = None
    paragraph: int | None = None
    point: int | None = None
    indent: int | None = None
    inserted: int | None = None
    number: str | None = None
    part: int | None = None
    chapter: int | None = None
    section: int | None = None
    annex: int | None = None
    own: bool = field(default=False, compare=False)
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)
