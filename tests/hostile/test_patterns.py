"""No text makes a regular expression run on: each takes at most a tenth of a second for a megabyte."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, NamedTuple

from sitegen.claims.sentences import LONGEST as LONGEST_SENTENCE
from sitegen.extraction.furniture import LONGEST as LONGEST_FURNITURE
from sitegen.extraction.streams import MOST as LONGEST_FIGURE
from sitegen.numerals import LONGEST_CELL
from sitegen.readers import HEAD
from sitegen.readers.workbook import LONGEST_FORMAT
from sitegen.recognition import LONGEST_TITLE

if TYPE_CHECKING:
    from tests.hostile.patterns import Found

MEGABYTE = 1_000_000
MOST = 0.1  # seconds of processor time for a megabyte
LENIENCE = 3  # for a machine that is slow or shared
SIZES = (500, 4_000, 32_000, 256_000, MEGABYTE)
LEAST = 0.0002  # seconds that are too few to judge by
WIDEST = 4  # bytes of a character


class Bound(NamedTuple):
    """The characters that a pattern is given at most, and by what."""

    most: int
    why: str


BY_SENTENCE = Bound(LONGEST_SENTENCE, "sentences leaves out what is longer")
BY_FURNITURE = Bound(LONGEST_FURNITURE, "_is_furniture takes no longer line for the page's own")
BOUNDED = {
    "sitegen.extraction.streams.FIGURE": Bound(LONGEST_FIGURE, "no figure is looked for further behind its label"),
    "sitegen.links.grammar.UNREAD": Bound(0, "it is given our own pages, in which every < of a report is escaped"),
    "sitegen.numerals._NUMBER": Bound(LONGEST_CELL, "parse takes no longer text for a number"),
    "sitegen.readers.html._FRAGMENT": Bound(HEAD, "accepts is given the beginning of a file"),
    "sitegen.readers.workbook._UNREAD": Bound(LONGEST_FORMAT, "no longer format is looked into"),
    "sitegen.recognition.TITLES": Bound(LONGEST_TITLE, "title_in takes no longer text for a title"),
    "catalogue/claims.py _pattern": BY_SENTENCE,
    "catalogue/settings.py load_unwanted": BY_FURNITURE,
    "claims/scan.py grammar": BY_SENTENCE,
    "claims/words.py lexicon": BY_SENTENCE,
    "extraction/furniture.py _furniture": BY_FURNITURE,
    "pages/assets.py squeezed": Bound(0, "it is given our own style sheets, and no word of a report"),
}
UNITS = (
    *("(", "（", "((", "()", "[", "<", ">", "<!--", "<p ", "</p", "<a b='", '="', "&", "&#", "|", "| ", "-", "--", "—"),
    *(" ", "\t", "\n", " \n", "\u3000", "\x00", "1", "１", "1,", "1,111", "1.1", "11 ", "1)", "a", "A", "Z1", "a@"),
    *(
        "中",
        "中(",
        "(中",
        "(a)中",
        "一、",
        "十",
        "第一",
        "第1页",
        "①",
        "注1",
        "*",
        "**a",
        "_",
        "#",
        "\\",
        "/",
        '"',
        "“",
    ),
    *(
        ",",
        "，",
        "、",
        "。",
        ";",
        ":",
        "=",
        "+",
        "%",
        "$",
        "~",
        "·",
        "2023",
        "2023年",
        "2023-01-",
        "年度",
        "1件",
        "万元",
    ),
    *(
        "公开",
        "申请",
        "政府",
        "报告",
        "信息",
        "全市",
        "市县",
        "汇总",
        "不含",
        "局",
        "委员会",
        "共",
        "其中",
        "增",
        "减少",
    ),
    *(
        "受理",
        "资讯",
        "信息公开年度报告",
        "办公室",
        "人民政府",
        "stream ",
        "/Filter",
        "obj",
        "PK\x03\x04",
        "float ",
        "a.",
    ),
)
KINDS = 2


def hostile(unit: str, size: int, kind: int) -> str:
    """A text of that many bytes out of one unit, begun by what may fit and ended by what does not."""
    text = unit * (size // len(unit.encode()))
    return (f"1{text}x", f"中{text}\x01")[kind]


def took(found: Found, way: str, text: str, share: float) -> float:
    """Seconds of processor time; where they are more than the text's share, the least of three."""
    subject: Any = text.encode() if isinstance(found.pattern.pattern, bytes) else text
    least = float("inf")
    for _ in range(3):
        begin = time.process_time()
        if way == "finditer":
            for _match in found.pattern.finditer(subject):
                pass
        else:
            getattr(found.pattern, way)(subject)
        least = min(least, time.process_time() - begin)
        if least < share:
            break
    return least


def slow(found: Found, most: int = MEGABYTE) -> str:
    """What a pattern takes too long for; only what takes more than its share of 4,000 bytes is tried on more."""
    for way in sorted(found.ways):
        for unit in UNITS:
            for kind in range(KINDS):
                for size in SIZES:
                    share = max(MOST * LENIENCE * size / MEGABYTE, LEAST)
                    seconds = took(found, way, hostile(unit, min(size, most), kind), share)
                    if seconds > MOST * LENIENCE:
                        return f"{found.where} {way} {unit!r} {kind}: {seconds:.2f} s for {size} bytes"
                    if (seconds < share and size > SIZES[0]) or size >= most:
                        break
    return ""


def test_every_pattern_is_found(patterns: tuple[Found, ...]) -> None:
    """Those of modules, within functions and in the data; or this test would look at none and pass."""
    places = {found.where for found in patterns}
    assert {"sitegen.readers.html._PAGE", "claims/words.py lexicon"} <= places
    assert any(place.startswith("catalogue/privacy.py") for place in places)
    assert len(patterns) > 300


def test_no_text_makes_a_pattern_run_on(patterns: tuple[Found, ...]) -> None:
    most = {where: bound.most * WIDEST for where, bound in BOUNDED.items()}
    told = (slow(found, most.get(found.where, MEGABYTE)) for found in patterns)
    assert [one for one in told if one] == []


def test_a_pattern_that_runs_on_would_be_told(patterns: tuple[Found, ...]) -> None:
    """Without their bounds, some do."""
    (figure,) = [found for found in patterns if found.where == "sitegen.extraction.streams.FIGURE"]
    assert slow(figure, 32_000)
