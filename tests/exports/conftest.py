"""A small dataset made by hand: two agencies, three reports, every status, and text that a spreadsheet would run."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitegen.catalogue import load
from sitegen.exports import exports
from sitegen.model import (
    Catalogue,
    Dataset,
    Fact,
    Finding,
    Form,
    Observation,
    Outcome,
    Place,
    Provenance,
    Report,
    Severity,
    Source,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sitegen.model import Artifact

Printed = tuple[str, Status, str | None, str]
"""What a cell prints, its status, its value and its unit."""


def fact(value: str) -> Fact:
    """A fact that a report states in so many words."""
    return Fact(value, value, Place(1), "printed")


def observe(report: str, form: Form, cells: Mapping[str, Printed]) -> tuple[Observation, ...]:
    """Every cell of the form in the order of the paper: as given, else a printed zero."""
    observations = []
    for table in form.tables:
        for line, (_, row, column) in enumerate(table.cells(), 10):
            address = f"{table.id}/{row.id}/{column.id}"
            unit = column.unit or row.unit
            printed, status, value, unit = cells.get(address, ("0", Status.REPORTED, "0", unit))
            place = Place(line, 2, 2 + len(printed))
            provenance = None if status is Status.ABSENT else Provenance("0" * 64, place, printed)
            number = None if value is None else Decimal(value)
            observations.append(
                Observation(report, form.id, table.id, row.id, column.id, number, unit, status, provenance)
            )
    return tuple(observations)


def build(form: Form, identity: str, cells: Mapping[str, Printed], *, title: str, url: str | None = None) -> Report:
    """A report whose tables follow one form; the identity is the agency's and the year."""
    agency, _, digits = identity.rpartition("-")
    year = int(digits)
    source = Source(
        f"{identity}.txt",
        "text/plain",
        f"{year:064d}",
        1000 + year,
        url,
        dt.date(2024, 5, 6) if url else None,
        note="=1+1" if url else "",
    )
    return Report(
        identity,
        source,
        ("text",),
        agency,
        form.id,
        fact(str(year)),
        title=fact(title),
        published_on=fact(f"{year + 1}-01-23"),
        tables=tuple((table.id, form.id) for table in form.tables),
        observations=observe(identity, form, cells),
    )


def local(report: Report, *cells: tuple[str, str, str, str | None]) -> tuple[Observation, ...]:
    """Cells of rows that the form does not have: row, label, column and what is printed, None for what is no number."""
    return tuple(
        Observation(
            report.id,
            report.form,
            "proactive",
            row,
            column,
            Decimal(printed) if printed else None,
            "",
            Status.REPORTED if printed else Status.UNREADABLE,
            Provenance("0" * 64, Place(40 + at, 2, 5, page=3), printed or "若干", row_label=label),
        )
        for at, (row, label, column, printed) in enumerate(cells)
    )


@pytest.fixture(scope="session")
def knowledge() -> Catalogue:
    """The project's own catalogue."""
    return load(Path(__file__).parents[2] / "data")


@pytest.fixture(scope="session")
def small(knowledge: Catalogue) -> Dataset:
    """Three reports by hand, with one finding of each outcome."""
    sichuan = {
        "proactive/licensing/items_change": ("-6(子项)", Status.REPORTED, "-6", "项"),
        "proactive/penalties/items_change": ("-1", Status.REPORTED, "-1", "项"),
        "proactive/procurement/amount": ("326.60万元", Status.REPORTED, "326.60", "万元"),
        "proactive/coercion/decisions": ("-", Status.NOT_APPLICABLE, None, "件"),
        "requests/granted/total": ("", Status.BLANK, None, "件"),
        "requests/partial/total": ("若干", Status.UNREADABLE, None, "件"),
        "requests/other/total": ("", Status.ABSENT, None, "件"),
        "requests/carried_out/total": ("1", Status.RESOLVED, "1", "件"),
    }
    later = {"proactive/charges/amount": ("100", Status.REPORTED, "1E+2", "万元")}
    old = {
        "statistics/budget/count": ("", Status.BLANK, None, "万元"),
        "statistics/proactive/count": ("4765", Status.REPORTED, "4765", "条"),
    }
    one, two, three = "sichuan-commerce-2019", "sichuan-commerce-2023", "quzhou-commerce-2013"
    address = "https://example.org/2019"
    reports = (
        build(knowledge.form("zhejiang-2013"), three, old, title="衢州市商务局2013年年度报告"),
        build(knowledge.form("national-2019"), one, sichuan, title="@四川省商务厅2019年年度报告", url=address),
        build(knowledge.form("national-2021"), two, later, title="四川省商务厅2023年年度报告"),
    )
    told = replace(
        reports[1],
        scope=Fact("jurisdiction", "全省行政机关", Place(1), "text"),
        local_rows=local(
            reports[1],
            ("local_1", "其他主动公开文件", "made", "186"),
            ("local_1", "其他主动公开文件", "disclosed", None),
            ("local_2", "+便民服务", "made", "7"),
        ),
    )
    reports = (reports[0], told, reports[2])
    findings = (
        Finding("R.NO_FORM", Outcome.FAIL, Severity.ERROR, None, "=evil.txt"),
        Finding(
            "M.ORDER",
            Outcome.FAIL,
            Severity.WARNING,
            one,
            one,
            left=dt.date(2020, 1, 23),
            right=dt.date(2020, 1, 30),
            difference=Decimal(-7),
        ),
        Finding(
            "T3.BAL",
            Outcome.PASS,
            Severity.ERROR,
            one,
            one,
            "total",
            Decimal("2.50"),
            Decimal("2.50"),
            Decimal("0.00"),
            ("requests/received_new/total", "requests/closed_total/total"),
        ),
        Finding("T3.ROW", Outcome.NOT_ASSESSABLE, Severity.ERROR, one, one, "granted", reason="blank_total"),
        Finding("R.CELL", Outcome.UNCERTAIN, Severity.NOTICE, two, two, "requests/other_misc/total"),
    )
    return Dataset(knowledge, reports, findings)


@pytest.fixture(scope="session")
def published(small: Dataset) -> dict[str, Artifact]:
    """What the exports make of the small dataset, by path."""
    return {artifact.path: artifact for artifact in exports(small)}


@pytest.fixture(scope="session")
def read(published: dict[str, Artifact]) -> Callable[[str], list[dict[str, str]]]:
    """The rows of a published CSV file by its path below ``data/``, as a reader other than ours sees them."""

    def rows(path: str) -> list[dict[str, str]]:
        text = published[f"data/{path}"].content.decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    return rows


@pytest.fixture
def staged(published: dict[str, Artifact], tmp_path: Path) -> Path:
    """The small dataset's files in a folder."""
    for artifact in published.values():
        file = tmp_path / artifact.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(artifact.content)
    return tmp_path
