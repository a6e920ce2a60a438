"""Corrections: beside the printed number, never in its place, and only as long as they fit what is printed."""

from __future__ import annotations

import csv
import datetime as dt
import re
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from frictionless import Package

from sitegen.assembly import assemble
from sitegen.catalogue import KnowledgeError
from sitegen.cli import main
from sitegen.corrections import correct
from sitegen.explain import explain
from sitegen.model import Correction, CorrectionStatus, Observation, Status

if TYPE_CHECKING:
    from sitegen.model import Dataset, Report

FILE = Path("data/corrections.toml")
GUANGZHOU, AMOUNT = "guangzhou-commerce-2020", "proactive/procurement/amount"
SICHUAN, RECEIVED = "sichuan-commerce-2019", "requests/received_new/total"
RIGHT = Correction(
    GUANGZHOU, AMOUNT, "476.32萬(wàn)元", Decimal("467.32"), "", "机关更正", "Erratum", dt.date(2021, 3, 1),
    CorrectionStatus.CONFIRMED, "https://example.org/erratum", 7,
)  # fmt: skip
WRITTEN = f"""
[[correction]]
report = "{GUANGZHOU}"
cell = "{AMOUNT}"
expect = "476.32萬(wàn)元"
value = "467.32"
reason_zh = "机关更正"
reason_en = "Erratum"
date = 2021-03-01
status = "confirmed"
source = "https://example.org/erratum"

[[correction]]
report = "{SICHUAN}"
cell = "{RECEIVED}"
expect = "2"
value = "3"
reason_zh = "疑为 3"
reason_en = "Probably 3"
date = 2021-03-02
status = "proposed"
"""


def refusal(dataset: Dataset, correction: Correction) -> str:
    """What is said of a correction that does not hold."""
    with pytest.raises(KnowledgeError) as error:
        correct(dataset.reports, (correction,), FILE)
    assert (error.value.path, error.value.line) == (FILE, correction.line)
    return str(error.value)


def named(dataset: Dataset, report: str) -> Report:
    """The report of that id."""
    return next(one for one in dataset.reports if one.id == report)


# --- what holds ------------------------------------------------------------------------------------------------------


def test_a_correction_stands_beside_the_number_and_changes_nothing_of_it(dataset: Dataset) -> None:
    """Value, status, evidence and all other reports are as before; the unit is that of the cell."""
    after = correct(dataset.reports, (RIGHT,), FILE)
    assert [replace(report, corrections=()) for report in after] == list(dataset.reports)
    (found,) = [correction for report in after for correction in report.corrections]
    assert found == replace(RIGHT, unit="万元")
    report = next(report for report in after if report.id == GUANGZHOU)
    assert report.correction(AMOUNT) is found
    assert report.correction("proactive/procurement/projects") is None


def test_corrections_come_in_the_order_of_their_cells(dataset: Dataset) -> None:
    """However they stand in the file, the same corrections give the same bytes."""
    later = replace(RIGHT, cell="requests/received_new/total", expect="15", value=Decimal(16))
    for given in ((RIGHT, later), (later, RIGHT)):
        report = next(one for one in correct(dataset.reports, given, FILE) if one.id == GUANGZHOU)
        assert [correction.cell for correction in report.corrections] == [AMOUNT, later.cell]


def test_a_number_that_was_not_printed_can_be_told(dataset: Dataset) -> None:
    """Nothing is expected where nothing is printed."""
    quzhou = named(dataset, "quzhou-commerce-2013")
    blank = next(cell for cell in quzhou.observations if cell.status is Status.BLANK)
    told = replace(RIGHT, report=quzhou.id, cell=blank.cell, expect="", value=Decimal(0))
    after = correct(dataset.reports, (told,), FILE)
    assert next(one for one in after if one.id == quzhou.id).correction(blank.cell) is not None


def test_a_row_of_the_report_s_own_can_be_corrected(dataset: Dataset) -> None:
    """It is published as much as the rows of the form."""
    own = Observation(GUANGZHOU, "national-2019", "proactive", "local_1", "made", Decimal(7), "", Status.REPORTED)
    report = replace(named(dataset, GUANGZHOU), local_rows=(own,))
    told = replace(RIGHT, cell=own.cell, expect="", value=Decimal(8))
    assert correct((report,), (told,), FILE)[0].corrections == (told,)


# --- what does not hold ----------------------------------------------------------------------------------------------


def test_a_stale_correction_is_refused_and_says_what_is_printed(dataset: Dataset) -> None:
    """Not even a space may differ."""
    for expect in ("476.32万元", "476.32萬(wàn)元 ", ""):
        told = refusal(dataset, replace(RIGHT, expect=expect))
        assert (
            told == f"{FILE}:7: {GUANGZHOU} {AMOUNT} is expected to print {expect!r}, but it prints '476.32萬(wàn)元'"
        )


def test_a_correction_of_a_number_that_is_gone_is_refused(dataset: Dataset) -> None:
    """A cell that has become empty prints nothing."""
    quzhou = named(dataset, "quzhou-commerce-2013")
    blank = next(cell for cell in quzhou.observations if cell.status is Status.BLANK)
    assert "but nothing is printed there" in refusal(dataset, replace(RIGHT, report=quzhou.id, cell=blank.cell))


