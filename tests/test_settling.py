"""Settling: what the neighbouring years carry over singles out a split, or nothing changes."""

from __future__ import annotations

import shutil
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.assembly import assemble, read_file
from sitegen.checks import check
from sitegen.cleaning import replay
from sitegen.codec import Codec
from sitegen.explain import explain
from sitegen.extraction import narrowing
from sitegen.model import Event, Fact, Finding, Observation, OpenSplit, Outcome, Place, Report, Severity, Source, Status
from sitegen.numerals import parse
from sitegen.pipeline import Workplace, build
from sitegen.settling import settle
from sitegen.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from sitegen.model import Catalogue

    Read = Callable[..., Report]

SICHUAN, QUZHOU = "四川省商务厅", "衢州市商务局"
ZEROS = "0 0 0 0 0 0 0"
FIRST, SECOND = "1 11 0 0 0 0 12", "11 1 0 0 0 0 12"
THIRD = "1 1 10 0 0 0 12"
FUSED = "111000012"  # any of the three
UNDECIDED = "? ? ? 0 0 0 12"
OPEN = {"received_new": FUSED, "carried_out": FUSED}


def text(catalogue: Catalogue, agency: str, year: int, rows: Mapping[str, str]) -> str:
    """A report whose table of requests prints these figures, and zeros in all other rows."""
    table = catalogue.form("national-2021" if year > 2020 else "national-2019").table("requests")
    assert table is not None
    (section,) = table.sections
    header = [table.zh, "申请人情况", *(column.zh for column in section.columns)]
    body = [part for row in section.rows for part in (row.label, *rows.get(row.id, ZEROS).split())]
    return "\n\n".join((f"{agency}{year}年政府信息公开工作年度报告", *header, *body, ""))


@pytest.fixture
def read(catalogue: Catalogue, tmp_path: Path) -> Read:
    """Read an invented report of a year, printed row by row; rows that are not given hold zeros."""

    def reading(year: int, agency: str = SICHUAN, **rows: str) -> Report:
        path = tmp_path / f"{agency}-{year}.txt"
        path.write_text(text(catalogue, agency, year, rows), encoding="utf-8")
        report = read_file(path, path.name, catalogue)
        assert isinstance(report, Report)
        return report

    return reading


def row(report: Report, row_id: str) -> str:
    """The values of a row of requests, a question mark for none."""
    cells = (cell for cell in report.observations if (cell.table, cell.row) == ("requests", row_id))
    return " ".join("?" if cell.value is None else f"{cell.value:f}" for cell in cells)


def told(report: Report, rule: str) -> list[Finding]:
    """The findings of a rule."""
    return [finding for finding in report.findings if finding.rule == rule]


def stays_open(report: Report, reports: Iterable[Report], catalogue: Catalogue) -> Finding:
    """Settle; the report has the cells that it had. The finding about its first open row."""
    (after,) = (one for one in settle(reports, catalogue) if one.id == report.id)
    assert after.observations == report.observations
    assert row(after, "carried_out") == UNDECIDED
    assert not told(after, "R.CARRIED")
    assert [f.cells for f in told(after, "R.SPLIT")] == [f.cells for f in told(report, "R.SPLIT")] != []
    return told(after, "R.SPLIT")[0]


# --- what stays open -------------------------------------------------------------------------------------------------


def test_a_report_carries_the_splits_that_are_left_with_their_evidence(read: Read) -> None:
    """Two rows that an identity ties together are one open split; three candidates, each proved by its characters."""
    report = read(2022, **OPEN)
    (split,) = report.open_splits
    assert (split.table, split.cells) == (
        "requests",
        tuple(f"requests/{name}/{c}" for name in OPEN for c in ("natural_person", "enterprise", "research")),
    )
    assert sorted(tuple(map(int, (one.value or 0 for one in way))) for way in split.candidates) == [
        (1, 1, 10, 1, 1, 10),
        (1, 11, 0, 1, 11, 0),
        (11, 1, 0, 11, 1, 0),
    ]
    for one in (one for way in split.candidates for one in way):
        assert one.provenance is not None
        place = one.provenance.place
        assert report.lines[place.line - 1][place.start : place.end] == one.printed
        assert parse(replay(one.printed, one.provenance.steps)).value == one.value


def test_nothing_is_kept_of_a_report_that_leaves_nothing_open(read: Read) -> None:
    """Printed apart, or split in one way only."""
    assert read(2022, received_new=FIRST, carried_out=FIRST).open_splits == ()
    assert read(2022, received_new="230000023", carried_out="23 0 0 0 0 0 23").open_splits == ()


