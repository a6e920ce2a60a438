"""Whose report a document is, of which year, with which dates: facts with their evidence, by the order of trust."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import accumulate, islice
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from sitegen import scope
from sitegen.cleaning import clean
from sitegen.making import tuples_maker
from sitegen.model import Fact, Grid, Paragraph, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.model import Agency, Document, Register, Source

HEAD = 80  # blocks at the beginning of a page in which titles and page data stand
TAIL = 40  # blocks at the end in which a signature stands
LONGEST_TITLE = 80
FIRST_YEAR, LAST_YEAR = 2008, 2099

_NAME = r"[\u4e00-\u9fff()·]{2,40}?"
_YEAR = r"(?P<year>20\d{2}|二[〇○零0][〇○零0一二三四五六七八九][〇○零0一二三四五六七八九])\s*年?\s*度?"
_KIND = r"(?:政府信息公开|政务信息公开|政务公开|信息公开|政府信息)"
_REPORT = rf"{_KIND}(?:工作)?(?:情况)?的?(?:年度)?(?:工作)?(?:报告|年报)"
TITLES = (
    re.compile(rf"(?P<agency>(?:{_NAME})?)(?:关于)?{_YEAR}(?:年度)?{_REPORT}"),
    re.compile(rf"{_YEAR}(?P<agency>(?:{_NAME})?){_REPORT}"),
    re.compile(rf"(?P<agency>(?:{_NAME})?){_REPORT}\({_YEAR}\)"),
)
# What may stand around a title on its line, and nothing else.
BEFORE_TITLE = re.compile(r"^(?:标题:|[#*>•·\-\s《【「]|\(?(?:图解|图片版|文字版|超链版)\)?|现将|附件\d*:?)+")
AFTER_TITLE = re.compile(
    r"[》】」*#。.\s]*(?:\((?:图解|图片版|文字版|超链版|全文)\))?(?:公布如下|报告如下|公开如下)?[:。]?"
)
NO_NAME = re.compile(r"报告|年报|信息公开|首页|目录|年度")
ABBREVIATED = ("市", "县", "区", "省", "州")
ORGANISATION = re.compile(
    r"[\u4e00-\u9fff()]{2,30}(?:人民政府|政府办公室|办公厅|委员会|管委会|办事处|局|厅|委|院|中心|分局|总队|支队|大队|公司|学校|医院|署|行|社|站|处|所|镇|乡|街道)"
)
PERIOD = re.compile(r"统计期限[^。]{0,12}?(?P<year>20\d{2})年1月1日")
IN_TEXT = re.compile(r"(?:^|[。;])(?P<year>20\d{2})年度?,(?:我|全|本|按|在|市|县|区|通过|共|主动)")
YEAR_BEGINS = re.compile(r"20\d{2}年度?,")  # stands where IN_TEXT does, and is found in a tenth of the time
CAPTION = re.compile(rf"{_YEAR}{_KIND}(?:工作)?情况统计表")
GROUP = re.compile(r"组配分类:?(?P<year>20\d{2})年度")
PUBLISHED = re.compile(
    r"(?:发布时间|发布日期|公开日期|公开时间|发文日期|公布日期|公布时间|发布于|(?<![\u4e00-\u9fff])(?:时间|日期)):?(?P<date>[^阅录作来]{8,24})"
)
NAMELESS = frozenset({"办公室", "局办公室", "厅办公室", "本站", "本网站", "网站", "办公厅", "综合科", "信息中心"})
CLOCK = re.compile(r"(?:\d{1,2}:\d{2}(?::\d{2})?)?")
COMPOSED = re.compile(r"(?:成文日期|生成日期|成文时间):?(?P<date>.{8,16})")
DATE = re.compile(r"(?P<year>20\d{2})(?:[-/.]|年)(?P<month>\d{1,2})(?:[-/.]|月)(?P<day>\d{1,2})日?")
CENTURY = "20"  # stands on every line with a date
LOST_DATE = re.compile(r"(?P<year>20\d{2})(?P<rest>\d{2,4})")
PUBLISHER = re.compile(
    r"(?:发布机构|发布单位|信息来源|来源|录入|公开机构|发文机关):?(?P<name>[\u4e00-\u9fff]{3,30}?)(?=$|发布|时间|日期|作者|浏览|阅读)"
)
INDEX = re.compile(r"索引号:?(?P<index>[0-9A-Z]{0,18}/?\d{4}-[\d-]{3,20})")
USCC = re.compile(r"(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Z])")
# Of what one stands on every line where these are found: looking for it takes a tenth of the time.
SIGNS = {
    PERIOD: ("统计期限",),
    CAPTION: ("情况统计表",),
    GROUP: ("组配分类",),
    INDEX: ("索引号",),
    PUBLISHED: ("时间", "日期", "发布于"),
    COMPOSED: ("成文", "生成"),
    PUBLISHER: ("机构", "单位", "来源", "录入", "机关"),
}
TITLE_SIGNS = (("报告", "年报"), ("信息公开", "政务公开", "政府信息"), ("20", "二"))  # one of each is in every title
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


class Line(NamedTuple):
    """A line of text, cleaned and without spaces, with its place and what it prints."""

    text: str
    printed: str
    place: Place


make_line = tuples_maker(Line)


class Lines(NamedTuple):
    """Some lines in their order, and the text of all of them together, a line each."""

    lines: tuple[Line, ...]
    text: str
    starts: tuple[int, ...]  # where each begins in it, and the end

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Lines:
        """These lines."""
        some = tuple(lines)
        texts = [line.text for line in some]
        return cls(some, "\n".join(texts), tuple(accumulate([len(text) + 1 for text in texts], initial=0)))

    def of_interest(self, pattern: re.Pattern[str]) -> tuple[Line, ...]:
        """The lines on which a pattern may be found by its signs; one look tells of most that there are none."""
        signs = SIGNS.get(pattern)
        if signs is None:
            return self.lines
        found: set[int] = set()
        for sign in signs:
            at = self.text.find(sign)
            while at >= 0:
                number = bisect_right(self.starts, at)
                found.add(number - 1)
                at = self.text.find(sign, self.starts[number])
        return tuple([self.lines[number] for number in sorted(found)])


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document says of itself; ``lost_date`` is a signature date that has lost characters.

    ``publisher`` is who the page says has published it, ``lines`` are the document's, cleaned; ``worded`` are those
    with more than figures.
    """

    title: Fact | None
    agency_name: Fact | None
    agency: Agency | None
    year: Fact | None
    published_on: Fact | None
    composed_on: Fact | None
    signed_on: Fact | None
    lost_date: Fact | None
    index_no: Fact | None
    scope: Fact | None
    publisher: Fact | None
    lines: tuple[Line, ...]
    worded: Lines


