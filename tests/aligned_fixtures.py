"""An invented bilingual document with everything that the rows of two full texts have to cope with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from archive.alignment.editions.corrections import Correction
from archive.alignment.editions.places import Place, fingerprint
from archive.model import Bilingual, Document, Edition, Segment, Source
from archive.store import Collection

ALIGNED = Document(
    id="demo-2025-4",
    title=Bilingual("示范市公共图书馆管理办法", "Measures of Example City for the Administration of Public Libraries"),
    number="示文发〔2025〕4号",
    issuers=(Bilingual("示范市文化局", "Example City Bureau of Culture"),),
    type="办法",
    level="municipal",
    region="示范市",
    issued=date(2025, 2, 1),
    effective=date(2025, 3, 1),
    status="in force",
    source=Source("示范市政府公报 2025年第2期", "示范市人民政府"),
    added=date(2025, 2, 3),
    editions=(
        Edition(
            "zh",
            "official",
            (
                Segment("chp_1", "第一章", "总则"),
                Segment("art_1", "第一条", "为了规范公共图书馆的管理，保障公众的阅读权利，制定本办法。"),
                Segment(
                    "art_2",
                    "第二条",
                    "公共图书馆应当免费向公众开放。开放时间由图书馆确定，并在入口处公布。读者凭身份证件办理借书证。",
                ),
                Segment("art_3", "第三条", "图书馆设置下列阅览室："),
                Segment("art_3__para_1__point_1", "（一）", "成人阅览室；"),
                Segment("art_3__para_1__point_2", "（二）", "儿童阅览室。"),
                Segment("chp_2", "第二章", "借阅"),
                Segment("art_4", "第四条", "每位读者每次可以借阅图书五册。"),
                Segment("art_5", "第五条", "借阅期限为三十日，期满前可以续借一次。"),
                Segment("art_6", "第六条", "逾期不还的，图书馆可以暂停其借书证。依照第四条借出的图书损坏的，读者应当赔偿。"),
                Segment("art_7", "第七条", "图书馆每年三月向市文化局报送上一年度的借阅统计。"),
                Segment("art_8", "第八条", "图书馆工作人员不得泄露读者的借阅记录。违反规定的，依法给予处分。"),
                Segment("art_9", "第九条", "古籍和地方文献只供馆内阅览，复制须经馆长批准。"),
                Segment("art_10", "第十条", "本办法自2025年3月1日起施行。"),
            ),
        ),
        Edition(
            "en",
            "translation",
            (
                Segment("chp_1", "Chapter I", "General Provisions"),
                Segment(
                    "art_1",
                    "Article 1",
                    "These Measures are formulated to regulate the administration of public libraries and to safeguard the "
                    "public's right to read.",
                ),
                Segment(
                    "art_2",
                    "Article 2",
                    "Public libraries shall be open to the public free of charge. Opening hours are set by the library and "
                    "posted at its entrance. Readers obtain a library card with their identity document.",
                ),
                Segment("art_3", "Article 3", "A library has the following reading rooms:"),
                Segment("art_3__para_1__point_1", "(1)", "a reading room for adults;"),
                Segment("art_3__para_1__point_2", "(2)", "a reading room for children."),
                Segment("chp_2", "Chapter II", "Lending"),
                Segment(
                    "art_4",
                    "Article 4",
                    "Each reader may borrow five books at a time. The lending period is thirty days, and may be renewed once "
                    "before it expires.",
                ),
                Segment(
                    "art_5",
                    "Article 5",
                    "Where books are not returned in time, the library may suspend the library card. Where a book lent under "
                    "Article 4 is damaged, the reader shall pay compensation.",
                ),
                Segment(
                    "art_6",
                    "Article 6",
                    "Every year in April, libraries report the lending statistics of the previous year to the municipal bureau "
                    "of culture.",
                ),
                Segment(
                    "art_8",
                    "Article 8",
                    "Staff of the library wear a badge while they are at work in the building, and greet every visitor.",
                ),
                Segment("art_10", "Article 10", "These Measures take effect on March 1, 2025."),
            ),
            by="Example Translators",
        ),
    ),
)
"""第四条 and 第五条 are one Article 4, so that 第六条 is Article 5 and 第七条 is Article 6, translated when it said another month
(``CORRECTIONS``); Article 8 says something else than 第八条; 第九条 has no translation."""

_ARTICLE_6 = next(one.text for one in ALIGNED.editions[1].segments if one.id == "art_6")
CORRECTIONS = (
    Correction((Place("art_4"), Place("art_5")), (Place("art_4"),), by="an archivist", date=date(2025, 2, 3)),
    Correction((Place("art_6"),), (Place("art_5"),), by="an archivist", date=date(2025, 2, 3)),
    Correction(
        (Place("art_7"),),
        (Place("art_6"),),
        zh_sha=fingerprint("图书馆每年四月向市文化局报送上一年度的借阅统计。"),
        en_sha=fingerprint(_ARTICLE_6),
        by="an archivist",
        date=date(2025, 2, 3),
    ),
    Correction((Place("art_9"),), (), by="an archivist", date=date(2025, 2, 3)),
)


def write_aligned(folder: Path) -> Collection:
    """The document and what is remembered of its translation, in a collection."""
    collection = Collection(folder)
    collection.write(ALIGNED)
    collection.write_alignment(ALIGNED.id, CORRECTIONS)
    return collection
