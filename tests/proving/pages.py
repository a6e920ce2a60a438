"""Damage to the page: tables cut, moved, headed twice or enlarged, and what a site puts around a report."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.proving.paper import Kind, Sheet, Spot, Text, cut

if TYPE_CHECKING:
    from random import Random

    from tests.proving.paper import Block, Line, Paper

LOCAL = ("其他主动公开文件", "其他主动公开文件(含以本单位办公室名义签发的文件)", "党务公开文件")
OTHER_ROWS = ("机构职能类", "规范性文件", "规章", "行政许可", "行政处罚", "行政强制", "行政事业性收费", "总计", "其他")
PAGES = ("— {n} —", "- {n} -", "第{n}页", "第 {n} 页 共 12 页", "{n}", "{n}/12")
ABOVE = (
    "首页 > 政务公开 > 政府信息公开年报",
    "当前位置: 首页 政务公开 法定主动公开内容",
    "字体:[大 中 小] 打印 关闭窗口",
    "2024年2月3日 星期六 农历腊月廿四 今日访问 12873 人次",
)
BELOW = (
    "上一篇: 没有了",
    "下一篇: 2018年政府信息公开工作年度报告",
    "主办单位: 人民政府办公室 联系电话: 0000-12345",
    "网站标识码: 0000000001 ICP备00000000号-1 公网安备 00000000000001号",
    "版权所有 1998-2024 访问量 3,218,774",
)
SPAM = "时时彩平台 注册送88元 百家乐3 老虎机 六合彩开奖 12 娱乐城"


def renumbered_chapters(rng: Random, paper: Paper) -> Paper:
    """Chapters count from another number, or in another style."""
    shift, style = rng.choice(((1, "{}、"), (-1, "{}、"), (0, "({})"), (0, "第{}部分 "), (0, "")))
    digits = "零一二三四五六七八九十"

    def renumber(text: str) -> str:
        return re.sub(
            "^[一二三四五六七]、", lambda m: style.format(digits[max(digits.index(m[0][0]) + shift, 1)]), text
        )

    return tuple(
        replace(b, text=renumber(b.text)) if isinstance(b, Text) and b.kind is Kind.CHAPTER else b for b in paper
    )


def other_chapters(rng: Random, paper: Paper) -> Paper:
    """All tables stand together under one chapter, or at the end."""
    tables = [block for block in paper if isinstance(block, Sheet)]
    rest = [block for block in paper if not isinstance(block, Sheet)]
    chapters = [i for i, block in enumerate(rest) if block.kind is Kind.CHAPTER]
    at = rng.choice([i + 1 for i in chapters] + [len(rest)])
    captions = [Text(f"表{number}", Kind.PROSE) for number in "一二三四"[: len(tables)]]
    if rng.random() < 0.5:
        return (*rest[:at], *(b for pair in zip(captions, tables, strict=False) for b in pair), *rest[at:])
    return (*rest[:at], *tables, *rest[at:])


def pieces(rng: Random, paper: Paper) -> Paper:
    """Tables end at the foot of a page and go on at the head of the next, some with the header again."""
    out: list[Block] = []
    page = rng.choice((None, *PAGES))
    for block in paper:
        if not isinstance(block, Sheet) or rng.random() < 0.3:
            out.append(block)
            continue
        first, second = _cut_somewhere(rng, block)
        between = [Text(page.format(n=rng.randint(1, 11)), Kind.PAGE)] if page else []
        out += [first, *between, second]
    return tuple(out)


def repeated_headers(rng: Random, paper: Paper) -> Paper:
    """The header stands again in the middle of a table."""
    out: list[Block] = []
    for block in paper:
        if isinstance(block, Sheet) and block.head:
            first, second = _cut_somewhere(rng, block, head=True)
            out.append(replace(first, rows=first.rows + second.rows))
        else:
            out.append(block)
    return tuple(out)


def _cut_somewhere(rng: Random, sheet: Sheet, *, head: bool | None = None) -> tuple[Sheet, Sheet]:
    at = rng.randint(sheet.head + 1, len(sheet.rows) - 1) if len(sheet.rows) > sheet.head + 1 else sheet.head
    return cut(sheet, at, head=rng.random() < 0.5 if head is None else head, labels=rng.random() < 0.5)


def local_rows(rng: Random, paper: Paper) -> Paper:
    """A row that only this place has, with figures of its own."""
    return tuple(_with_local_row(rng, block) if isinstance(block, Sheet) else block for block in paper)


def _with_local_row(rng: Random, sheet: Sheet) -> Sheet:
    for y, row in enumerate(sheet.rows):
        if any("/normative_documents/" in spot.figure for spot in row):
            figures = tuple(Spot(str(rng.randint(0, 300)), across=spot.across) for spot in row if spot.figure)
            extra = (Spot(rng.choice(LOCAL)), *figures)
            return replace(sheet, rows=(*sheet.rows[: y + 1], extra, *sheet.rows[y + 1 :]))
    return sheet


def subtotals(rng: Random, paper: Paper) -> Paper:
    """Groups of outcomes have a row of their sum before their items."""
    name = rng.choice(("小计", "合计", "{group}小计"))
    return tuple(_with_subtotals(block, name) if isinstance(block, Sheet) else block for block in paper)


def _with_subtotals(sheet: Sheet, name: str) -> Sheet:
    rows: list[Line] = []
    for y, row in enumerate(sheet.rows):
        group = next((spot for spot in row if spot.down > 1 and re.match(r"\([三四五]\)", spot.text)), None)
        if group is None:
            rows.append(row)
            continue
        members = [sheet.figures(y + i) for i in range(group.down)]
        sums = [_sum_of([member[i].text for member in members]) for i in range(len(members[0]))]
        at = row.index(group)
        label = name.format(group=group.text[3:])
        longer = tuple(replace(spot, down=spot.down + 1) for spot in row[: at + 1])
        rows += [(*longer, Spot(label), *map(Spot, sums)), row[at + 1 :]]
    return _reaching_on(replace(sheet, rows=tuple(rows)), len(rows) - len(sheet.rows))


def _sum_of(texts: list[str]) -> str:
    return str(sum(int(text) for text in texts if text.isdecimal()))


def _reaching_on(sheet: Sheet, more: int) -> Sheet:
    """The table with the cell that heads all outcomes reaching over the rows that were added."""
    rows = tuple(
        tuple(replace(spot, down=spot.down + more) if spot.text.startswith("三、") else spot for spot in row)
        for row in sheet.rows
    )
    return replace(sheet, rows=rows)


def other_tables(rng: Random, paper: Paper) -> Paper:
    """A chapter of prose has a small table of its own, with words of the form and other figures."""
    years = rng.choice(((), ("上年", "本年")))
    columns = years or ("数量(条)",)
    names = rng.sample(OTHER_ROWS, k=rng.randint(2, len(OTHER_ROWS)))
    rows = [(Spot("信息类别"), *map(Spot, columns))]
    rows += [(Spot(name), *(Spot(str(rng.randint(0, 400))) for _ in columns)) for name in names]
    places = [i for i, block in enumerate(paper) if isinstance(block, Text) and block.kind is Kind.PROSE]
    at = rng.choice(places) + 1 if places else len(paper)
    return (*paper[:at], Sheet("", tuple(rows), head=1), *paper[at:])


def serials(_: Random, paper: Paper) -> Paper:
    """Lists count their rows in a first column."""
    return tuple(
        _numbered(block) if isinstance(block, Sheet) and block.id and block.head == 1 else block for block in paper
    )


def _numbered(sheet: Sheet) -> Sheet:
    rows: list[Line] = []
    for row in sheet.rows[1:]:
        number = str(sum(bool(r[0].text) for r in rows) + 1) if any(spot.figure for spot in row) else ""
        rows.append((Spot(number), *row))
    return replace(sheet, rows=((Spot("序号"), *sheet.rows[0]), *rows))


def remarks(_: Random, paper: Paper) -> Paper:
    """Tables have an empty column for remarks at the right."""
    return tuple(
        _with_remarks(block)
        if isinstance(block, Sheet) and block.head and block.rows[0][0].down == block.head
        else block
        for block in paper
    )


def _with_remarks(sheet: Sheet) -> Sheet:
    first = (*sheet.rows[0], Spot("备注", down=sheet.head))
    return replace(
        sheet, rows=(first, *sheet.rows[1 : sheet.head], *((*row, Spot("")) for row in sheet.rows[sheet.head :]))
    )


def furniture(rng: Random, paper: Paper) -> Paper:
    """What the site shows above and below the report."""
    above = [Text(text, Kind.FURNITURE) for text in ABOVE if rng.random() < 0.6]
    below = [Text(text, Kind.FURNITURE) for text in BELOW if rng.random() < 0.6]
    return (*above, *paper, *below)


def spam(_: Random, paper: Paper) -> Paper:
    """A tail of advertisements on a hijacked page."""
    return (*paper, Text(SPAM, Kind.FURNITURE))


def lost_date(_: Random, paper: Paper) -> Paper:
    """The date of signature has lost its characters, as 2024119."""
    return tuple(
        replace(b, text=re.sub("[年月日]", "", b.text))
        if isinstance(b, Text) and b.kind is Kind.SIGNATURE and b.text[:4].isdecimal()
        else b
        for b in paper
    )