def recognise(document: Document, register: Register) -> Facts:
    """Find the facts; each is None where neither the document nor its sidecar gives it with certainty."""
    lines = tuple(_lines(document))
    worded = Lines.of([line for line in lines if not line.text.isascii()])
    head, tail = Lines.of(lines[:HEAD]), lines[-TAIL:]
    title, named = _title(head.lines)
    stated = _stated(document.source)
    published = stated.get("published_on") or _dated(PUBLISHED, head, "published") or _bare_date(head.lines, title)
    composed = _dated(COMPOSED, head, "composed")
    signed, lost = _signature(tail)
    index_no = first(INDEX, "index", head, "index_no")
    publisher = first(PUBLISHER, "name", head, "publisher")
    publisher = None if publisher and publisher.value in NAMELESS else publisher
    name = named or _full_name(publisher, worded.lines)
    agency = _by_id(stated.get("agency"), register) or _by_name(name, register)
    if agency is None and named is None:
        agency = _by_uscc(head.lines, register)
    if agency is None:
        agency = _by_signature(tail, named, register)
    if agency and "agency" in stated:
        name = Fact(agency.zh, "", None, "sidecar")
    return Facts(
        title=stated.get("title") or title,
        agency_name=name,
        agency=agency,
        year=stated.get("year") or _year(worded, title, published),
        published_on=published,
        composed_on=composed,
        signed_on=signed,
        lost_date=lost,
        index_no=index_no,
        scope=_scope(worded.lines, agency),
        publisher=publisher,
        lines=lines,
        worded=worded,
    )


