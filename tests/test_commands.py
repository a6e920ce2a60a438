"""The commands for new files, keyed sheets and many files: what they print, write and return."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING

import pytest

from sitegen import assembly, pipeline
from sitegen.cli import main
from sitegen.exports.template import template
from sitegen.progress import Work
from sitegen.standing import Standing

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Catalogue

SEED = "003_7d3d035d340d6bcd.txt"


@pytest.fixture
def data(root: Path, tmp_path: Path) -> Path:
    """The real knowledge and no evidence."""
    copy = shutil.copytree(root / "data", tmp_path / "data", ignore=lambda *_: ["reports"])
    (copy / "reports").mkdir()
    return copy


@pytest.fixture
def drop(root: Path, tmp_path: Path) -> Path:
    """A report of an agency that is not registered, in a registered city."""
    text = (root / "data" / "reports" / SEED).read_text(encoding="utf-8")
    file = tmp_path / "drop.txt"
    file.write_text(text.replace("资阳市经济合作和外事局", "朝阳市教育局"), encoding="utf-8")
    return file


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    """A build that makes no site, for what it tells of the data."""

    def build(work: pipeline.Workplace, *, jobs: int | None, **options: object) -> pipeline.Built:
        assert options.pop("base_url") is None
        assert options.pop("full_validation") is False
        assert options.keys() == {"progress", "beyond"}
        return pipeline.Built(Standing.of(assembly.assemble(work.data, jobs=jobs)), Work())

    monkeypatch.setattr(pipeline, "build", build)
    assert not list((data / "reports").iterdir())


def answer(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


# --- build -----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("built")
def test_a_build_says_how_many_files_were_published_set_aside_and_there_twice(
    root: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.txt", "b.txt"):
        shutil.copyfile(root / "data" / "reports" / SEED, data / "reports" / name)
        shutil.copyfile(root / "data" / "reports" / f"{SEED}.toml", data / "reports" / f"{name}.toml")
    (data / "reports" / "empty.txt").touch()
    assert main(["--data", str(data)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert "3 files: 1 published, 1 set aside, 1 duplicates" in told
    assert "duplicate: a.txt: byte for byte the same as b.txt, which is the one published." in told
    assert "set aside: empty.txt: the file is empty." in told


@pytest.mark.usefixtures("built")
def test_strict_fails_on_a_file_set_aside_and_not_on_a_duplicate(root: Path, data: Path) -> None:
    for name in ("a.txt", "b.txt"):
        shutil.copyfile(root / "data" / "reports" / SEED, data / "reports" / name)
    assert main(["--data", str(data), "--strict"]) == 0
    (data / "reports" / "empty.txt").touch()
    assert main(["--data", str(data), "--strict"]) == 1
    assert main(["--data", str(data)]) == 0


@pytest.mark.usefixtures("built")
def test_a_build_introduces_new_files(data: Path, drop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copyfile(drop, data / "reports" / "new.txt")
    assert main(["--data", str(data)]) == 0
    told = capsys.readouterr().out
    assert "the agency “朝阳市教育局” is not in the registry" in told
    assert "\n    chaoyang-education,朝阳市教育局," in told
    assert '\n    sha256 = "' in told
    assert "build.py add FILE" in told


@pytest.mark.usefixtures("built")
def test_a_build_introduces_five_new_files_and_counts_the_others(
    root: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (root / "data" / "reports" / SEED).read_text(encoding="utf-8")
    for number in range(7):
        new = data / "reports" / f"{number}.txt"
        new.write_text(text.replace("资阳市经济合作和外事局", f"朝阳市第{number}局"), encoding="utf-8")
    assert main(["--data", str(data)]) == 0
    told = capsys.readouterr().out
    assert told.count("a draft for") == 5
    assert "2 more files are new" in told


@pytest.mark.usefixtures("built")
def test_a_build_without_new_files_says_nothing_of_them(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(root / "data")]) == 0
    assert "build.py add" not in capsys.readouterr().out


# --- our own fault ---------------------------------------------------------------------------------------------------


def test_files_that_do_not_add_up_are_our_own_fault(
    data: Path, drop: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copyfile(drop, data / "reports" / "drop.txt")
    monkeypatch.setattr(assembly, "one_each", lambda *_: ((), ()))
    monkeypatch.setattr(assembly, "read_files", lambda *_, **__: iter(()))
    assert main(["check", "--data", str(data)]) == 2
    assert "error: files were lost: drop.txt" in capsys.readouterr().err


def test_where_no_process_can_be_started_the_command_fails(
    drop: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_: object) -> None:
        message = "no more processes"
        raise BlockingIOError(message)

    monkeypatch.setattr(BaseProcess, "start", refuse)
    assert main(["extract", str(drop)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: no process can be started")


# --- check -----------------------------------------------------------------------------------------------------------


def test_check_leads_to_the_line_of_the_sidecar_with_another_hash(
    root: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copyfile(root / "data" / "reports" / SEED, data / "reports" / "a.txt")
    (data / "reports" / "a.txt.toml").write_text(f'\nsha256 = "{"0" * 64}"\n', encoding="utf-8")
    assert main(["check", "--data", str(data)]) == 1
    place, words = capsys.readouterr().out.splitlines()[0].split(": error: fail: R.HASH: ")
    assert place.endswith("reports/a.txt.toml:2")
    assert words.startswith("a.txt.toml:2:")


# --- extract ---------------------------------------------------------------------------------------------------------


def test_extract_goes_on_after_bad_files_and_keeps_the_order_of_the_paths(
    drop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad").mkdir()
    for number in range(6):
        (tmp_path / "bad" / f"{number}.txt").write_bytes(b"" if number % 2 else drop.read_bytes())
    paths = [str(drop), str(tmp_path / "bad"), str(tmp_path / "bad" / "3.txt")]
    assert main(["extract", *paths, "--jobs", "3"]) == 0
    objects = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [item["source"]["path"] for item in objects] == [
        *((tmp_path / "bad" / f"{number}.txt").as_posix() for number in range(6)),
        drop.as_posix(),
    ]
    assert [item["report"] is None for item in objects] == [False, True] * 3 + [False]
    assert objects[1]["findings"][0]["rule"] == "R.UNREADABLE_FILE"


def test_extract_prints_the_same_however_many_processes_read(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    for jobs in ("1", "2"):
        assert main(["extract", str(root / "data" / "reports"), "--jobs", jobs]) == 0
        told.append(capsys.readouterr().out)
    assert told[0] == told[1]
    assert len(told[0].splitlines()) >= 5


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_path_that_is_no_file_and_no_folder_is_our_own_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", str(tmp_path / "nothing")]) == 2
    assert "nothing does not exist" in capsys.readouterr().err
    os.mkfifo(tmp_path / "pipe")
    assert main(["extract", str(tmp_path / "pipe")]) == 2
    assert "pipe is no file and no folder" in capsys.readouterr().err


# --- add -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reply", ["", "\n", "yes please\n"])
def test_add_writes_nothing_unless_told_to(
    data: Path, drop: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], reply: str
) -> None:
    before = (data / "agencies.csv").read_bytes()
    answer(monkeypatch, reply)
    assert main(["add", str(drop), "--data", str(data)]) == 1
    assert "nothing was written" in capsys.readouterr().out
    assert not list((data / "reports").iterdir())
    assert (data / "agencies.csv").read_bytes() == before


def test_add_writes_file_sidecar_and_agency_after_asking(
    data: Path, drop: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(monkeypatch, "y\n")
    assert main(["add", str(drop), "--data", str(data), "--url", "https://example.org/1"]) == 0
    assert capsys.readouterr().out.count("written: ") == 3
    assert 'url = "https://example.org/1"\n' in (data / "reports" / "drop.txt.toml").read_text(encoding="utf-8")
    assert main(["check", "--data", str(data)]) == 0
    assert main(["add", str(drop), "--data", str(data)]) == 0
    assert "there is nothing to write" in capsys.readouterr().out


def test_add_with_yes_does_not_ask_and_says_what_is_left_to_fill_in(
    data: Path, drop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drop.write_text(drop.read_text(encoding="utf-8").replace("朝阳市", "沭阳县"), encoding="utf-8")
    assert main(["add", str(drop), "--data", str(data), "--yes"]) == 1
    told = capsys.readouterr().out
    assert told.count("written: ") == 2
    assert "to be filled in" in told.splitlines()[-2]
    assert told.splitlines()[-1].startswith("PLACE-education,沭阳县教育局,")


@pytest.mark.parametrize(
    "option", [["--url", "ftp://example.org"], ["--url", "https://a\nb"], ["--retrieved", "today"]]
)
def test_add_refuses_an_address_or_a_day_that_is_none(data: Path, drop: Path, option: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["add", str(drop), "--data", str(data), *option])
    assert stop.value.code == 2


def test_add_does_not_write_what_cannot_be_opened(data: Path, tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(20 * 1024 * 1024 + 1)
    assert main(["add", str(huge), "--data", str(data), "--yes"]) == 1
    assert not list((data / "reports").iterdir())


# --- template --------------------------------------------------------------------------------------------------------


def test_template_prints_an_empty_sheet_of_the_form(catalogue: Catalogue, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "national-2021"]) == 0
    assert capsys.readouterr().out == template(catalogue.form("national-2021"))


def test_template_names_the_forms_nearest_to_one_that_is_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "national-2020"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "there is no form 'national-2020'" in err
    assert "national-2021" in err


def test_template_names_all_forms_where_none_is_near(catalogue: Catalogue, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "?"]) == 2
    err = capsys.readouterr().err
    assert all(form.id in err for form in catalogue.forms)
