"""A small collection with everything a page has to cope with, written by the archive's own store."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from archive.model import Bilingual, Document, Edition, Note, Relation, Segment, Source
from archive.store import Collection

RULES = Document(
    id="demo-2024-7",
    title=Bilingual("示范市器官捐献档案查阅规则", "Rules of Example City on Consulting Organ Donation Records"),
    number="示档发〔2024〕7号",
    issuers=(Bilingual("示范市档案局", "Example City Archives Bureau"), Bilingual("示范市卫生局", "Example City Health Bureau")),
    type="规则",
    level="municipal",
    region="示范市",
    issued=date(2024, 3, 1),
    effective=date(2024, 4, 1),
    status="in force",
    topics=("ethics-review",),
    abstract=Bilingual(
        "规定谁可以查阅**档案**。",
        "Who may *consult* records. <script>alert(1)</script>[bad](javascript:alert(2)) [good](https://example.invalid/)",
    ),
    relations=(
        Relation("based on", title="中华人民共和国档案法"),
        Relation("repeals", title="示范市档案查阅暂行规则", number="示档发[2019] 3号"),
    ),
    source=Source("示范市政府公报 2024年第3期", "示范市人民政府", "javascript:alert(3)"),
    added=date(2024, 5, 6),
    notes=(Note("warning", "No date under the signature; the print date was taken.", 12),),
    editions=(
        Edition(
            "zh",
            "official",
            (
                Segment("chp_1", "第一章", "总则"),
                Segment("art_1", "第一条", "本规则规范公众查阅器官捐献档案的程序。"),
                Segment("art_2", "第二条", "申请人提交："),
                Segment("art_2__para_1__point_1", "（一）", "身份证明；"),
                Segment("art_2__para_1__point_2", "（二）", "查阅目的说明，写明 <b>x</b> & y。"),
                Segment("art_2__para_2", "", "档案馆在5个工作日内答复。"),
                Segment("chp_2", "第二章", "附则"),
                Segment("art_120_1", "第一百二十条之一", "本规则自2024年4月1日起施行。"),
            ),
        ),
        Edition(
            "en",
            "digest",
            (
                Segment("chp_1", "Chapter I", "General Provisions"),
                Segment(
                    "art_1",
                    "Article 1",
                    "The Rules govern how the public consults organ donation records, in some detail and at some length. " * 4,
                ),
                Segment("art_2", "Article 2", "An applicant submits:"),
                Segment("art_2__para_1__point_1", "(1)", "proof of identity;"),
                Segment("art_2__para_1__point_2", "(2)", "a statement of purpose."),
                Segment("chp_2", "Chapter II", "Supplementary Provisions"),
                Segment("art_120_1", "Article 120-1", "In force from April 1, 2024."),
            ),
        ),
    ),
)

REPEALED = Document(
    id="demo-2019-3",
    title=Bilingual("示范市档案查阅暂行规则"),
    number="示档发〔2019〕3号",
    type="规则",
    status="repealed",
    issued=date(2019, 1, 2),
    added=date(2024, 5, 5),
)

OPINION = Document(
    id="demo-2024-9",
    title=Bilingual("关于落实器官捐献档案查阅规则的意见", "Opinions on Implementing the Rules on Organ Donation Records"),
    number="示卫发〔2024〕9号",
    issuers=(Bilingual("示范市卫生局", "Example City Health Bureau"),),
    type="意见",
    level="municipal",
    issued=date(2024, 6, 1),
    status="in force",
    relations=(Relation("implements", document="demo-2024-7"),),
    added=date(2024, 6, 2),
    editions=(
        Edition(
            "zh",
            "digest",
            (
                Segment("sec_1", "一、", "总体要求"),
                Segment("sec_1__para_1", "", "各单位保存器官捐献的记录，并接受查阅。"),
                Segment("sec_1__point_1", "（一）", "每年报告一次查阅情况。"),
            ),
        ),
        Edition(
            "en",
            "digest",
            (
                Segment("sec_1", "I.", "General requirements"),
                Segment("sec_1__para_1", "", "Every unit keeps records of organ donation and lets them be consulted."),
                Segment("sec_1__point_1", "(1)", "Consultations are reported once a year."),
            ),
        ),
    ),
)

DOCUMENTS = (RULES, REPEALED, OPINION)


def write_collection(folder: Path) -> Collection:
    """The three documents, written to a folder."""
    collection = Collection(folder)
    for document in DOCUMENTS:
        collection.write(document)
    return collection
