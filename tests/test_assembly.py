"""Assembly: every file becomes a report or is set aside with its reason; one bad file costs the others nothing."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

import pytest

from sitegen.assembly import assemble, read_file
from sitegen.catalogue import KnowledgeError
from sitegen.model import Outcome, Quarantined, Report, Severity
from sitegen.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitegen.model import Catalogue, Dataset

SICHUAN, QUZHOU = "000_187445dee861a10c.txt", "004_3c91f6d335a9c228.txt"
TITLE = "四川省商务厅2019年政府信息公开工作年度报告"


@pytest.fixture(scope="module")
def knowledge(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of ``data/`` without evidence, never changed."""
    folder = tmp_path_factory.mktemp("assembly") / "knowledge"
    return shutil.copytree(root / "data", folder, ignore=shutil.ignore_patterns("reports"))


def plant(root: Path, data: Path) -> Iterator[Path]:
    """One good report, and beside it everything that can go wrong with a file."""
    reports = data / "reports"
    reports.mkdir()
    seed = (root / "data" / "reports" / SICHUAN).read_text(encoding="utf-8")
    files: dict[str, str | bytes] = {
        "good.txt": seed,
        "earlier.txt": seed.replace("2020-02-02", "2020-01-15"),
        "unknown-agency.txt": seed.replace("四川省商务厅", "四川省气象厅"),
        "no-name.txt": seed.replace(TITLE, "政府信息公开").replace("发布时间:2020-02-02", ""),
        "no-form.txt": f"{TITLE}\n一、总体情况\n全年主动公开政府信息123条。",
        "empty.txt": b"",
        "noise.txt": b"\x81\xff\xfd" * 100,
        "scan.pdf": b"%PDF-1.7 no text",
        "changed.txt": seed.replace("2019年", "2020年"),
        "changed.txt.toml": 'url = "https://example.org/"\nsha256 = "' + "0" * 64 + '"\n',
        "folder/kept.txt": (root / "data" / "reports" / QUZHOU).read_bytes(),
    }
    for name, content in files.items():
        path = reports / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        yield path


