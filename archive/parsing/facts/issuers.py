"""Who issued a document: read off its signature, letterhead, title, form, decree or agency code, with full names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.data import Body, alternation, body, coded_bodies, full_local_name
from archive.model import Bilingual
from archive.parsing.facts.evidence import Evidence, of_blocks, of_entry
from archive.parsing.facts.form_block import Form
from archive.parsing.letter.head import title_text
from archive.parsing.letter.letterhead import Letter
from archive.parsing.statute.enactments import StatuteHeader
from archive.reading import Block
from archive.text.bodies import body_names, known_name
from archive.text.document_number import DocumentNumber, parse_number

_ENDS_NAMES = re.compile(
    r"关于|印发|转发|批转|发布|公布|颁布|修订|贯彻|执行|落实|对|（|\(|《|令|公告|通告|通报|通知|决定|命令|文件|函|批复|等(?=[\S]{0,4}(?:部门|单位|部委|局|委))"
)
_MORE = re.compile(r"等[\S]{0,4}(?:部门|单位|部委)")
_PRESIDENT = "中华人民共和国主席"
_BETWEEN = re.compile(r"[\s、，,；;/|]+|(?<=[委部局厅院会署行])和(?=[\u4e00-\u9fff])")
_OFFICE = re.compile(rf"(?:{alternation('offices')})[：:\s]*\S{{0,8}}$")
_PASSED = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{0,14}?)第[一二三四五六七八九十百]{1,4}届(?P<nation>全国)?人民代表大会(?P<committee>常务委员会)?"
    r"[^。；，\s]{0,6}第?[一二三四五六七八九十百]{0,5}次?会议"
)
_ENGLISH_TITLE = re.compile(
    r"(?:Notice|Circular|Announcement|Opinions|Measures|Letter|Reply) (?:of|by|from) (?:the )?(.+?) (?:on|Regarding|Concerning)\b"
)
_ENGLISH = re.compile(r"(?:Issued|Promulgated|Released) by(?: the)?:? (?P<name>[A-Z][^.;\n]{3,90}?)(?= on\b|[.;,)]|$)")


def issuer_names(names: Sequence[str]) -> tuple[Bilingual, ...]:
    """Bodies as printed → full names in both languages where the lists of bodies have them."""
    full = [found.name if (found := body(name)) else Bilingual(zh=full_local_name(name)) for name in names]
    return tuple(dict.fromkeys(full))


def issuing_body(number: str | None) -> Body | None:
    """The body that an agency code belongs to (国卫医急发 → 国卫): the longest code it begins with, in that year."""
    parsed = parse_number(number or "")
    known = coded_bodies(parsed.agency, parsed.year) if parsed else []
    return known[0] if known else None


def issuers(
    letter: Letter, form: Form | None, number: DocumentNumber | None, header: StatuteHeader
) -> tuple[tuple[Bilingual, ...], Evidence | None]:
    """The issuers in the order printed, and what they were read from."""
    entry = form.entry("title") if form else None
    title = title_text(letter.title) or (entry.value if entry else "")
    stated = form.entry("issuers") if form else None
    by_form = (listed_names(stated.value), of_entry("printed", stated)) if stated else ([], None)
    readings = [
        (_signed(letter.signature), of_blocks("printed", letter.signature)),
        (_headed(letter.masthead), of_blocks("printed", letter.masthead)),
        by_form if _MORE.search(title) else ([], None),
        ([header.body] if header.body else [], of_blocks("printed", letter.history)),
        (title_names(title), of_blocks("derived", letter.title)),
        by_form,
        (_of_decree(letter, number), of_blocks("derived", [letter.number] if letter.number else [])),
        (_passed(letter), of_blocks("derived", [*letter.text, *letter.attached][:1])),
        (_signed(letter.text[:3]) if letter.title and title.isascii() else [], of_blocks("derived", letter.text[:3])),
        (title_names(title_text(letter.attached_title)), of_blocks("derived", letter.attached_title)),
    ]
    names, evidence = next(((names, evidence) for names, evidence in readings if names), ([], None))
    if names:
        return issuer_names(names), evidence
    coded = issuing_body(str(number) if number else None)
    return ((coded.name,), of_blocks("guessed", [letter.number] if letter.number else [])) if coded else ((), None)


def title_names(title: str) -> list[str]:
    """The bodies with which a title begins: 财政部 税务总局关于…, 最高人民法院、最高人民检察院关于…."""
    end = _ENDS_NAMES.search(title)
    if end:
        return listed_names(title[: end.start()])
    if title.isascii():
        found = _ENGLISH_TITLE.match(title)
        return [found[1]] if found and body(found[1]) else []
    return []


def listed_names(text: str) -> list[str]:
    """The bodies that a text consists of, with marks between them; empty for any other text."""
    text = re.sub(r"[（(]原?[^（()）]*[)）]", "", text).strip()
    if found := body(text):
        return [found.name.zh or text]
    names: list[str] = []
    for part in filter(None, _BETWEEN.split(text)):
        found_names = body_names(part)
        if not found_names:
            return [] if not body_names(text) else body_names(text)
        names += found_names
    return names


def _signed(blocks: Sequence[Block]) -> list[str]:
    """The bodies of a signature; where only a person signs, the body whose head it is."""
    names: list[str] = []
    for block in blocks:
        printed = body_names(block.text)
        if not printed and (office := _OFFICE.search(block.text)):
            known = known_name(re.sub(r"\s", "", block.text[: office.end()]))
            printed = [known] if known and known != _PRESIDENT else []
        if names and printed and body(f"{names[-1]}{printed[0]}"):  # a name on two lines: …委员会 / 办公厅
            names[-1] += printed.pop(0)
        names += printed
    return names or [match["name"] for block in blocks if (match := _ENGLISH.search(block.text)) and body(match["name"])]


def _headed(blocks: Sequence[Block]) -> list[str]:
    """The bodies of a letterhead: …文件, …令."""
    texts = [re.sub(r"\s*(?:文\s*件|令|公告|通告|签发人.*)$", "", block.text) for block in blocks]
    return [name for text in texts for name in (body_names(text) or listed_names(text))]


def _of_decree(letter: Letter, number: DocumentNumber | None) -> list[str]:
    if not number or not number.decreeing_body:
        return []
    if number.decreeing_body == "主席":  # a law is the congress's, whoever promulgates it
        return _passed(letter) or ["国家主席"]
    return listed_names(number.decreeing_body) or [number.decreeing_body]


def _passed(letter: Letter) -> list[str]:
    """The congress that passed a law: …第十届人民代表大会常务委员会第十八次会议通过."""
    opening = [*letter.title, *letter.attached_title, *letter.text[:3], *letter.attached[:2]]
    for block in opening:
        if match := _PASSED.search(re.sub(r"\s", "", block.text)):
            place = re.sub(r".*[日由经于]|^中华人民共和国", "", match["place"])
            national = match["nation"] or not place or place.endswith("中华人民共和国")
            return [("全国" if national else place) + "人民代表大会" + (match["committee"] or "")]
    return []