def test_rows_that_no_identity_ties_together_are_open_apart(read: Read, catalogue: Catalogue) -> None:
    """What decides one of two such groups says nothing of the other."""
    report = read(2022, received_new="12 12 0 0 0 0 24", carried_in=FUSED, granted=FUSED, partial=FUSED,
                  closed_total="12 12 0 0 0 0 24", carried_out=FUSED)  # fmt: skip
    assert [({cell.split("/")[1] for cell in split.cells}, len(split.candidates)) for split in report.open_splits] == [
        ({"carried_in", "carried_out"}, 3),
        ({"granted", "partial"}, 2),
    ]
    settled, _ = settle((report, read(2023, carried_in=FIRST, carried_out=FIRST)), catalogue)
    assert [row(settled, name) for name in ("carried_in", "carried_out")] == [FIRST, FIRST]
    assert [row(settled, name) for name in ("granted", "partial")] == ["? ? 0 0 0 0 12"] * 2
    assert [(f.subject, f.reason) for f in told(settled, "R.SPLIT")] == [
        ("requests/granted", ""),
        ("requests/partial", ""),
    ]


def test_a_row_that_may_have_lost_a_figure_is_no_open_split(read: Read) -> None:
    """A value that the sums imply is printed nowhere, whatever another report says."""
    report = read(2022, received_new="3 4 0 0 0 7", carried_out="3 4 0 0 0 0 7")
    assert told(report, "R.SPLIT")
    assert report.open_splits == ()


def test_open_splits_come_back_from_a_worker(read: Read) -> None:
    codec: Codec[Report] = Codec(Report)
    report = read(2022, **OPEN)
    assert codec.decode(codec.encode(report)) == report


def test_what_is_kept_is_bounded(read: Read, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many ways to read rows together: each stands for itself and is settled alone; with too many still, none."""
    after = read(2023, carried_in=FIRST, carried_out=FIRST)
    monkeypatch.setattr(narrowing, "MOST_KEPT", 5)
    report = read(2022, **OPEN)
    assert [(len(split.cells), len(split.candidates)) for split in report.open_splits] == [(3, 3), (3, 3)]
    settled, _ = settle((report, after), catalogue)
    assert (row(settled, "received_new"), row(settled, "carried_out")) == (UNDECIDED, FIRST)
    monkeypatch.setattr(narrowing, "MOST_KEPT", 2)
    assert read(2022, **OPEN).open_splits == ()


# --- what decides ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("true", [FIRST, SECOND, THIRD])
def test_the_year_after_decides_what_is_carried_forward_and_all_that_hangs_on_it(
    read: Read, catalogue: Catalogue, true: str
) -> None:
    """Row I has the same digits and balances only with the same split."""
    after = read(2023, carried_in=true, carried_out=true)
    settled, same = settle((read(2022, **OPEN), after), catalogue)
    assert (row(settled, "carried_out"), row(settled, "received_new")) == (true, true)
    assert same == after
    cells = [
        c for c in settled.observations if c.row in OPEN and c.column in {"natural_person", "enterprise", "research"}
    ]
    assert {cell.status for cell in cells} == {Status.RESOLVED}
    for cell in cells:
        assert cell.provenance is not None
        assert cell.provenance.decided_by[:2] == (
            "sichuan-commerce-2023:requests/carried_in/natural_person",
            "sichuan-commerce-2023:requests/carried_in/enterprise",
        )
        assert parse(replay(cell.printed, cell.provenance.steps)).value == cell.value
    assert {f.outcome for f in check(settled, catalogue) if f.rule.startswith("T3.")} == {Outcome.PASS}
    assert settled.open_splits == ()


@pytest.mark.parametrize("true", [FIRST, SECOND, THIRD])
def test_the_year_before_decides_what_is_carried_in(read: Read, catalogue: Catalogue, true: str) -> None:
    before = read(2021, received_new=true, carried_out=true)
    later = read(2022, carried_in=FUSED, closed_total=FUSED, granted=FUSED)
    _, settled = settle((before, later), catalogue)
    assert [row(settled, name) for name in ("carried_in", "closed_total", "granted")] == [true] * 3


def test_the_year_before_decides_across_the_change_of_forms(read: Read, catalogue: Catalogue) -> None:
    before = read(2020, received_new=SECOND, carried_out=SECOND)
    _, settled = settle((before, read(2021, carried_in=FUSED, carried_out=FUSED)), catalogue)
    assert row(settled, "carried_in") == SECOND


def test_both_neighbours_may_decide_a_row_each(read: Read, catalogue: Catalogue) -> None:
    """What came in is known from before, what goes on from after; neither alone would decide both."""
    before = read(2021, received_new=FIRST, carried_out=FIRST)
    middle = read(2022, received_new="12 12 0 0 0 0 24", carried_in=FUSED, granted=FUSED, closed_total=FUSED,
                  carried_out="12 12 0 0 0 0 24")  # fmt: skip
    after = read(2023, carried_in="12 12 0 0 0 0 24", carried_out="12 12 0 0 0 0 24")
    _, settled, _ = settle((before, middle, after), catalogue)
    assert [row(settled, name) for name in ("carried_in", "granted", "closed_total")] == [FIRST] * 3


def test_a_figure_that_the_identities_alone_have_split_may_decide(read: Read, catalogue: Catalogue) -> None:
    """It was certain before: resolved, but by nobody else's figures."""
    after = read(2023, carried_in=FUSED, received_new=ZEROS, carried_out=FIRST)
    assert row(after, "carried_in") == FIRST
    settled, _ = settle((read(2022, **OPEN), after), catalogue)
    assert row(settled, "carried_out") == FIRST


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ("111000012", "sichuan-commerce-2023 的「二、上年结转政府信息公开申请数量」", "11 1 0 0 0 0 12")),
        ("en", ("111000012", "“Carried over from previous year” of sichuan-commerce-2023", "11 1 0 0 0 0 12")),
    ],
)
def test_the_finding_names_the_report_and_the_cells_that_decided(
    read: Read,
    catalogue: Catalogue,
    language: Literal["zh", "en"],
    words: tuple[str, ...],
) -> None:
    """One finding for each row takes the place of the one that told of several splits."""
    open_report = read(2022, **OPEN)
    settled, _ = settle((open_report, read(2023, carried_in=SECOND, carried_out=SECOND)), catalogue)
    assert not told(settled, "R.SPLIT")
    first, second = told(settled, "R.CARRIED")
    assert (first.subject, second.subject) == ("requests/received_new", "requests/carried_out")
    assert {first.outcome, second.outcome} == {Outcome.PASS}
    assert len(settled.findings) == len(open_report.findings)
    assert "requests/received_new/enterprise" in first.cells
    assert "sichuan-commerce-2023:requests/carried_in/enterprise" in first.cells
    said = message(first, catalogue, language)
    assert all(word in said for word in words), said