def _stated(source: Source) -> dict[str, Fact]:
    """What the sidecar says of a report whose file cannot."""
    if source.stated is None:
        return {}
    values = {name: getattr(source.stated, name) for name in ("agency", "year", "title", "published_on")}
    return {name: Fact(str(value), "", None, "sidecar") for name, value in values.items() if value is not None}


def _scope(lines: tuple[Line, ...], agency: Agency | None) -> Fact | None:
    """What the report says that it covers; only a government's can cover a jurisdiction."""
    for line in lines:
        told = scope.told(line.text)
        if told and (told[0] != scope.JURISDICTION or agency is None or agency.kind == "government"):
            return Fact(*told, line.place, "text")
    return None


def _lines(document: Document) -> Iterator[Line]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            raw = block.text
            if raw.isdecimal() and raw.isascii():  # a figure on a line of its own, as flattened tables have hundreds
                yield make_line((raw, raw, block.place))
            elif text := "".join(clean(raw).text.split()):
                yield make_line((text, raw.strip(), block.place))
        elif isinstance(block, Grid):
            for row in block.rows:
                text = "".join([_squeezed(cell.text) for cell in row])
                if text:
                    yield make_line((text, " | ".join([cell.text for cell in row if cell.text]), row[0].place))


@lru_cache(maxsize=16384)
def _squeezed(raw: str) -> str:
    """The text of a cell, cleaned and without spaces; many cells say the same."""
    return "".join(clean(raw).text.split())


def _title(head: tuple[Line, ...]) -> tuple[Fact | None, Fact | None]:
    """The title, and the agency that it names; a title that names one is preferred, even broken over two lines."""
    found: list[tuple[Fact, Fact | None]] = []
    for at, line in enumerate(head):
        after = head[at + 1].text if at + 1 < len(head) else ""
        for text in (line.text, line.text + after):
            if match := title_in(text):
                how = Fact(match[0], line.printed, line.place, "title")
                name = match["agency"] or _beside(head, at)
                found.append((how, Fact(name, line.printed, line.place, "title") if name else None))
                break
    return next((pair for pair in found if pair[1]), found[0] if found else (None, None))


def title_in(text: str) -> re.Match[str] | None:
    """The title that a line is, whatever marks surround it."""
    if "报" not in text or not all(map(partial(_has_any, text), TITLE_SIGNS)):
        return None
    text = BEFORE_TITLE.sub("", text)
    if len(text) > LONGEST_TITLE:
        return None
    for pattern in TITLES:
        match = pattern.match(text)
        if match and AFTER_TITLE.fullmatch(text, match.end()) and not NO_NAME.search(match["agency"]):
            return match
    return None


def _has_any(text: str, signs: tuple[str, ...]) -> bool:
    return any(sign in text for sign in signs)


def _beside(head: tuple[Line, ...], at: int) -> str:
    """The agency that stands on the line before or after a title that names none."""
    for near in (at - 1, at + 1):
        if 0 <= near < len(head) and (match := ORGANISATION.fullmatch(head[near].text)):
            return match[0]
    return ""


def _year(lines: Lines, title: Fact | None, published: Fact | None) -> Fact | None:
    """The report year: period sentence, title, table caption, page data, the year before publication."""
    if period := first(PERIOD, "year", lines, "period"):
        return period
    if title and (match := title_in(title.value)):
        return _plausible(Fact(match["year"].translate(_CHINESE_DIGITS), title.printed, title.place, "title"))
    if stated := first(CAPTION, "year", lines, "caption") or first(GROUP, "year", lines, "page_data"):
        return _plausible(Fact(stated.value.translate(_CHINESE_DIGITS), stated.printed, stated.place, stated.how))
    if published:
        return _plausible(
            Fact(str(int(published.value[:4]) - 1), published.printed, published.place, "year_before_publication")
        )
    return year_in_text(lines)


def year_in_text(lines: Lines) -> Fact | None:
    """The year of which the text speaks, if it is one."""
    if not YEAR_BEGINS.search(lines.text):
        return None
    some = Lines.of(line for line in lines.lines if YEAR_BEGINS.search(line.text))
    years = {match["year"] for line in some.lines for match in IN_TEXT.finditer(line.text)}
    return first(IN_TEXT, "year", some, "text") if len(years) == 1 else None


def _plausible(fact: Fact) -> Fact | None:
    return fact if FIRST_YEAR <= int(fact.value) <= LAST_YEAR else None


