"""Isolation and accounting: one bad file costs its own report and no other, and every file is accounted for."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from sitegen import assembly, extraction, readers, reading, workers
from sitegen.assembly import AccountingError, account, assemble
from sitegen.catalogue import KnowledgeError
from sitegen.folders import shown
from sitegen.model import Outcome, Place, Quarantined, Report
from sitegen.reading import File, read_file, read_files
from sitegen.serving import LIMITS, Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from sitegen.model import Catalogue, Dataset

needs_limits = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits of processes")
needs_memory_limit = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="no limit of the address space")
TITLE = "资阳市经济合作和外事局2019年政府信息公开工作年度报告\n"


@pytest.fixture
def seed(root: Path) -> Path:
    """A real report."""
    return root / "data" / "reports" / "003_7d3d035d340d6bcd.txt"


@pytest.fixture
def data(root: Path, tmp_path: Path) -> Path:
    """The real knowledge and no evidence."""
    return shutil.copytree(root / "data", tmp_path / "data", ignore=lambda *_: ["reports"])


def read(files: list[Path], catalogue: Catalogue, limits: Limits = LIMITS, jobs: int = 1) -> list[Report | Quarantined]:
    listed = [File(path, path.name, registry=False) for path in files]
    return list(read_files(listed, catalogue, jobs=jobs, limits=limits))


def reason(result: Report | Quarantined) -> str:
    assert isinstance(result, Quarantined)
    (finding,) = result.findings
    assert (finding.rule, finding.outcome) == ("R.UNREADABLE_FILE", Outcome.FAIL)
    return finding.reason


# --- isolation -------------------------------------------------------------------------------------------------------


def test_a_worker_gives_what_reading_in_this_process_gives(seed: Path, catalogue: Catalogue) -> None:
    """Going through the worker changes nothing."""
    assert read([seed], catalogue) == [read_file(seed, seed.name, catalogue, registry=False)]


def test_the_number_of_processes_changes_nothing(root: Path, dataset: Dataset) -> None:
    again = assemble(root / "data", jobs=3)
    assert (again.reports, again.findings, again.quarantined) == (
        dataset.reports,
        dataset.findings,
        dataset.quarantined,
    )
    assert len(dataset.reports) >= 5


@needs_limits
def test_a_file_that_takes_too_long_is_set_aside_and_the_others_are_read(
    seed: Path, tmp_path: Path, catalogue: Catalogue
) -> None:
    endless = tmp_path / "endless.txt"
    endless.write_text(TITLE + "1 | 2 | 3 | 4 | 5 | 6 | 7\n" * 300_000, encoding="utf-8")
    before, slow, after = read([seed, endless, seed], catalogue, Limits(cpu=1))
    assert reason(slow) == "worker_time"
    assert slow.source.size == endless.stat().st_size
    assert before == after
    assert isinstance(before, Report)


@needs_memory_limit
def test_a_file_that_takes_too_much_memory_is_set_aside_and_the_others_are_read(
    seed: Path, tmp_path: Path, catalogue: Catalogue
) -> None:
    large = tmp_path / "large.txt"
    large.write_text(TITLE + "1" * 19_000_000 + "\U0001f4c8", encoding="utf-8")  # four bytes a character in memory
    before, full, after = read([seed, large, seed], catalogue, Limits(memory=160 * 1024 * 1024))
    assert reason(full) == "worker_memory"
    assert before == after
    assert isinstance(before, Report)


def test_a_fault_of_the_programme_is_one_files_loss_and_is_told_to_those_who_mend_it(
    seed: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The trace goes with the finding for the command to print; the message that the site shows has none of it."""
    monkeypatch.setattr(reading, "_work", fail)
    (result,) = read([seed], catalogue)
    assert reason(result) == "worker_crashed"
    assert "ZeroDivisionError" in dict(result.findings[0].details)["trace"]
    (template,) = [m for m in catalogue.reasons if m.key == "worker_crashed"]
    assert "{" not in template.zh.replace("{where}", "") + template.en.replace("{where}", "")


