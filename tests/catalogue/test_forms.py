"""The forms are sound, each is told from the others, and the schema refuses what is wrong."""

from __future__ import annotations

import re
import shutil
from itertools import count, pairwise
from typing import TYPE_CHECKING

import pytest

from sitegen.assembly import read_file
from sitegen.catalogue import KnowledgeError, load
from sitegen.cleaning import clean
from sitegen.model import Layout, Report
from sitegen.numerals import UNITS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitegen.model import Catalogue, Column, Form, Row, Table

CELLS = {
    "fujian-2011": 32,
    "national-2014": 58,
    "national-2019": 198,
    "national-2021": 200,
    "shanghai-2007": 112,
    "shanghai-2008": 108,
    "zhejiang-2013": 71,
}
LISTS = ("fujian-2011", "national-2014", "shanghai-2007", "shanghai-2008", "zhejiang-2013")
ITEM_MARK = re.compile(r"\(?(?:[一二三四五六七八九十]+|\d+)[)、.,:]|其中")
TITLE = "资阳市经济合作和外事局2010年政府信息公开工作年度报告"


def rows(form: Form) -> Iterator[tuple[Table, Row]]:
    """Every row of a form with its table."""
    for table in form.tables:
        for section in table.sections:
            for row in section.rows:
                yield table, row


def plain(text: str) -> str:
    """A label without spaces and quotation marks, as it is matched."""
    return re.sub(r"[\s“”\"]", "", clean(text).text)


def levels(table: Table) -> list[int]:
    """The levels of headings and rows in the order of the paper, the top being 0."""
    found: list[int] = []
    for section in table.sections:
        for row in section.rows:
            found += [heading.depth for heading in section.headings if heading.before == row.id]
            found.append(row.depth)
    return found


def paper(form: Form) -> tuple[str, dict[str, int]]:
    """A filled-in list as plain lines, with another figure in every cell, and what each cell says.

    The figures do not count on from row to row, as the codes of some forms do.
    """
    (table,) = form.tables
    figures = (number * 6151 % 9973 for number in count(1))
    lines = [TITLE, " ".join(["指标", "单位", *(column.zh for column in table.columns)])]
    facts: dict[str, int] = {}
    for section in table.sections:
        for row in section.rows:
            lines += [heading.zh for heading in section.headings if heading.before == row.id]
            filled = {f"{table.id}/{row.id}/{column.id}": next(figures) for column in section.columns}
            lines.append(" ".join([row.label, row.unit, *map(str, filled.values())]))
            facts |= filled
    return "\n".join(lines) + "\n", facts


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """A copy of ``data/`` to change."""
    return shutil.copytree(root / "data", tmp_path / "data")


def test_each_form_has_as_many_cells_as_its_paper(catalogue: Catalogue) -> None:
    assert {form.id: sum(1 for table in form.tables for _ in table.cells()) for form in catalogue.forms} == CELLS


def test_a_form_is_named_after_its_place_and_its_first_year(catalogue: Catalogue) -> None:
    for form in catalogue.forms:
        assert re.fullmatch(rf"[a-z]+-{form.first_year}", form.id)
        assert form.last_year is None or form.last_year >= form.first_year


def test_each_row_of_a_table_has_an_id_of_its_own(catalogue: Catalogue) -> None:
    for form in catalogue.forms:
        ids = [(table.id, row.id) for table, row in rows(form)]
        assert len(ids) == len(set(ids)), form.id


def test_rows_with_the_same_label_stand_under_different_headings(catalogue: Catalogue) -> None:
    for form in catalogue.forms:
        seen: dict[tuple[str, tuple[str, ...], str], str] = {}
        for table, row in rows(form):
            for text in {plain(label) for label in (row.zh, *row.aliases)}:
                assert seen.setdefault((table.id, row.path, text), row.id) == row.id, (form.id, row.id)


def test_every_row_of_statistics_has_a_unit_that_can_be_read(catalogue: Catalogue) -> None:
    for form in catalogue.forms:
        units = {row.id: row.unit for table, row in rows(form) if table.id == "statistics"}
        assert {row: unit for row, unit in units.items() if unit not in UNITS} == {}, form.id


def test_levels_begin_at_the_top_and_never_skip_one(catalogue: Catalogue) -> None:
    for form in catalogue.forms:
        for table in form.tables:
            if table.layout is Layout.LIST:
                depths = levels(table)
                assert depths[0] == 0
                assert all(below <= above + 1 for above, below in pairwise(depths)), form.id


def test_every_row_knows_all_headings_above_it(catalogue: Catalogue) -> None:
    for form in catalogue.forms:
        below = [(table, row) for table, row in rows(form) if table.layout is not Layout.ACROSS]
        assert [row.id for _, row in below if len(row.path) != row.depth] == [], form.id


def test_aliases_add_something_and_are_written_plainly(catalogue: Catalogue) -> None:
    """They differ from the label and from each other, and hold neither item mark nor space nor full-width letter."""
    for form in catalogue.forms:
        columns = [column for table in form.tables for column in table.columns]
        terms: list[Row | Column] = [*(row for _, row in rows(form)), *columns]
        for term in terms:
            texts = [plain(term.zh), *(plain(alias) for alias in term.aliases)]
            assert len(texts) == len(set(texts)), (form.id, term.id)
            for alias in term.aliases:
                assert alias == "".join(clean(alias).text.split()), (form.id, term.id)
                assert not ITEM_MARK.match(alias), (form.id, term.id)


def test_codes_have_two_digits_and_run_in_the_order_of_the_paper(catalogue: Catalogue) -> None:
    coded = {form.id: [row.code for _, row in rows(form) if row.code] for form in catalogue.forms}
    assert {form for form, codes in coded.items() if codes} == {"shanghai-2007", "shanghai-2008"}
    for codes in coded.values():
        assert codes == [f"{number:02}" for number in range(1, len(codes) + 1)]


@pytest.mark.parametrize("name", LISTS)
def test_a_filled_in_list_is_read_by_its_own_form_and_no_other(catalogue: Catalogue, tmp_path: Path, name: str) -> None:
    text, facts = paper(catalogue.form(name))
    file = tmp_path / "report.txt"
    file.write_text(text, encoding="utf-8")
    report = read_file(file, file.name, catalogue)
    assert isinstance(report, Report)
    assert report.form == name
    assert {cell.cell: cell.value for cell in report.observations} == facts


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id = "fujian-2011"', 'id = "fujian-2012"', "must be the file's name"),
        ('layout = "list"', 'layout = "scroll"', "'layout' must be one of"),
        ('id = "gazette"', 'id = "website"', "stands already"),
        ('id = "gazette"', 'id = "Gazette"', "is no identifier"),
        ('"annual", "cumulative"', '"annual", "yearly"', "'yearly' is not a term"),
        ("first_year = 2011", "", "'first_year' is missing"),
        ('unit = "元"', 'unit = "元", code = 13', "'code' is 13, which is of the wrong type"),
        ('unit = "元"', 'unit = "元", colour = "red"', "unknown key 'colour'"),
    ],
)
def test_a_form_that_breaks_the_schema_is_refused(copy: Path, old: str, new: str, message: str) -> None:
    form = copy / "forms" / "fujian-2011.toml"
    text = form.read_text(encoding="utf-8")
    assert text.count(old) == 1
    form.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=re.escape(message)) as caught:
        load(copy)
    assert caught.value.path == form
