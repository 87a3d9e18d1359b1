"""What stands around a text, as lists for other programs: addressees, annexes, whom to ask, what the print line says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.model import Edition, Segment

_COMMA = re.compile(r"[，,；;](?![^（(]*[）)])")
_BETWEEN = re.compile(r"、(?![^（(]*[）)])")
_ENDS_A_NAME = re.compile(r"(?:[委厅局部院会办府署行校司团]|单位|机构|中心|企业|公司|部门|协会|医院|总队|妇联|残联|[）)])\s*$")
_CONTACT = re.compile(r"联\s*系\s*(?:人|电话|方式|地址)|电\s*话[：:]|传\s*真[：:]|邮\s*箱[：:]|Contact")
_ANNEX_HEAD = re.compile(r"^(?:附\s*[件录表]\s*|Annex(?:es)?|Attachments?)[：:]?\s*")
_ORDINAL = re.compile(r"(?:^|[\n；;\s])(?=\d{1,2}[.．、]\s*\D)")
_ORDINAL_HEAD = re.compile(r"^\d{1,2}[.．、]\s*")


def addressees(edition: Edition) -> list[str]:
    """The bodies to which a document is addressed, as printed, one an entry."""
    names: list[str] = []
    text = "".join(segment.text for segment in _named(edition, "addressees"))
    for part in _COMMA.split(text.rstrip("：: ")):
        unfinished = ""
        for word in _BETWEEN.split(part):  # 各省、自治区、直辖市人民政府 is one addressee, 财政厅、民政厅 are two
            unfinished = f"{unfinished}、{word}" if unfinished else word.strip()
            if _ENDS_A_NAME.search(unfinished):
                names.append(unfinished)
                unfinished = ""
        names += [unfinished] if unfinished else []
    return names


def annexes(edition: Edition) -> list[str]:
    """The titles of the annexes: of those in the text and of those that the list of annexes names; each once."""
    listed = [title for segment in _named(edition, "annexes") for title in _listed(segment.text)]
    heads = [segment.text or segment.label for segment in edition.segments if segment.level == "annex"]
    titles = [*listed, *heads]
    return list(dict.fromkeys(title for title in titles if not any(title != other and title in other for other in titles)))


def contacts(edition: Edition) -> list[str]:
    """The lines that say whom to ask: 联系人, 联系电话."""
    return [line for segment in _closing(edition) for line in segment.text.split("\n") if _CONTACT.search(line)]


def printing(edition: Edition) -> list[str]:
    """The other lines of the imprint: how public it is, who gets copies, who printed it and when."""
    lines = [line for segment in _named(edition, "imprint") for line in segment.text.split("\n")]
    return [line for line in lines if line and not _CONTACT.search(line)]


def _named(edition: Edition, name: str) -> Iterator[Segment]:
    return (segment for segment in edition.segments if segment.id.rpartition("__")[2] == name)


def _closing(edition: Edition) -> Sequence[Segment]:
    """Where contacts stand: in the imprint, or in the last paragraphs of the text."""
    last = edition.segments[-8:]
    return list(dict.fromkeys([*_named(edition, "imprint"), *(s for s in last if len(s.text) < 200)]))


def _listed(text: str) -> Iterator[str]:
    """附件：1.甲表 2.乙表 → 甲表, 乙表."""
    text = _ANNEX_HEAD.sub("", text.strip())
    for part in _ORDINAL.split(text) if re.search(r"\d{1,2}[.．、]", text) else text.split("\n"):
        if title := _ORDINAL_HEAD.sub("", _ANNEX_HEAD.sub("", part.strip())).rstrip("；;。. "):
            yield title