def fail(*_: object) -> bytes:
    """In a worker: a fault of the programme."""
    return bytes(1 // len(_[:0]))


@pytest.mark.parametrize("answer", [b"", b"[]", b'[[0],[["other"]]]', b"\x80"])
def test_a_word_of_a_worker_that_makes_no_sense_is_not_believed(
    seed: Path, catalogue: Catalogue, answer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "run", lambda *_, **__: (told for told in [answer]))
    (result,) = read([seed], catalogue)
    assert reason(result) == "worker_crashed"
    assert len(result.source.sha256) == 64


def test_a_worker_that_tells_of_another_file_is_not_believed(
    seed: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = reading.answer(read_file(seed, "another.txt", catalogue, registry=False))
    monkeypatch.setattr(workers, "run", lambda *_, **__: (told for told in [other]))
    (result,) = read([seed], catalogue)
    assert reason(result) == "worker_crashed"


def test_a_file_that_cannot_be_opened_is_set_aside(seed: Path, tmp_path: Path, catalogue: Catalogue) -> None:
    """As one that is deleted while the build runs."""
    gone, kept = read([tmp_path / "gone.txt", seed], catalogue)
    assert reason(gone) == "unopened"
    assert isinstance(kept, Report)


def test_a_file_of_more_than_20_megabytes_is_not_even_opened(tmp_path: Path, catalogue: Catalogue) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(20 * 1024 * 1024 + 1)
    (result,) = read([huge], catalogue)
    assert reason(result) == "too_large"


def test_a_file_name_that_is_no_text_can_be_shown(tmp_path: Path) -> None:
    assert shown(tmp_path.relative_to(tmp_path) / "报告\udcff.txt") == "报告\\xff.txt"


def test_the_build_itself_opens_no_report(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All reading is done in workers."""
    here = os.getpid()

    def elsewhere(call: Callable[..., object]) -> Callable[..., object]:
        return lambda *given, **named: fail() if os.getpid() == here else call(*given, **named)

    monkeypatch.setattr(readers, "open_source", elsewhere(readers.open_source))
    monkeypatch.setattr(extraction, "extract", elsewhere(extraction.extract))
    assert len(assemble(root / "data").reports) >= 5


# --- sidecars --------------------------------------------------------------------------------------------------------


def test_a_report_without_a_sidecar_is_published_with_a_notice(data: Path, seed: Path) -> None:
    place(seed, data, "new.txt", sidecar=False)
    dataset = assemble(data)
    (report,) = dataset.reports
    (finding,) = [finding for finding in dataset.findings if finding.rule == "R.SIDECAR"]
    assert (finding.report, finding.outcome, finding.severity) == (report.id, Outcome.UNCERTAIN, "notice")


def test_a_report_with_a_sidecar_has_no_such_notice(dataset: Dataset) -> None:
    assert not [finding for finding in dataset.findings if finding.rule == "R.SIDECAR"]


def test_a_file_that_is_not_what_its_sidecar_says_is_set_aside_under_its_own_name(data: Path, seed: Path) -> None:
    edited = place(seed, data, "edited.txt")
    edited.write_bytes(edited.read_bytes().replace(b"2019", b"2020"))
    (item,) = assemble(data).quarantined
    assert item.source.path == "edited.txt"
    (finding,) = item.findings
    assert (finding.rule, finding.source) == ("R.HASH", "edited.txt.toml:1")
    assert finding.place == Place(1)


def test_a_malformed_sidecar_is_our_own_fault_and_stops_the_build(data: Path, seed: Path) -> None:
    file = place(seed, data, "report.txt")
    file.with_name("report.txt.toml").write_text('sha256 = ""\nagency = "nobody"\n', encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"report\.txt\.toml:2: there is no agency 'nobody'"):
        assemble(data)


def place(seed: Path, data: Path, name: str, *, sidecar: bool = True) -> Path:
    """Put a report into the evidence."""
    file = data / "reports" / name
    file.parent.mkdir(exist_ok=True)
    shutil.copyfile(seed, file)
    if sidecar:
        shutil.copyfile(f"{seed}.toml", f"{file}.toml")
    return file


# --- accounting ------------------------------------------------------------------------------------------------------


def test_every_file_is_published_or_set_aside_or_a_duplicate(data: Path, seed: Path) -> None:
    for name in ("a.txt", "b.txt", "c/d.txt"):
        (data / "reports" / "c").mkdir(parents=True, exist_ok=True)
        place(seed, data, name)
    (data / "reports" / "empty.txt").touch()
    (data / "reports" / "prose.txt").write_text("没有表格", encoding="utf-8")
    dataset = assemble(data)
    assert [report.source.path for report in dataset.reports] == ["c/d.txt"]
    assert [item.source.path for item in dataset.duplicates] == ["a.txt", "b.txt"]
    assert [item.source.path for item in dataset.unread] == ["empty.txt", "prose.txt"]
    assert set(dataset.quarantined) == {*dataset.duplicates, *dataset.unread}
    assert all(set(item.findings) <= set(dataset.findings) for item in dataset.quarantined)


def _drop_reports(*_: object) -> tuple[tuple[Report, ...], tuple[Quarantined, ...]]:
    return (), ()


def _publish_twice(reports: Iterable[Report], *_: object) -> tuple[tuple[Report, ...], tuple[Quarantined, ...]]:
    found = tuple(reports)
    return found, tuple(Quarantined(report.source, report.findings[:1]) for report in found)


@pytest.mark.parametrize(
    ("fault", "about"), [(_drop_reports, "files were lost: new.txt"), (_publish_twice, "or unknown: new.txt")]
)
def test_a_file_that_is_lost_or_counted_twice_stops_the_build(
    data: Path, seed: Path, monkeypatch: pytest.MonkeyPatch, fault: Callable[..., object], about: str
) -> None:
    place(seed, data, "new.txt", sidecar=False)
    monkeypatch.setattr(assembly, "one_each", fault)
    with pytest.raises(AccountingError, match=about):
        assemble(data)


def test_a_file_set_aside_without_a_word_counts_as_lost(dataset: Dataset) -> None:
    source = dataset.reports[0].source
    with pytest.raises(AccountingError, match="lost"):
        account([source.path], [], [Quarantined(source, ())])