# --- what does not ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "figures",
    [
        "6 6 0 0 0 0 12",  # no candidate
        "1 11 0 0 0 1 13",  # right where the row is open, wrong where it is certain
    ],
)
def test_a_neighbour_that_disagrees_decides_nothing(read: Read, catalogue: Catalogue, figures: str) -> None:
    report, after = read(2022, **OPEN), read(2023, carried_in=figures, carried_out=figures)
    finding = stays_open(report, (report, after), catalogue)
    assert "sichuan-commerce-2023" in message(finding, catalogue, "zh")
    assert dict(finding.details)["candidates"] in message(finding, catalogue, "en")


def test_neighbours_that_contradict_each_other_decide_nothing(read: Read, catalogue: Catalogue) -> None:
    """The year before speaks for one split, the year after for the other, of two rows that hang together."""
    report = read(2022, carried_in=FUSED, carried_out=FUSED)
    before = read(2021, received_new=FIRST, carried_out=FIRST)
    after = read(2023, carried_in=SECOND, carried_out=SECOND)
    assert row(settle((before, report), catalogue)[1], "carried_out") == FIRST
    stays_open(report, (before, report, after), catalogue)


def test_neighbours_that_are_open_themselves_decide_nothing(read: Read, catalogue: Catalogue) -> None:
    """Not even where the third year would decide the second: nothing is settled by what was settled."""
    report = read(2022, **OPEN)
    middle = read(2023, carried_in=FUSED, carried_out=FUSED)
    after = read(2024, carried_in=FIRST, carried_out=FIRST)
    first, second, _ = settle((report, middle, after), catalogue)
    assert (row(first, "carried_out"), row(second, "carried_out")) == (UNDECIDED, FIRST)
    stays_open(report, (report, middle, after), catalogue)
    assert settle((first, second, after), catalogue) == (first, second, after)