@pytest.fixture(scope="module")
def mixed(root: Path, knowledge: Path, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The dataset of a folder with two good reports among much that is bad."""
    data = shutil.copytree(knowledge, tmp_path_factory.mktemp("mixed") / "data")
    assert list(plant(root, data))
    return assemble(data)


ASIDE = {
    "changed.txt": ("R.HASH", "error"),
    "earlier.txt": ("R.DUPLICATE", "notice"),
    "empty.txt": ("R.UNREADABLE_FILE", "error"),
    "no-form.txt": ("R.NO_FORM", "error"),
    "no-name.txt": ("R.AGENCY", "error"),
    "noise.txt": ("R.UNREADABLE_FILE", "error"),
    "scan.pdf": ("R.UNREADABLE_FILE", "error"),
    "unknown-agency.txt": ("R.AGENCY", "error"),
}


def test_the_good_reports_are_published_whatever_lies_beside_them(mixed: Dataset) -> None:
    """Two reports, whole, in the order of their ids."""
    assert [(r.id, r.source.path) for r in mixed.reports] == [
        ("quzhou-commerce-2013", "folder/kept.txt"),
        ("sichuan-commerce-2019", "good.txt"),
    ]
    assert [sum(c.value is not None for c in r.observations) for r in mixed.reports] == [27, 198]


def test_every_other_file_is_set_aside_with_its_reason(mixed: Dataset) -> None:
    """Each with one finding, as severe as its rule says; it fails unless the report is there in another file."""
    aside = {}
    for item in mixed.quarantined:
        (finding,) = item.findings
        assert finding.outcome is (Outcome.UNCERTAIN if item.duplicate_of else Outcome.FAIL)
        assert finding.report is None
        aside[item.source.path.split(" ")[0]] = (finding.rule, finding.severity.value)
    assert aside == ASIDE


def test_nothing_is_lost(mixed: Dataset) -> None:
    """Files found are files published and files set aside; what was set aside stands among the findings."""
    assert len(mixed.reports) + len(mixed.quarantined) == 10
    assert {f for item in mixed.quarantined for f in item.findings} <= set(mixed.findings)


def test_findings_come_in_one_order(mixed: Dataset) -> None:
    """By report, rule and subject; files without a report last."""
    keys = [(f.report or "~", f.source, f.rule, f.subject) for f in mixed.findings]
    assert keys == sorted(keys)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_file_that_is_set_aside_says_why_in_words(mixed: Dataset, language: str) -> None:
    """The name of the file, the unknown agency, both hashes, the report that is published instead."""
    told = {}
    for item in mixed.quarantined:
        told[item.source.path.split(" ")[0]] = message(
            item.findings[0], mixed.catalogue, "zh" if language == "zh" else "en"
        )
    for name, words in told.items():
        assert name in words
    assert "四川省气象厅" in told["unknown-agency.txt"]
    assert "good.txt" in told["earlier.txt"]
    assert "0" * 64 in told["changed.txt"]
    assert "changed.txt.toml:2" in told["changed.txt"]


def test_of_two_reports_the_one_published_last_is_kept(root: Path, knowledge: Path, tmp_path: Path) -> None:
    """A correction replaces what it corrects, whatever the files are called; with equal dates the last by name."""
    data = shutil.copytree(knowledge, tmp_path / "data")
    seed = (root / "data" / "reports" / SICHUAN).read_text(encoding="utf-8")
    (data / "reports").mkdir()
    for name, date in (("a.txt", "2020-03-03"), ("b.txt", "2020-02-02"), ("c.txt", "2020-03-03")):
        (data / "reports" / name).write_text(seed.replace("2020-02-02", date), encoding="utf-8")
    result = assemble(data)
    assert [r.source.path for r in result.reports] == ["c.txt"]
    assert [(q.source.path, q.findings[0].rule) for q in result.quarantined] == [
        ("a.txt", "R.DUPLICATE"),
        ("b.txt", "R.DUPLICATE"),
    ]


def test_a_duplicate_names_the_report_that_is_published(root: Path, knowledge: Path, tmp_path: Path) -> None:
    """The message says which file is published instead, so it must be the one that is."""
    data = shutil.copytree(knowledge, tmp_path / "data")
    (data / "reports").mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        shutil.copy(root / "data" / "reports" / SICHUAN, data / "reports" / name)
    result = assemble(data)
    assert [dict(q.findings[0].details)["detail"] for q in result.quarantined] == ["c.txt", "c.txt"]


@pytest.mark.parametrize("prose", ["", "2018年,全省商务系统提质增效。\n2019年,全省商务系统再上台阶。"])
def test_a_report_whose_year_cannot_be_told_waits(root: Path, catalogue: Catalogue, tmp_path: Path, prose: str) -> None:
    """The agency is known from the signature; without title, caption and dates, a text of two years tells none."""
    seed = (root / "data" / "reports" / SICHUAN).read_text(encoding="utf-8")
    text = seed.replace(TITLE, prose).replace("2020-02-02", "").replace("。2019年,", "。本年,") + "\n四川省商务厅\n"
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    result = read_file(tmp_path / "x.txt", "x.txt", catalogue)
    assert isinstance(result, Quarantined)
    assert [f.rule for f in result.findings] == ["R.YEAR"]


def test_a_year_that_only_the_text_tells_is_taken_from_it(root: Path, catalogue: Catalogue, tmp_path: Path) -> None:
    """Where every sentence that begins with a year begins with the same."""
    seed = (root / "data" / "reports" / SICHUAN).read_text(encoding="utf-8")
    text = seed.replace(TITLE, "").replace("2020-02-02", "") + "\n四川省商务厅\n"
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    result = read_file(tmp_path / "x.txt", "x.txt", catalogue)
    assert isinstance(result, Report)
    assert (result.id, result.year.value, result.year.how) == ("sichuan-commerce-2019", "2019", "text")


def test_without_a_registry_an_unknown_agency_is_no_obstacle(root: Path, catalogue: Catalogue, tmp_path: Path) -> None:
    """Extraction needs no registry: the figures are there, the agency is named as printed and has no id."""
    seed = (root / "data" / "reports" / SICHUAN).read_text(encoding="utf-8")
    (tmp_path / "x.txt").write_text(seed.replace("四川省商务厅", "四川省气象厅"), encoding="utf-8")
    result = read_file(tmp_path / "x.txt", "x.txt", catalogue, registry=False)
    assert isinstance(result, Report)
    assert (result.agency, result.agency_name and result.agency_name.value) == (None, "四川省气象厅")
    assert sum(c.value is not None for c in result.observations) == 198


def test_a_sidecar_goes_with_its_report(root: Path, catalogue: Catalogue, tmp_path: Path) -> None:
    """Address and note of the sidecar, hash of the bytes."""
    path = tmp_path / "x.txt"
    shutil.copy(root / "data" / "reports" / SICHUAN, path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    sidecar = f'sha256 = "{digest}"\nurl = "https://example.org/a"\nretrieved = 2025-01-02\nnote = "抓取"\n'
    (tmp_path / "x.txt.toml").write_text(sidecar, encoding="utf-8")
    source = read_file(path, "x.txt", catalogue).source
    assert (source.url, str(source.retrieved), source.note, source.sha256) == (
        "https://example.org/a",
        "2025-01-02",
        "抓取",
        digest,
    )


def test_a_malformed_sidecar_stops_the_build(root: Path, knowledge: Path, tmp_path: Path) -> None:
    """It is ours, so it is mended and not worked around."""
    data = shutil.copytree(knowledge, tmp_path / "data")
    (data / "reports").mkdir()
    shutil.copy(root / "data" / "reports" / SICHUAN, data / "reports" / "x.txt")
    (data / "reports" / "x.txt.toml").write_text('sha = "0"\n', encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"x\.txt\.toml:1: "):
        assemble(data)


def test_no_report_at_all_is_an_empty_dataset(knowledge: Path, tmp_path: Path) -> None:
    """A folder without evidence gives no report and no finding."""
    data = shutil.copytree(knowledge, tmp_path / "data")
    result = assemble(data)
    assert (result.reports, result.findings, result.quarantined) == ((), (), ())


def test_the_number_of_processes_changes_nothing(mixed: Dataset, root: Path, knowledge: Path, tmp_path: Path) -> None:
    """Two processes give the same dataset as one."""
    data = shutil.copytree(knowledge, tmp_path / "data")
    assert list(plant(root, data))
    result = assemble(data, jobs=2)
    assert (result.findings, result.quarantined) == (mixed.findings, mixed.quarantined)
    assert result.reports == mixed.reports


def test_numbers_that_break_an_identity_are_published_with_an_error(
    root: Path, knowledge: Path, tmp_path: Path
) -> None:
    """What does not add up is published as printed and told, never mended."""
    data = shutil.copytree(knowledge, tmp_path / "data")
    (data / "reports").mkdir()
    seed = (root / "data" / "reports" / SICHUAN).read_text(encoding="utf-8")
    head, tail = seed.split("(一)予以公开", 1)
    (data / "reports" / "x.txt").write_text(
        head + "(一)予以公开" + tail.replace("\n1\n", "\n77\n", 1), encoding="utf-8"
    )
    result = assemble(data)
    (report,) = result.reports
    printed = next(c for c in report.observations if c.cell == "requests/granted/natural_person")
    assert str(printed.value) == "77"
    failed = {f.rule for f in result.findings if f.outcome is Outcome.FAIL and f.severity is Severity.ERROR}
    assert failed == {"T3.ROW", "T3.SUM"}