def test_a_correction_of_an_unknown_report_is_refused(dataset: Dataset) -> None:
    """The nearest is named."""
    told = refusal(dataset, replace(RIGHT, report="guangzhou-commerce-2021"))
    assert "there is no report 'guangzhou-commerce-2021'; did you mean guangzhou-commerce-2020" in told


def test_a_correction_of_an_unknown_cell_is_refused(dataset: Dataset) -> None:
    """The nearest is named."""
    told = refusal(dataset, replace(RIGHT, cell="proactive/procurement/amout"))
    assert f"has no cell 'proactive/procurement/amout'; did you mean {AMOUNT}" in told


def test_a_correction_that_corrects_nothing_is_refused(dataset: Dataset) -> None:
    """The same number in the same unit is none; in another unit it is one."""
    assert "says so already" in refusal(dataset, replace(RIGHT, value=Decimal("476.320")))
    assert correct(dataset.reports, (replace(RIGHT, value=Decimal("476.32"), unit="元"),), FILE)


# --- end to end ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def data(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of ``data/`` with one correction and one proposal, both invented."""
    data = shutil.copytree(root / "data", tmp_path_factory.mktemp("corrections") / "data")
    with (data / "corrections.toml").open("a", encoding="utf-8") as file:
        file.write(WRITTEN)
    return data


@pytest.fixture(scope="module")
def corrected(data: Path) -> Dataset:
    """The dataset of that copy."""
    return assemble(data)


@pytest.fixture(scope="module")
def built(data: Path) -> Path:
    """The site of that copy."""
    out = data.parent / "dist"
    assert main(["--data", str(data), "--out", str(out)]) == 0
    return out


def test_checks_see_what_is_printed(dataset: Dataset, corrected: Dataset) -> None:
    """The proposal would break a sum, and the sum still holds: findings are the same, and so is every status."""
    assert corrected.findings == dataset.findings
    assert [report.observations for report in corrected.reports] == [report.observations for report in dataset.reports]
    assert sum(len(report.corrections) for report in corrected.reports) == 2


def test_the_life_of_a_number_tells_its_correction(corrected: Dataset) -> None:
    """With its standing, its day, its reason and where to look it up."""
    lines = explain(corrected, GUANGZHOU, AMOUNT)
    assert "  correct  467.32 万元, confirmed on 2021-03-01: 机关更正 (https://example.org/erratum)" in lines
    assert "  correct  3 件, proposed on 2021-03-02: 疑为 3" in explain(corrected, SICHUAN, RECEIVED)
    assert not any("correct " in line for line in explain(corrected, SICHUAN, "requests/carried_in/total"))


def test_the_package_tells_both_numbers_and_is_valid(built: Path) -> None:
    """As frictionless reads it: the printed number, the one that the agency put in its place, and no proposal."""
    package = Package(str(built / "data" / "datapackage.json"))
    assert package.validate().valid
    cells = {(row["report"], f"{row['table']}/{row['row']}/{row['column']}"): row for row in
             package.get_table_resource("observations").read_rows()}  # fmt: skip
    amount, received = cells[GUANGZHOU, AMOUNT], cells[SICHUAN, RECEIVED]
    assert (amount["value"], amount["status"]) == (Decimal("476.32"), "reported")
    assert (amount["corrected"], amount["corrected_unit"]) == (Decimal("467.32"), "万元")
    assert (received["value"], received["corrected"], received["corrected_unit"]) == (Decimal(2), None, None)
    assert sum(row["corrected"] is not None for row in cells.values()) == 1
    one, two = package.get_table_resource("corrections").read_rows()
    assert (one["expect"], one["value"], one["status"]) == ("476.32萬(wàn)元", Decimal("467.32"), "confirmed")
    assert (one["date"], one["source"]) == (dt.date(2021, 3, 1), "https://example.org/erratum")
    assert (two["report"], two["value"], two["unit"], two["source"]) == (SICHUAN, Decimal(3), "件", None)


def test_only_agencies_with_corrections_have_the_table(built: Path) -> None:
    """The others would have an empty file to wonder about."""
    found = sorted(path.parent.name for path in (built / "data" / "agencies").glob("*/corrections.csv"))
    assert found == ["guangzhou-commerce", "sichuan-commerce"]
    with (built / "data/agencies/guangzhou-commerce/corrections.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["report"] for row in csv.DictReader(file)] == [GUANGZHOU]


def test_a_stale_correction_stops_the_build(
    data: Path, built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It exits with 2, names file and line, and leaves the site as it was."""
    copy = shutil.copytree(data, tmp_path / "data")
    path = copy / "corrections.toml"
    text = path.read_text(encoding="utf-8").replace('expect = "2"', 'expect = "4"')
    path.write_text(text, encoding="utf-8")
    line = text[: text.rindex("[[correction]]")].count("\n") + 1
    before = (built / "index.html").read_bytes()
    assert main(["--data", str(copy), "--out", str(built)]) == 2
    told = capsys.readouterr().err
    assert re.search(rf"{re.escape(str(path))}:{line}: .*expected to print '4', but it prints '2'", told)
    assert (built / "index.html").read_bytes() == before
