"""Citations say who, what, when and where as far as it is known, with version and hash, whatever a source prints."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.exports.discovery.citations import Citation, apa, bibtex, gb7714, of_dataset, of_report, ris
from sitegen.exports.discovery.holdings import holdings
from sitegen.exports.schema import Words
from sitegen.listing import listing

if TYPE_CHECKING:
    from sitegen.model import Artifact, Dataset

HASH = "0" * 64
ONE = Citation(
    "quzhou-commerce-2023",
    Words("衢州市商务局", "Quzhou Municipal Bureau of Commerce"),
    Words("衢州市商务局2023年政府信息公开工作年度报告", "annual report on government information disclosure, 2023"),
    Words("开放数据", "Open data"),
    "1.2.0",
    dt.date(2024, 1, 28),
    dt.date(2026, 1, 31),
    "https://example.org/a_b",
    "https://example.org/repo/reports/quzhou-commerce-2023/",
    HASH,
    Words("源文件", "source file"),
)


def test_a_report_by_the_national_standard() -> None:
    assert gb7714(ONE) == (
        "衢州市商务局. 衢州市商务局2023年政府信息公开工作年度报告[R/OL]. (2024-01-28)[2026-01-31]. "
        "https://example.org/a_b. 数据见开放数据:1.2.0 版[DS/OL]. "
        f"https://example.org/repo/reports/quzhou-commerce-2023/. 源文件 SHA-256:{HASH}."
    )


def test_a_report_in_english() -> None:
    assert apa(ONE) == (
        "Quzhou Municipal Bureau of Commerce. (2024, January 28). 衢州市商务局2023年政府信息公开工作年度报告 "
        "[annual report on government information disclosure, 2023]. https://example.org/a_b "
        "Data: Open data (Version 1.2.0) [Data set]. https://example.org/repo/reports/quzhou-commerce-2023/ "
        f"SHA-256 of the source file: {HASH}."
    )


def test_what_is_unknown_is_left_out() -> None:
    bare = replace(ONE, date=None, accessed=None, url="", page="")
    assert gb7714(bare) == (
        "衢州市商务局. 衢州市商务局2023年政府信息公开工作年度报告[R]. 数据见开放数据:1.2.0 版[DS/OL]. "
        f"源文件 SHA-256:{HASH}."
    )
    assert "(n.d.)" in apa(bare)
    assert not {"year", "url", "urldate"} & set(re.findall(r"^  (\w+) =", bibtex(bare), re.MULTILINE))
    assert not re.search(r"^(PY|DA|Y2|UR)  - ", ris(bare), re.MULTILINE)


def test_this_sites_page_is_no_address_of_the_agencys_report() -> None:
    bare = replace(ONE, url="")
    assert "url = " not in bibtex(bare)
    assert "UR  - " not in ris(bare)
    assert bare.page in bibtex(bare)


def test_a_dataset_has_no_author_but_a_version(small: Dataset, published: dict[str, Artifact]) -> None:
    held = holdings(small, listing(published.values()))
    whole, own = held[0], next(one for one in held if not one.whole)
    site = small.catalogue.site
    cited = of_dataset(site, whole)
    stated = next(file.sha256 for file in whole.files if file.path == "data/datapackage.json")
    assert gb7714(cited).startswith(f"{site.title_zh}:{site.version} 版[DS/OL].")
    assert stated in gb7714(cited)
    assert f"//{site.title_zh}:{site.version} 版" in gb7714(of_dataset(site, own))
    assert bibtex(cited).startswith("@misc{")
    assert ris(cited).startswith("TY  - DATA\r\n")


def test_a_title_that_is_not_printed_stands_in_brackets(small: Dataset) -> None:
    report = replace(small.reports[0], title=None)
    agency = small.catalogue.agency(report.agency or "")
    assert of_report(small.catalogue.site, report, agency).title.zh == (
        f"[{agency.zh}{report.year.value}年政府信息公开工作年度报告]"
    )


@given(st.text(), st.text())
def test_hostile_titles_break_no_format(title: str, name: str) -> None:
    one = replace(ONE, author=Words(name, name), title=Words(title, title))
    text = bibtex(one)
    depth = 0
    for mark in re.findall(r"\\.|[{}]", text, re.DOTALL):
        depth += {"{": 1, "}": -1}.get(mark, 0)
        assert depth >= 0
    assert depth == 0
    assert text.startswith("@techreport{quzhou-commerce-2023,\n")
    lines = ris(one).split("\r\n")
    assert lines.pop() == ""
    assert all(re.match("[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert [line for line in lines if line.startswith("ER")] == ["ER  - "]
    assert len(gb7714(one).splitlines()) == len(apa(one).splitlines()) == 1


@pytest.mark.parametrize("style", [gb7714, apa, bibtex, ris])
def test_each_style_has_version_and_hash(style: object) -> None:
    assert callable(style)
    assert "1.2.0" in style(ONE)
    assert HASH in style(ONE)
