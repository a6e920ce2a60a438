"""What a sidecar states of a report whose file cannot say it, as for a keyed sheet."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from sitegen.catalogue import KnowledgeError
from sitegen.model import Source, Stated
from sitegen.readers.sidecars import read_sidecar, with_sidecar

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = Source("sheet.csv", "text/csv", "a" * 64, 6)
AGENCIES = {"sichuan-commerce"}


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A keyed sheet without a sidecar."""
    path = tmp_path / "sheet.csv"
    path.write_text("table,row,column,value,unit\n", encoding="utf-8")
    return path


def write(sheet: Path, text: str) -> None:
    sheet.with_name("sheet.csv.toml").write_text(f'sha256 = "{"a" * 64}"\n{text}', encoding="utf-8")


def test_agency_year_title_and_date_go_to_the_source(sheet: Path) -> None:
    write(sheet, 'agency = "sichuan-commerce"\nyear = 2019\ntitle = "四川省商务厅年报"\npublished_on = 2020-01-20\n')
    source = with_sidecar(SOURCE, read_sidecar(sheet, AGENCIES))
    assert source.stated == Stated("sichuan-commerce", 2019, "四川省商务厅年报", dt.date(2020, 1, 20))


def test_a_sidecar_need_not_state_everything(sheet: Path) -> None:
    write(sheet, "year = 2019\n")
    assert with_sidecar(SOURCE, read_sidecar(sheet, AGENCIES)).stated == Stated(year=2019)


def test_a_sidecar_that_states_nothing_leaves_the_source_to_itself(sheet: Path) -> None:
    write(sheet, 'note = "抓取"\n')
    assert with_sidecar(SOURCE, read_sidecar(sheet, AGENCIES)).stated is None


def test_how_a_sheet_was_keyed_is_a_part_of_what_is_known_of_it(sheet: Path) -> None:
    write(sheet, 'note = "原文为图片。"\nkeyed = "两人各录入一遍。"\n')
    assert with_sidecar(SOURCE, read_sidecar(sheet)).note == "原文为图片。 两人各录入一遍。"


@pytest.mark.parametrize(
    ("text", "line", "about"),
    [
        ('\nagency = "nobody"\n', 3, "no agency 'nobody'"),
        ("year = 2007\n", 2, "2008 to 2099"),
        ("year = 2100\n", 2, "2008 to 2099"),
        ("year = true\n", 1, "wrong type"),
        ('year = "2019"\n', 1, "wrong type"),
        ("published_on = 2020-01-20T08:00:00\n", 2, "time of day"),
        ("retrieved = 2020-01-20T08:00:00Z\n", 2, "time of day"),
        ("title = 5\n", 1, "wrong type"),
    ],
)
def test_what_a_sidecar_cannot_state_is_refused_with_file_and_line(
    sheet: Path, text: str, line: int, about: str
) -> None:
    write(sheet, text)
    with pytest.raises(KnowledgeError, match=about) as error:
        read_sidecar(sheet, AGENCIES)
    assert (error.value.path.name, error.value.line) == ("sheet.csv.toml", line)