@pytest.mark.parametrize("figures", ["/ 11 0 0 0 0 12", "约1 11 0 0 0 0 12"])
def test_a_neighbour_without_a_figure_for_an_open_cell_decides_nothing(
    read: Read, catalogue: Catalogue, figures: str
) -> None:
    """No figure is no zero, and one cell of two is not enough."""
    report, after = read(2022, **OPEN), read(2023, carried_in=figures, carried_out=FIRST)
    assert row(after, "carried_in") != FIRST
    assert not stays_open(report, (report, after), catalogue).reason


def test_other_agencies_and_other_years_decide_nothing(read: Read, catalogue: Catalogue) -> None:
    report = read(2022, **OPEN)
    others = (
        read(2023, QUZHOU, carried_in=FIRST, carried_out=FIRST),
        read(2024, carried_in=FIRST, carried_out=FIRST),
        read(2020, received_new=FIRST, carried_out=FIRST),
        read(2021, received_new=SECOND, carried_out=SECOND),  # carried out of the wrong side
    )
    assert not stays_open(report, (report, *others), catalogue).reason


def test_years_that_do_not_continue_each_other_decide_nothing(read: Read, catalogue: Catalogue) -> None:
    """A merger between the two; tables of another form; a whole jurisdiction in one of them, own work in the other."""
    report, after = read(2022, **OPEN), read(2023, carried_in=FIRST, carried_out=FIRST)
    merger = Event(str(after.agency), "merger", 2023, "并入他局", "merged")
    stays_open(report, (report, after), replace(catalogue, events=(merger,)))
    stays_open(report, (report, replace(after, tables=(("requests", "zhejiang-2013"),))), catalogue)
    alone, whole = (Fact(value, value, None, "text") for value in ("body", "jurisdiction"))
    report = replace(report, scope=alone)
    stays_open(report, (report, replace(after, scope=whole)), catalogue)
    assert row(settle((report, replace(after, scope=alone)), catalogue)[0], "carried_out") == FIRST


def test_a_report_of_no_known_agency_is_left_alone(read: Read, catalogue: Catalogue) -> None:
    report, after = (replace(r, agency=None) for r in (read(2022, **OPEN), read(2023, carried_in=FIRST)))
    stays_open(report, (report, after), catalogue)


# --- properties ------------------------------------------------------------------------------------------------------

CELLS = tuple(f"requests/{r}/{c}" for r in ("carried_in", "carried_out") for c in ("natural_person", "total"))
FIGURES = st.tuples(*[st.sampled_from([None, *map(Decimal, range(3))])] * len(CELLS))
WHOLE = st.tuples(*[st.sampled_from([*map(Decimal, range(3))])] * len(CELLS))


def observed(report: str, cell: str, value: Decimal | None, status: Status) -> Observation:
    """A cell of requests."""
    table, row_id, column = cell.split("/")
    return Observation(report, "national-2021", table, row_id, column, value, "件", status)


@st.composite
def years(draw: st.DrawFn) -> tuple[Report, ...]:
    """Up to four years of an agency: any figures, rows that are open between any splits."""
    reports = []
    for year in sorted(draw(st.sets(st.integers(2021, 2024), min_size=1))):
        name = f"a-{year}"
        rows = draw(st.sets(st.sampled_from(["carried_in", "carried_out"])))
        mine = tuple(cell for cell in CELLS if cell.split("/")[1] in rows)
        given = dict(zip(CELLS, draw(FIGURES), strict=True)) | dict.fromkeys(mine)
        ways = draw(st.lists(WHOLE, min_size=2, max_size=4, unique=True))
        split = OpenSplit("requests", mine, tuple(
            tuple(observed(name, c, v, Status.RESOLVED) for c, v in zip(CELLS, way, strict=True) if c in mine)
            for way in ways
        ))  # fmt: skip
        reports.append(Report(
            name, Source(name, "text/plain", "0" * 64, 1), (), "a", "national-2021", Fact(str(year), "", None, "title"),
            tables=(("requests", "national-2021"),),
            observations=tuple(
                observed(name, c, v, Status.UNREADABLE if v is None else Status.REPORTED) for c, v in given.items()
            ),
            findings=tuple(
                Finding("R.SPLIT", Outcome.UNCERTAIN, Severity.NOTICE, name, name, f"requests/{r}",
                        cells=tuple(c for c in mine if c.split("/")[1] == r), place=Place(1),
                        details=(("form", "national-2021"),))
                for r in sorted(rows)
            ),
            open_splits=(split,) if mine else (),
        ))  # fmt: skip
    return tuple(reports)


