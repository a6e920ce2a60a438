"""Drawings as files of their own."""

from __future__ import annotations

from decimal import Decimal

from lxml import etree

from sitegen.charts import Datum, Track, line, standalone

SVG = {"s": "http://www.w3.org/2000/svg"}


def test_a_file_says_what_it_is_and_where_it_comes_from() -> None:
    """Title and source line are seen; colours come with it, for light and dark; nothing is fetched."""
    chart = line([Track((Datum(2019, Decimal(3)), Datum(2020, Decimal(8))))])
    assert chart
    content = standalone(chart, "新收申请", "2019 年 3", "来源：甲 & 乙", language="zh-Hans")
    tree = etree.fromstring(content)
    texts = tree.xpath("//s:text/text()", namespaces=SVG)
    assert (texts[0], texts[-1]) == ("新收申请", "来源：甲 & 乙")
    assert b"prefers-color-scheme:dark" in content
    assert not tree.xpath("//@href | //@src")
    assert content.count(b"http") == 1  # the namespace
