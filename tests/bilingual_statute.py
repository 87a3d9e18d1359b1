"""A small statute in our own words with its translation, for tests of alignment; and other versions of both."""

from __future__ import annotations

from collections.abc import Sequence

from archive.model import Edition, Kind, Language, Segment

Row = tuple[str, str, str]

_TEXT: tuple[tuple[str, str, str, str, str], ...] = (
    ("chp_1", "第一章", "总则", "Chapter I", "General Provisions"),
    (
        "art_1", "第一条", "为了规范灯塔的建造、维护和使用，保障船舶航行安全，制定本办法。",
        "Article 1", "These Measures are enacted to regulate the construction, maintenance and use of lighthouses and to ensure "
        "the safety of navigation.",
    ),
    (
        "art_2", "第二条", "本办法所称灯塔，是指设在海岸或者岛屿上、夜间发光的导航设施。浮标不适用本办法。",
        "Article 2", "A lighthouse in these Measures means a navigation facility on the coast or an island that shines at night. "
        "These Measures do not apply to buoys.",
    ),
    (
        "art_3", "第三条", "市交通局负责灯塔的监督管理，并委托港务站检查。",
        "Article 3", "The municipal transport bureau supervises lighthouses and entrusts the port station with inspection.",
    ),
    ("chp_2", "第二章", "建造", "Chapter II", "Construction"),
    (
        "art_4", "第四条", "建造灯塔应当提交下列材料：",
        "Article 4", "Whoever builds a lighthouse shall submit the following materials:",
    ),
    ("art_4__para_1__point_1", "（一）", "建造申请书；", "(1)", "an application for construction;"),
    ("art_4__para_1__point_2", "（二）", "工程图纸和预算；", "(2)", "engineering drawings and a budget;"),
    ("art_4__para_1__point_3", "（三）", "土地使用证明。", "(3)", "proof of the right to use the land."),
    (
        "art_4__para_2", "", "市交通局应当自收到材料之日起20日内作出决定。",
        "", "The municipal transport bureau shall decide within 20 days of receiving the materials.",
    ),
    (
        "art_5", "第五条", "塔身高度不得低于12米，灯光射程不得少于15海里。",
        "Article 5", "The tower shall be no lower than 12 metres, and its light shall reach no less than 15 nautical miles.",
    ),
    (
        "art_6", "第六条", "竣工后，由三名以上工程师验收，并填写验收报告。",
        "Article 6", "After completion, three or more engineers examine the work and fill in an acceptance report.",
    ),
    ("chp_3", "第三章", "维护", "Chapter III", "Maintenance"),
    (
        "art_7", "第七条", "守塔人每日记录天气、能见度和灯油用量。记录保存五年。",
        "Article 7", "The keeper records weather, visibility and the oil used every day. Records are kept for five years.",
    ),
    (
        "art_8", "第八条", "灯具损坏的，守塔人应当立即报告，并点燃备用灯。",
        "Article 8", "Where the lamp is damaged, the keeper shall report it at once and light the reserve lamp.",
    ),
    (
        "art_9", "第九条", "每年春季清洗玻璃，油漆栏杆，更换绳索。",
        "Article 9", "Every spring the glass is washed, the railings are painted and the ropes are replaced.",
    ),
    (
        "art_10", "第十条", "游客可以在周末登塔参观，学生免收门票。",
        "Article 10", "Visitors may climb the tower at weekends; students are admitted free of charge.",
    ),
    (
        "art_11", "第十一条", "擅自熄灭灯光的，处以五千元罚款；造成船舶损失的，依法赔偿。",
        "Article 11", "Whoever puts out the light without permission is fined 5,000 yuan; damage to ships is compensated by law.",
    ),
    (
        "art_12", "第十二条", "本办法自2024年10月1日起施行。",
        "Article 12", "These Measures take effect on October 1, 2024.",
    ),
)  # fmt: skip

ZH: tuple[Row, ...] = tuple(row[:3] for row in _TEXT)
EN: tuple[Row, ...] = tuple((row[0], row[3], row[4]) for row in _TEXT)
OTHER: tuple[Row, ...] = tuple(
    (f"art_{number}", f"Article {number}", text)
    for number, text in enumerate(
        (
            "The orchestra rehearses in the old brewery on Tuesdays and Thursdays.",
            "Violins sit to the left of the conductor, cellos to the right, and trumpets behind the woodwinds.",
            "A member who misses a concert writes a letter to the secretary.",
            "Scores are the property of the library; pencil marks are erased after the season.",
            "Instruments are insured by the society against theft, fire and frost.",
            "The summer tour leads through villages and monasteries.",
            "Guests bring their own music stands and cushions.",
            "Children under the age of six listen from the balcony.",
            "The treasurer reads the accounts aloud at the annual dinner.",
            "Applause between movements is discouraged but forgiven.",
            "Soloists choose their encore together with the conductor.",
            "The society is dissolved when fewer than nine members remain.",
        ),
        1,
    )
)


def edition(language: Language, rows: Sequence[Row], kind: Kind | None = None, renders: str | None = None) -> Edition:
    """An edition of such rows; English is a translation unless ``kind`` says otherwise."""
    segments = tuple(Segment(*row) for row in rows)
    return Edition(language, kind or ("official" if language == "zh" else "translation"), segments, by="us", renders=renders)


def without(rows: Sequence[Row], *ids: str) -> tuple[Row, ...]:
    """The rows without some of them."""
    return tuple(row for row in rows if row[0] not in ids)


def changed(rows: Sequence[Row], segment_id: str, text: str) -> tuple[Row, ...]:
    """The rows with another text in one of them."""
    return tuple((*row[:2], text) if row[0] == segment_id else row for row in rows)
