"""Four documents that cite, repeal and replace each other, for the catalogue, validity and the pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from archive.model import Bilingual, Document, Edition, Relation, Segment
from archive.store import Collection


def zh(*segments: tuple[str, str, str]) -> Edition:
    return Edition("zh", "official", tuple(Segment(*segment) for segment in segments))


def en(*segments: tuple[str, str, str]) -> Edition:
    return Edition("en", "translation", tuple(Segment(*segment) for segment in segments))


LAW_OLD = Document(
    id="law-2010",
    title=Bilingual("中华人民共和国示范法", "Example Law of the People's Republic of China"),
    type="法",
    issued=date(2010, 5, 1),
    effective=date(2010, 7, 1),
    editions=(zh(("art_1", "第一条", "为了示范，制定本法。"), ("art_2", "第二条", "示范应当公开。")),),
)
LAW = Document(
    id="law-2020",
    title=Bilingual("中华人民共和国示范法", "Example Law of the People's Republic of China"),
    type="法",
    issued=date(2020, 5, 1),
    effective=date(2020, 7, 1),
    editions=(
        zh(
            ("chp_1", "第一章", "总则"),
            ("art_1", "第一条", "为了示范，制定本法。"),
            ("art_2", "第二条", "示范应当："),
            ("art_2__para_1__point_1", "（一）", "公开；"),
            ("art_2__para_1__point_2", "（二）", "完整。"),
            ("art_2__para_2", "", "违反前款第一项规定的，依照本法第三条处理。"),
            ("art_3", "第三条", "有前条规定情形的，予以警告。"),
        ),
        en(
            ("chp_1", "Chapter I", "General Provisions"),
            ("art_1", "Article 1", "This Law is enacted to set an example."),
            ("art_2", "Article 2", "An example is:"),
            ("art_2__para_1__point_1", "(1)", "public;"),
            ("art_2__para_1__point_2", "(2)", "whole."),
            ("art_2__para_2", "", "Whoever violates item (1) of the first paragraph is dealt with under Article 3 of this Law."),
            ("art_3", "Article 3", "In a case of the preceding article a warning is given."),
        ),
    ),
)
MEASURES = Document(
    id="measures-2012",
    title=Bilingual("示范管理办法", "Measures for the Administration of Examples"),
    number="示发〔2012〕7号",
    type="办法",
    issued=date(2012, 3, 1),
    effective=date(2012, 4, 1),
    status="in force",
    editions=(zh(("art_1", "第一条", "根据《示范法》第二条，制定本办法。"), ("att_2", "附件2", "示范登记表格式")),),
)
RULES = Document(
    id="rules-2024",
    title=Bilingual("示范细则", "Rules on Examples <b>"),
    number="示发〔2024〕3号",
    type="细则",
    issued=date(2024, 1, 5),
    effective=date(2024, 3, 1),
    relations=(Relation("repeals", title="示范管理办法", number="示发〔2012〕7号", segments=("art_3",)),),
    editions=(
        zh(
            ("art_1", "第一条", "根据《中华人民共和国示范法》（以下简称《示范法》）和《未收录条例》，制定本细则。<script>"),
            ("art_2", "第二条", "违反《示范法》第二条第一款第（二）项、第三条规定的，依照示发〔2012〕7号文件办理。"),
            ("art_3", "第三条", "《示范管理办法》（示发〔2012〕7号）同时废止。"),
        ),
    ),
)
DOCUMENTS = (LAW_OLD, LAW, MEASURES, RULES)


def write_collection(folder: Path) -> Collection:
    """The four documents, written to a folder."""
    collection = Collection(folder)
    for document in DOCUMENTS:
        collection.write(document)
    return collection
