"""The evidence: the five seed reports, byte for byte, and every figure of theirs proved by its place in the file."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from sitegen.cleaning import clean, replay
from sitegen.model import Status
from sitegen.numerals import parse
from sitegen.readers.decoding import decode

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Dataset, Report

HASHES = {
    "000_187445dee861a10c.txt": "665d8fa83d88e3b49e3ba43e8e00c6bb06d7d6fd1071de1c1dc41d57a5722190",
    "001_3c51f0ab0323fab2.txt": "c821ed04bdc9ea9558e3cc180b73bf22b1a9c33c2ab090a14d0e41166188ab88",
    "002_7862af51daa0dff0.txt": "cfc4b375c4d1dcf2e6321662f52b42e2ac89b7c80bf05fe5fd1cf64f1f43c5fc",
    "003_7d3d035d340d6bcd.txt": "6c412e4b918c976158df237eaebc9bfba3098552b0b2d6352648062272269015",
    "004_3c91f6d335a9c228.txt": "2f401e1b4348a0e81bc83d1f0adf3f226fd4412bc2ced6299e1280a893497e4f",
}
COUNTS = {
    "sichuan-commerce-2019": ("national-2019", 198),
    "guangzhou-commerce-2020": ("national-2019", 198),
    "chaoyang-commerce-2023": ("national-2021", 200),
    "ziyang-economic-cooperation-2019": ("national-2019", 198),
    "quzhou-commerce-2013": ("zhejiang-2013", 71),
}


def seeds(dataset: Dataset) -> dict[str, Report]:
    """The seed reports by file name; the project may have more reports."""
    return {r.source.path: r for r in dataset.reports if r.source.path in HASHES}


def test_the_seeds_are_kept_byte_for_byte(root: Path) -> None:
    """Evidence is never edited, not by an editor's last line feed nor by git's line ends."""
    for name, digest in HASHES.items():
        assert hashlib.sha256((root / "data" / "reports" / name).read_bytes()).hexdigest() == digest, name


def test_every_file_is_published_or_set_aside(dataset: Dataset, root: Path) -> None:
    """No file of the evidence is lost without a word."""
    files = sorted(p.name for p in (root / "data" / "reports").iterdir() if p.suffix != ".toml")
    assert sorted([r.source.path for r in dataset.reports] + [q.source.path for q in dataset.quarantined]) == files
    assert set(seeds(dataset)) == set(HASHES)


def test_every_seed_is_whole_on_its_form(dataset: Dataset) -> None:
    """865 cells: 198 in 2019 and 2020, 200 in 2023, 71 in 2013."""
    counts = {r.id: (r.form, len(r.observations)) for r in seeds(dataset).values()}
    assert counts == COUNTS
    assert sum(n for _, n in counts.values()) == 865


def test_blank_cells_stay_blank(dataset: Dataset) -> None:
    """44 of the 71 cells of the 2013 table are printed empty; no other seed has an empty cell; nothing is unread."""
    statuses = Counter((r.id, c.status) for r in seeds(dataset).values() for c in r.observations)
    expected = {(report, Status.REPORTED): count for report, (_, count) in COUNTS.items()}
    expected |= {("quzhou-commerce-2013", Status.REPORTED): 27, ("quzhou-commerce-2013", Status.BLANK): 44}
    assert statuses == expected


def test_replaying_the_steps_on_the_printed_text_gives_value_and_status(dataset: Dataset) -> None:
    """Every observation of the real build can be followed from print to number."""
    for report in dataset.reports:
        for cell in report.observations:
            if cell.status is Status.ABSENT:
                assert cell.provenance is None
                continue
            assert cell.provenance is not None
            number = parse(replay(cell.provenance.printed, cell.provenance.steps))
            assert (number.value, number.status, number.note) == (cell.value, cell.status, cell.note), cell.cell
            assert not number.unit or number.unit == cell.unit


def test_the_printed_text_stands_at_its_place_in_the_file_as_found(dataset: Dataset, root: Path) -> None:
    """Line and characters of every observation cut its printed text out of the very file that its hash names."""
    for report in dataset.reports:
        content = (root / "data" / "reports" / report.source.path).read_bytes()
        lines = decode(content).split("\n")
        assert report.source.sha256 == hashlib.sha256(content).hexdigest()
        for cell in report.observations:
            if cell.provenance:
                place = cell.provenance.place
                assert lines[place.line - 1][place.start : place.end] == cell.printed, cell.cell
                assert cell.provenance.sha256 == report.source.sha256


def test_no_two_cells_are_proved_by_the_same_characters(dataset: Dataset) -> None:
    """A figure is one cell's and no other's."""
    for report in dataset.reports:
        proofs = [c.provenance.place for c in report.observations if c.provenance and c.printed]
        assert len(set(proofs)) == len(proofs), report.id


def test_the_row_label_of_each_figure_is_printed_before_it(dataset: Dataset) -> None:
    """The label that an observation names stands, line breaks aside, in the report at or above the figure."""
    for report in seeds(dataset).values():
        squashed: list[str] = []
        for line in report.lines:
            squashed.append((squashed[-1] if squashed else "") + "".join(clean(line).text.split()))
        for cell in report.observations:
            if cell.provenance and cell.table != "remedies":
                label = "".join(clean(cell.provenance.row_label).text.split())
                above = squashed[cell.provenance.place.line - 1]
                assert label in "".join(c for c in above if c not in "“”"), (cell.cell, label)
                assert label


def test_a_keyed_figure_stands_on_the_line_of_its_address(dataset: Dataset) -> None:
    """A sheet needs no labels: the line says which cell it is, and prints the figure of that cell alone."""
    sheets = [report for report in dataset.reports if report.source.media_type == "text/csv"]
    assert len(sheets) >= 7
    for report in sheets:
        for cell in report.observations:
            assert cell.provenance is not None
            *address, printed, unit = report.lines[cell.provenance.place.line - 1].split(",")
            assert (address, printed) == ([cell.table, cell.row, cell.column], cell.printed)
            assert unit in {"", cell.unit}


def test_money_keeps_the_unit_that_is_printed(dataset: Dataset) -> None:
    """326.6万元, 476.32萬元, a bare zero and the 万元 of a header and of a unit cell."""
    amounts = {
        (r.id, c.cell): (str(c.value), c.unit)
        for r in seeds(dataset).values()
        for c in r.observations
        if c.column == "amount" or c.row == "funding_spent"
    }
    assert amounts == {
        ("sichuan-commerce-2019", "proactive/procurement/amount"): ("326.6", "万元"),
        ("guangzhou-commerce-2020", "proactive/procurement/amount"): ("476.32", "万元"),
        ("chaoyang-commerce-2023", "proactive/charges/amount"): ("0", "万元"),
        ("ziyang-economic-cooperation-2019", "proactive/procurement/amount"): ("0", ""),
        ("quzhou-commerce-2013", "statistics/funding_spent/count"): ("5.01", "万元"),
    }


def test_the_seeds_give_these_findings_and_no_others(dataset: Dataset) -> None:
    """Everything that is not a pass, by report and rule, of the sums, the dates and the reading."""
    known = {r.id for r in dataset.catalogue.rules if r.kind == "sum" or r.id in {"M.DEADLINE", "M.ORDER"}}
    known |= {r.id for r in dataset.catalogue.rules if r.kind == "reading"}
    reports = {r.id for r in seeds(dataset).values()}
    told = [f for f in dataset.findings if f.report in reports and f.rule in known and f.outcome != "pass"]
    found = Counter((f.report, f.rule, f.outcome.value) for f in told)
    assert found == {
        ("chaoyang-commerce-2023", "M.ORDER", "not_assessable"): 1,
        ("chaoyang-commerce-2023", "R.DATE", "uncertain"): 1,
        ("chaoyang-commerce-2023", "R.HEADER", "uncertain"): 1,
        ("guangzhou-commerce-2020", "M.ORDER", "not_assessable"): 1,
        ("guangzhou-commerce-2020", "R.SPAM", "uncertain"): 1,
        ("quzhou-commerce-2013", "A0.QZ", "fail"): 2,
        ("quzhou-commerce-2013", "A0.QZ", "not_assessable"): 6,
        ("quzhou-commerce-2013", "M.DEADLINE", "not_assessable"): 1,
        ("quzhou-commerce-2013", "M.ORDER", "not_assessable"): 1,
        ("quzhou-commerce-2013", "R.TITLE", "uncertain"): 1,
        ("sichuan-commerce-2019", "M.DEADLINE", "fail"): 1,
        ("sichuan-commerce-2019", "M.ORDER", "not_assessable"): 1,
        ("ziyang-economic-cooperation-2019", "M.ORDER", "fail"): 1,
        ("ziyang-economic-cooperation-2019", "R.UNIT", "uncertain"): 1,
    }
