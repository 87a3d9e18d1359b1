"""Statutes in our own words for tests of scale: they cite, repeal and amend each other, and some come in several versions."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from archive.text.numerals import format_numeral

SEED = 35
_THINGS = "渡口 苗圃 粮仓 档案馆 气象站 集市 水闸 牧场 书院 茶园 鱼塘 驿站 陶窑 盐田 码头 泵站 灯塔 桥梁 温室 蜂场".split()  # noqa: SIM905 - words in a row are easier to read
_AFFAIRS = "登记 巡查 通风 值班 维修 收费 培训 考核 保险 照明 消防 统计 信用 验收 招标 节水 绿化 采样 救援 公示".split()  # noqa: SIM905 - words in a row are easier to read
_GENRES = ("条例", "办法", "规定", "实施细则")
_BODIES = "水利部 农业农村部 交通运输部 商务部 应急管理部 财政部 自然资源部 生态环境部".split()  # noqa: SIM905 - words in a row are easier to read
_WHO = "管理单位 经营者 主管部门 值班人员 检查人员 承包人 使用人 县级人民政府 行业协会 评审小组".split()  # noqa: SIM905 - words in a row are easier to read
_DUTIES = "应当 可以 不得 有权 负责".split()  # noqa: SIM905 - words in a row are easier to read
_DEEDS = "填写 核对 公布 保存 修订 提交 复查 撤回 说明 封存 移交 登载 评估 备份".split()  # noqa: SIM905 - words in a row are easier to read
_OBJECTS = "登记簿 年度计划 检查记录 费用清单 应急预案 设备目录 培训档案 验收报告 意见汇总 抽样结果 值班日志 监测数据".split()  # noqa: SIM905
_TIMES = "每季度末 在{n}日内 自收到通知之日起{n}个工作日内 每年{m}月底前 在启用前 发生变更的 遇有暴雨的".split()  # noqa: SIM905
_ENDS = "并书面告知申请人 并存档{n}年 同时抄送上一级机关 费用由责任方承担 逾期的按照原记录处理 不符合要求的应当退回".split()  # noqa: SIM905


def statutes(count: int) -> Iterator[tuple[str, str]]:
    """(name of a file, its text) of so many statutes, always the same: every tenth a new version, every twelfth repeals one."""
    issued: list[tuple[str, date]] = []
    for serial in range(1, count + 1):
        chance = random.Random(SEED * 100_003 + serial)  # noqa: S311 - data for tests
        title = issued[-7][0] if serial % 10 == 0 and len(issued) > 7 else _title(serial)
        day = date(1990, 1, 1) + timedelta(days=serial * 3)
        repealed = issued[serial // 2][0] if serial % 12 == 0 and serial // 2 < len(issued) else None
        lines = _lines(chance, (title, day, serial), [one for one, _ in issued[-60:]], repealed)
        yield f"{serial:05}.txt", "\n".join(lines) + "\n"
        issued.append((title, day))


def _title(serial: int) -> str:
    thing, affair = _THINGS[serial % 20], _AFFAIRS[serial // 20 % 20]
    return f"{thing}{_OBJECTS[serial // 400 % 12]}{affair}管理{_GENRES[serial % 4]}"


def _lines(chance: random.Random, heading: tuple[str, date, int], others: list[str], repealed: str | None) -> Iterator[str]:
    title, day, serial = heading
    yield from (title, f"（{day.year}年{day.month}月{day.day}日{_BODIES[serial % 8]}令第{serial}号公布）", "")
    last = chance.randrange(32, 52)
    for number in range(1, last):
        if number % 10 == 1:
            yield f"第{format_numeral(number // 10 + 1)}章　{chance.choice(_AFFAIRS)}与{chance.choice(_AFFAIRS)}"
        yield from _article(chance, number, others)
    ends = f"《{repealed}》同时废止。" if repealed and repealed != title else ""
    effective = day + timedelta(days=60)
    yield f"　　第{format_numeral(last)}条　{_of(title)}自{effective.year}年{effective.month}月{effective.day}日起施行。{ends}"


def _of(title: str) -> str:
    return "本" + next(genre.removeprefix("实施") for genre in _GENRES if title.endswith(genre))


def _article(chance: random.Random, number: int, others: list[str]) -> Iterator[str]:
    text = _sentence(chance)
    if number == 1 and others:
        text = f"为了规范{chance.choice(_AFFAIRS)}工作，根据《{chance.choice(others)}》，制定本规定。"
    elif others and chance.random() < 0.2:
        text += f"具体程序依照《{chance.choice(others)}》第{format_numeral(chance.randrange(1, 30))}条的规定。"
    yield f"　　第{format_numeral(number)}条　{text}"
    if chance.random() < 0.4:
        yield f"　　{_sentence(chance)}"
    if chance.random() < 0.15:
        yield f"　　{chance.choice(_WHO)}{chance.choice(_DUTIES)}{chance.choice(_DEEDS)}下列材料："
        yield from (f"　　（{format_numeral(i)}）{chance.choice(_OBJECTS)}和{chance.choice(_OBJECTS)}；" for i in range(1, 4))
        yield f"　　（四）其他{chance.choice(_OBJECTS)}。"


def _sentence(chance: random.Random) -> str:
    when, end = chance.choice(_TIMES), chance.choice(_ENDS)
    said = f"{chance.choice(_WHO)}{when}{chance.choice(_DUTIES)}{chance.choice(_DEEDS)}{chance.choice(_OBJECTS)}，{end}。"
    return said.format(n=chance.randrange(2, 60), m=chance.randrange(1, 13))
