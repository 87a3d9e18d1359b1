"""What a citation means among the segments of the work cited: from the numbers printed to a segment id."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from archive.model import Citation

_FIRST_PARAGRAPH = "__para_1"


def provision_id(cited: Citation) -> str | None:
    """The segment id that the numbers of a citation spell; None where it names the whole work.

    Points of an article whose paragraph is not said stand under its first; ``segment_of`` looks further.
    """
    if cited.annex is not None:
        return f"att_{cited.annex}"
    if cited.article is not None:
        article = f"art_{cited.article}" + (f"_{cited.inserted}" if cited.inserted else "")
        return article + _inside(cited)
    if cited.paragraph is not None:
        return f"para_{cited.paragraph}"
    divisions = (("part", cited.part), ("chp", cited.chapter), ("sec", cited.section))
    return "__".join(f"{name}_{number}" for name, number in divisions if number is not None) or None


def segment_of(cited: Citation, ids: Collection[str], *, within: str = "") -> str | None:
    """The segment among ``ids`` that a citation means, else the nearest that it lies in; None where there is none.

    ``within``: the segment that cites, where a document cites itself: an annex has its own articles.
    """
    wanted = provision_id(cited)
    while wanted:
        for candidate in (*_own_prefixes(wanted, within), wanted):
            if found := _present(candidate, cited, ids):
                return found
        wanted = wanted.rpartition("__")[0]
    return None


def _inside(cited: Citation) -> str:
    """``__para_2__point_3``: what lies below the article."""
    below = ""
    if cited.paragraph is not None or cited.point is not None or cited.indent is not None:
        below = f"__para_{cited.paragraph or 1}"
    if cited.point is not None:
        below += f"__point_{cited.point}"
    return below + (f"__indent_{cited.indent}" if cited.indent is not None else "")


def _own_prefixes(wanted: str, within: str) -> Iterator[str]:
    prefix = within.partition("__")[0]
    if prefix.startswith("att_"):
        yield f"{prefix}__{wanted}"


def _present(candidate: str, cited: Citation, ids: Collection[str]) -> str | None:
    if candidate in ids:
        return candidate
    if candidate.endswith(_FIRST_PARAGRAPH) and candidate.removesuffix(_FIRST_PARAGRAPH) in ids:
        return candidate.removesuffix(_FIRST_PARAGRAPH)
    if cited.paragraph is None and cited.point is not None and f"__point_{cited.point}" in candidate:
        anywhere = re.compile(re.escape(candidate).replace("para_1", r"para_\d+"))
        return next((one for one in ids if anywhere.fullmatch(one)), None)
    if candidate.startswith(("chp_", "sec_")):
        return next((one for one in ids if one.endswith(f"__{candidate}") and not one.startswith("att_")), None)
    return None