def first(pattern: re.Pattern[str], group: str, lines: Lines, how: str) -> Fact | None:
    """What the group of a pattern holds on the first line where it is found."""
    for line in lines.of_interest(pattern):
        if match := pattern.search(line.text):
            return Fact(match[group], line.printed if len(line.printed) <= LONGEST_TITLE else match[0], line.place, how)
    return None


# --- dates -----------------------------------------------------------------------------------------------------------


def parse_date(match: re.Match[str]) -> dt.date | None:
    """The date of a :data:`DATE` match, None for a day that no calendar has."""
    try:
        return dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _dated(pattern: re.Pattern[str], lines: Lines, how: str) -> Fact | None:
    for line in lines.of_interest(pattern):
        for found in pattern.finditer(line.text) if CENTURY in line.text else ():
            if (match := DATE.match(found["date"])) and (date := parse_date(match)):
                return Fact(date.isoformat(), line.printed, line.place, how)
    return None


def _bare_date(head: tuple[Line, ...], title: Fact | None) -> Fact | None:
    """A date that stands alone right below the title."""
    if title is None or title.place is None:
        return None
    below = (line for line in head if line.place > title.place)
    for line in islice(below, 8):
        text = line.text.lstrip("•·-")
        match = DATE.match(text)
        if match and CLOCK.fullmatch(text, match.end()) and (date := parse_date(match)):
            return Fact(date.isoformat(), line.printed, line.place, "below_title")
    return None


def _signature(tail: tuple[Line, ...]) -> tuple[Fact | None, Fact | None]:
    """The date at the end of the report, or what is left of one that has lost its characters."""
    for line in reversed(tail):
        if match := DATE.fullmatch(line.text):
            if date := parse_date(match):
                return Fact(date.isoformat(), line.printed, line.place, "signature"), None
        elif LOST_DATE.fullmatch(line.text):
            return None, Fact(line.text, line.printed, line.place, "signature")
    return None, None


def readings(lost: str) -> tuple[dt.date, ...]:
    """Every date that a text such as 2024119 may have been, in order."""
    match = LOST_DATE.fullmatch(lost)
    if not match:
        return ()
    rest, found = match["rest"], set()
    for cut in range(1, len(rest)):
        month, day = rest[:cut], rest[cut:]
        if not month.startswith("0") or len(month) > 1:
            try:
                found.add(dt.date(int(match["year"]), int(month), int(day)))
            except ValueError:
                continue
    return tuple(sorted(found))


# --- agencies --------------------------------------------------------------------------------------------------------


def _full_name(publisher: Fact | None, lines: tuple[Line, ...]) -> Fact | None:
    """The publisher's name; where the page shortens it (市商务局), the one full name in the text that ends with it."""
    if publisher is None or not publisher.value.startswith(ABBREVIATED):
        return publisher
    pattern = re.compile(rf"(?:^|[^\u4e00-\u9fff]|《)([\u4e00-\u9fff]{{1,8}}?{re.escape(publisher.value)})")
    found = {match[1] for line in lines if publisher.value in line.text for match in pattern.finditer(line.text)}
    if len(found) != 1:
        return publisher
    return Fact(found.pop(), publisher.printed, publisher.place, "publisher_in_text")


def _by_name(name: Fact | None, register: Register) -> Agency | None:
    found = register.by_name.get(name.value, ()) if name else ()
    return found[0] if len(found) == 1 else None


def _by_uscc(head: tuple[Line, ...], register: Register) -> Agency | None:
    codes = {code for line in head for code in USCC.findall(line.text)}
    found = [register.by_uscc[code] for code in codes if code in register.by_uscc]
    return min(found, key=itemgetter(0))[1] if found else None


def _by_signature(tail: tuple[Line, ...], named: Fact | None, register: Register) -> Agency | None:
    """The agency that signs; a name in the title must be part of its name, or the report is another's."""
    signed = {agency.id: agency for line in tail for agency in register.by_name.get(line.text, ())}
    found = [agency for agency in signed.values() if named is None or named.value in agency.zh]
    return found[0] if len(found) == 1 else None


def _by_id(stated: Fact | None, register: Register) -> Agency | None:
    return register.by_id.get(stated.value) if stated else None
