"""Everything of a report that is no table: page data, titles, chapters, and prose full of decoys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.model import Layout
from tests.proving.paper import Kind, Text
from tests.proving.sheets import sheet

if TYPE_CHECKING:
    from random import Random

    from tests.proving.facts import Facts
    from tests.proving.paper import Block, Paper

TITLES = (
    "{agency}{year}年政府信息公开工作年度报告",
    "{agency}{year}年度政府信息公开工作年度报告",
    "{agency}{year}年政府信息公开年度报告",
    "{year}年{agency}政府信息公开工作年度报告",
    "{year}年度{agency}政府信息公开工作年度报告",
    "{agency}关于{year}年度政府信息公开工作的报告",
    "{agency}政府信息公开工作年度报告({year}年度)",
    "{agency}{year}年政务公开工作年度报告",
    "{agency}{chinese}年政府信息公开工作年度报告",
    "{agency}{year} 年政府信息公开工作年度报告",
    "{year}年政府信息公开工作年度报告",
)
NATIONAL = (
    ("一、总体情况", "一、总体概述", "一、总体情况"),
    ("二、主动公开政府信息情况", "二、主动公开政府信息情况"),
    ("三、收到和处理政府信息公开申请情况", "三、收到和处理政府信息公开的申请情况"),
    (
        "四、政府信息公开行政复议、行政诉讼情况",
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "四、政府信息公开申请行政复议、行政诉讼的情况",
    ),
    (
        "五、存在的主要问题及改进情况",
        "五、存在问题及改进情况",
        "五、政府信息公开工作存在的主要问题及改进情况",
        "五、主要问题和改进措施",
    ),
    ("六、其他需要报告的事项",),
)
EARLIER = (
    ("一、概述", "一、基本概况"),
    ("二、主动公开政府信息情况",),
    ("三、依申请公开政府信息情况", "三、依申请公开和不予公开政府信息情况"),
    ("四、政府信息公开的收费及减免情况",),
    ("五、因政府信息公开申请行政复议、提起行政诉讼的情况",),
    ("六、存在的主要问题和改进措施",),
    ("七、附表", "七、附件"),
)
OPENING = (
    "根据《中华人民共和国政府信息公开条例》要求,现公布{agency}{year}年度政府信息公开工作年度报告。",
    "本报告中所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
    "本报告由总体情况、主动公开政府信息情况等部分组成,所列数据的统计期限为{year}年1月1日至{year}年12月31日。",
)
PLAIN = (
    "{year}年,我单位认真贯彻落实政府信息公开各项要求,坚持以公开为常态、不公开为例外。",
    "进一步完善工作机制,明确专人负责,做到应公开尽公开。",
    "下一步将加强业务培训,不断提高信息公开工作的质量和水平。",
    "{year}年召开专题会议2次,举办培训班1期,培训35人次。",
    "无其他需要报告的事项。",
    "一是公开内容还不够全面;二是解读形式比较单一。针对以上2个问题,将采取3项措施加以改进。",
)
DECOYS = (
    "其中属于国家秘密的申请{a}件,保护第三方合法权益{b}件,重复申请{c}件。",
    "全年制发规范性文件{a}件,规章{b}件,行政规范性文件现行有效{c}件。",
    "总计 {a}",
    "合计 {a} {b}",
    "本年新收政府信息公开申请数量{a}件,上年结转政府信息公开申请数量{b}件,结转下年度继续办理{c}件。",
    "(一)予以公开 {a} 件,(二)部分公开 {b} 件,(七)总计 {c} 件。",
    "行政许可 {a} 件、行政处罚 {b} 件、行政强制 {c} 件。",
    "自然人 {a}\n商业企业 {b}\n总计 {c}",
    "规范性文件\n{a}\n件",
    "行政复议{a}件,结果维持{b}件;行政诉讼{c}件,未经复议直接起诉0件。",
    "行政事业性收费 {a} 万元",
    "第二十条第(五)项规定的行政许可事项{a}项,上一年项目数量{b}项,本年增/减{c}项。",
    "1.属于国家秘密{a}件。2.其他法律行政法规禁止公开{b}件。",
    "主动公开政府信息{a}条,其中政府网站公开{b}条、政务微博{c}条。",
    "3.其他\n{a}",
    "收到申请数{a}件,当面申请数{b}件,申请答复数{c}件。",
)
META = (
    "标题: {title}",
    "索引号:11330800{serial}P/{next}-{serial}",
    "发布机构: {agency}",
    "发布日期:{published}",
    "发布时间: {published} 15:2{digit}",
    "来源:{agency} 发布时间:{published} 浏览次数: {serial}",
    "主题分类: 政府信息公开年报",
)
CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")


def compose(rng: Random, facts: Facts) -> Paper:
    """The report on paper: page data, title, chapters with prose, each table in its chapter, the signature."""
    words = _words(rng, facts)
    title = rng.choice(TITLES).format(**words)
    words["title"] = title
    blocks: list[Block] = [
        Text(line.format(**words), Kind.META) for line in META if rng.random() < 0.3
    ]  # a page shows some of its data
    if rng.random() < 0.95:
        blocks.append(Text(title, Kind.TITLE))
    blocks += [Text(line.format(**words)) for line in OPENING if rng.random() < 0.5]
    blocks += _chapters(rng, facts, words)
    if rng.random() < 0.7:
        blocks.append(Text(facts.agency, Kind.SIGNATURE))
        signed = facts.signed
        blocks.append(Text(f"{signed.year}年{signed.month}月{signed.day}日", Kind.SIGNATURE))
    return tuple(blocks)


def _words(rng: Random, facts: Facts) -> dict[str, str]:
    year = str(facts.year)
    return {
        "agency": facts.agency,
        "year": year,
        "next": str(facts.year + 1),
        "chinese": year.translate(CHINESE),
        "published": facts.published.isoformat(),
        "serial": f"{rng.randint(1, 99_999):05d}",
        "digit": str(rng.randint(0, 9)),
    }


def _chapters(rng: Random, facts: Facts, words: dict[str, str]) -> list[Block]:
    """The chapters of the time; the tables of the national forms stand in the second, third and fourth."""
    matrix = any(table.layout is Layout.MATRIX for _, table in facts.tables)
    headings = NATIONAL if matrix else EARLIER
    waiting = [table for _, table in facts.tables]
    blocks: list[Block] = []
    for number, names in enumerate(headings):
        blocks.append(Text(rng.choice(names), Kind.CHAPTER))
        last = number == len(headings) - 1
        if matrix and 1 <= number <= len(waiting):
            blocks.append(sheet(waiting[number - 1], facts.figures, spread_last=rng.random() < 0.5))
        elif last and not matrix:
            blocks += [_caption(facts), *(sheet(table, facts.figures) for table in waiting)]
        else:
            blocks += _prose(rng, words)
    return blocks


def _caption(facts: Facts) -> Text:
    return Text(f"{facts.year}年政府信息公开工作情况统计表")


def _prose(rng: Random, words: dict[str, str]) -> list[Block]:
    """A few paragraphs, among them some that quote labels of the form with numbers of their own."""
    chosen = rng.sample(PLAIN, k=rng.randint(1, 2)) + rng.sample(DECOYS, k=rng.choice((0, 0, 1, 1, 2)))
    rng.shuffle(chosen)
    numbers = {name: str(rng.choice((0, 1, 3, 5, 12, 86, 160))) for name in "abc"}
    lines = (line for text in chosen for line in text.format(**words, **numbers).split("\n"))
    return [Text(line) for line in lines]