@given(years())
def test_settling_fills_open_cells_from_one_candidate_and_touches_nothing_else(
    catalogue: Catalogue, before: tuple[Report, ...]
) -> None:
    after = settle(before, catalogue)
    assert [report.id for report in after] == [report.id for report in before]
    assert settle(after, catalogue) == after
    for was, now in zip(before, after, strict=True):
        assert [c.cell for c in now.observations] == [c.cell for c in was.observations]
        changed = {n.cell: n for w, n in zip(was.observations, now.observations, strict=True) if w != n}
        assert all(cell.value is None for cell in was.observations if cell.cell in changed)
        ways = [dict(zip(s.cells, way, strict=True)) for s in was.open_splits for way in s.candidates]
        assert not changed or any(all(way[cell].value == one.value for cell, one in changed.items()) for way in ways)
        decided = {cell for finding in now.findings if finding.rule == "R.CARRIED" for cell in finding.cells}
        assert changed.keys() == {cell for cell in decided if ":" not in cell}


def test_what_is_settled_is_what_was_meant(read: Read, catalogue: Catalogue) -> None:
    """Three invented years that carry over as they should, printed with digits run together: nothing is read wrong."""
    rng, gained = Random("carry"), 0  # noqa: S311  no secret is made here
    for _ in range(40):
        truths, carried = [], [0] * 6
        for _ in range(3):
            received = [rng.choice((0, 1, 2, 11, 12, 21, 111)) if n < 3 else 0 for n in range(6)]
            out = [rng.choice((0, 1, 11, a + b)) if a + b > 10 else a for a, b in zip(received, carried, strict=True)]
            closed = [a + b - c for a, b, c in zip(received, carried, out, strict=True)]
            truths.append({"received_new": received, "carried_in": carried, "granted": closed,
                           "closed_total": closed, "carried_out": out})  # fmt: skip
            carried = out
        printed = [
            {name: ("" if rng.random() < 0.6 else " ").join(map(str, (*v, sum(v)))) for name, v in truth.items()}
            for truth in truths
        ]
        before = tuple(read(2021 + n, **rows) for n, rows in enumerate(printed))
        after = settle(before, catalogue)
        for truth, was, now in zip(truths, before, after, strict=True):
            for name, values in truth.items():
                wanted = [*map(str, values), str(sum(values))]
                assert all(got in {"?", want} for got, want in zip(row(now, name).split(), wanted, strict=True))
                gained += row(was, name).count("?") - row(now, name).count("?")
    assert gained > 20


# --- end to end ------------------------------------------------------------------------------------------------------


def test_a_build_settles_what_its_reports_decide(root: Path, catalogue: Catalogue, tmp_path: Path) -> None:
    """Through workers, beside another file of the same report; explain tells whose figures decided."""
    data = shutil.copytree(root / "data", tmp_path / "data", ignore=shutil.ignore_patterns("reports"))
    (data / "reports").mkdir()
    certain = {"carried_in": FIRST, "carried_out": FIRST}
    dated = "公开工作年度报告\n发布日期:2023-01-20"
    files = {
        "2022.txt": text(catalogue, SICHUAN, 2022, OPEN).replace("公开工作年度报告", dated),
        "2022-undated.txt": text(catalogue, SICHUAN, 2022, dict.fromkeys(OPEN, FIRST)),
        "2023.txt": text(catalogue, SICHUAN, 2023, certain),
    }
    for name, content in files.items():
        (data / "reports" / name).write_text(content, encoding="utf-8")
    build(Workplace(data, root / "content", root / "templates", tmp_path / "site"))
    dataset = assemble(data)
    settled = next(report for report in dataset.reports if report.id == "sichuan-commerce-2022")
    assert settled.source.path == "2022.txt"
    assert row(settled, "carried_out") == FIRST
    assert not told(settled, "R.DUPLICATE_DIFFERS")  # the other file is compared with what is published
    lines = explain(dataset, settled.id, "requests/carried_out/enterprise")
    assert "  status   resolved" in lines
    assert "  printed  '11'" in lines
    assert any(line.startswith("  by       sichuan-commerce-2023:requests/carried_in/") for line in lines)
    assert any(line.startswith("  check    R.CARRIED pass: ") for line in lines)
    page = (tmp_path / "site" / "reports" / settled.id / "index.html").read_text(encoding="utf-8")
    ledger = (tmp_path / "site" / "findings" / settled.id / "index.html").read_text(encoding="utf-8")
    assert "sichuan-commerce-2023 的「二、上年结转政府信息公开申请数量」" in ledger
    assert "‹11›" in page
