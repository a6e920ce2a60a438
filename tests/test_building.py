"""Building: anew, again, and after a change, with any number of processes and in any place, the bytes are the same."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from sitegen.exports import parts
from sitegen.exports.formats import parquet
from sitegen.pipeline import Workplace, build
from sitegen.site import looking
from sitegen.site.ending import Terminated

if TYPE_CHECKING:
    from pathlib import Path

PARTS = ("en", "zh-hant", "site_zip", "xlsx", "sqlite", "parquet", "json", "csvw")
"""What these sites leave out, so that a build is quick."""
REPORT = "003_7d3d035d340d6bcd.txt"


@pytest.fixture
def data(root: Path, tmp_path: Path) -> Path:
    """The real knowledge and evidence, the site without what takes long."""
    return lean(root, tmp_path / "data")


def lean(root: Path, folder: Path) -> Path:
    shutil.copytree(root / "data", folder)
    settings = folder / "site.toml"
    kept = [line for line in settings.read_text(encoding="utf-8").split("\n") if not line.startswith("leave_out")]
    named = ", ".join(f'"{part}"' for part in PARTS)
    settings.write_text("\n".join((*kept, f"leave_out = [{named}]", "")), encoding="utf-8")
    return folder


def tree(folder: Path) -> dict[str, str]:
    """Every file of a folder with the hash of its bytes."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def made(data: Path, out: Path, jobs: int = 1) -> dict[str, str]:
    build(Workplace(data=data, out=out), jobs=jobs)
    return tree(out)


@pytest.fixture(scope="session")
def clean(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The site as one process makes it of nothing."""
    folder = tmp_path_factory.mktemp("clean")
    return made(lean(root, folder / "data"), folder / "dist")


def test_two_processes_make_what_one_makes(data: Path, tmp_path: Path, clean: dict[str, str]) -> None:
    assert made(data, tmp_path / "elsewhere" / "site", jobs=2) == clean


def test_another_place_time_language_and_seed_make_the_same(
    root: Path, data: Path, tmp_path: Path, clean: dict[str, str]
) -> None:
    """No clock is asked, whatever SOURCE_DATE_EPOCH says: days are those that the evidence states."""
    there = tmp_path / "文件 夹"
    there.mkdir()
    for path in (data / "reports").iterdir():  # in another order, with other times
        shutil.move(path, there / path.name)
    for path in sorted(there.iterdir(), reverse=True):
        os.utime(path, (1, 1))
        shutil.move(path, data / "reports" / path.name)
    odd = {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1"}
    command: list[str | Path] = [
        sys.executable,
        root / "build.py",
        "--data",
        data,
        "--out",
        there / "site",
        "--jobs",
        "3",
    ]
    subprocess.run(command, cwd=there, env={**os.environ, **odd}, check=True, capture_output=True)  # noqa: S603  ours
    assert tree(there / "site") == clean


def test_nothing_changed_is_nothing_done(data: Path, tmp_path: Path) -> None:
    work = Workplace(data=data, out=tmp_path / "dist")
    first = build(work, jobs=1)
    stamps = stamped(work.out)
    again = build(work, jobs=1)
    assert again.standing == first.standing
    assert (again.work.made, again.work.changed) == ({}, False)
    assert stamped(work.out) == stamps


def test_a_build_told_to_end_while_a_library_is_loaded_ends_in_good_order(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Code in other languages aborts the process when a signal comes in the middle of its import."""
    loaded: list[str] = []

    def load() -> None:
        signal.raise_signal(signal.SIGTERM)
        loaded.append("wholly")

    monkeypatch.setattr(parquet, "load", load)
    settings = data / "site.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('"parquet", ', ""), encoding="utf-8")
    with pytest.raises(Terminated):
        build(Workplace(data=data, out=tmp_path / "dist"), jobs=2)
    assert loaded == ["wholly"]


def test_what_mirrors_the_site_outlasts_builds_that_change_nothing(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that to do nothing takes no time: links by the thousand are neither made nor deleted."""
    monkeypatch.setattr(looking, "MANY", 0)
    out, spare = tmp_path / "out", tmp_path / ".out.spare"
    made(data, out)
    before = stamped(spare)
    assert {path.name for path in spare.rglob("*")} == {path.name for path in out.rglob("*")}
    made(data, out)
    assert stamped(spare) == before
    assert not list(tmp_path.glob(".out.new-*"))


def stamped(folder: Path) -> dict[Path, tuple[int, int, int]]:
    """Every path with its inode, its size and the time of its last change."""
    found = ((path, path.stat()) for path in folder.rglob("*"))
    return {path: (now.st_ino, now.st_size, now.st_mtime_ns) for path, now in found}


def changed_figure(data: Path) -> None:
    path = data / "reports" / REPORT
    path.write_text(path.read_text(encoding="utf-8").replace("2020", "2019", 1), encoding="utf-8")
    (data / "reports" / f"{REPORT}.toml").unlink()


def duplicated(data: Path) -> None:
    shutil.copy(data / "reports" / REPORT, data / "reports" / "another.txt")


def retrieved(data: Path) -> None:
    """The day of a report changes, and none of its cells."""
    content = (data / "reports" / REPORT).read_bytes()
    sidecar = f'url = "https://example.org/"\nretrieved = 2026-10-10\nsha256 = "{sha256(content).hexdigest()}"\n'
    (data / "reports" / f"{REPORT}.toml").write_text(sidecar, encoding="utf-8")


def useless(data: Path) -> None:
    (data / "reports" / "empty.html").write_bytes(b"")


def renamed_rule(data: Path) -> None:
    path = next(iter(sorted((data / "rules").glob("*.toml"))))
    path.write_text(path.read_text(encoding="utf-8") + "\n# a word more\n", encoding="utf-8")


def titled(data: Path) -> None:
    path = data / "site.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("政府信息公开", "信息公开", 1), encoding="utf-8")


CHANGES = (changed_figure, duplicated, useless, renamed_rule, titled)


def test_builds_after_changes_come_to_a_clean_one(data: Path, tmp_path: Path) -> None:
    """And the way back gives what was there before."""
    before = made(data, tmp_path / "dist")
    kept = shutil.copytree(data, tmp_path / "kept")
    sites = [made(data, tmp_path / "dist") for change in CHANGES if change(data) is None]
    assert len({tuple(site.items()) for site in (before, *sites)}) == len(CHANGES) + 1
    assert sites[-1] == made(data, tmp_path / "other" / "dist")
    shutil.rmtree(data)
    kept.rename(data)
    assert made(data, tmp_path / "dist") == before


def test_a_change_makes_anew_only_what_it_concerns(data: Path, tmp_path: Path) -> None:
    work = Workplace(data=data, out=tmp_path / "dist")
    first = build(work, jobs=1).work.made
    path = data / "reports" / REPORT
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    (data / "reports" / f"{REPORT}.toml").unlink()
    then = build(work, jobs=1).work.made
    assert (then["read"], then["agencies"]) == (1, 1)
    assert then["lists"] < first["lists"]


# --- the cache -------------------------------------------------------------------------------------------------------


def without_one(data: Path) -> None:
    (data / "reports" / REPORT).unlink()
    (data / "reports" / f"{REPORT}.toml").unlink()


@pytest.mark.parametrize(("most", "largest"), [(2, 100), (parts.MOST, 100)])
def test_builds_of_a_large_site_come_to_a_clean_one(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, largest: int
) -> None:
    """Whichever of its lists and tables are cut: what a page or a catalogue tells of is part of what it is made of."""
    monkeypatch.setattr(parts, "MOST", most)
    monkeypatch.setattr(parts, "LARGEST", largest)
    again = tmp_path / "again"
    made(data, again, jobs=2)
    for number, change in enumerate((changed_figure, retrieved, without_one)):
        change(data)
        assert made(data, again, jobs=1) == made(data, tmp_path / f"clean-{number}", jobs=2), change.__name__


def test_a_change_in_a_large_site_makes_one_list_and_one_part_of_each_table_anew(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "MOST", 2)
    monkeypatch.setattr(parts, "LARGEST", 100)
    out = tmp_path / "dist"
    before = made(data, out)
    changed_figure(data)
    after = made(data, out)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    cut = ("catalog/", "downloads/", "data/observations/", "data/series/", "data/schemas/")
    assert {path for path in changed if path.startswith(cut)} <= {
        "catalog/510000.jsonld",
        "downloads/510000/index.html",
        "downloads/index.html",  # has the size of the package
        "downloads/ogi-annual-reports.bib",
        "downloads/ogi-annual-reports.ris",
        "data/observations/510000-2019.csv",
        "data/series/510000-2019.csv",
    }
    assert {"catalog/510000.jsonld", "downloads/510000/index.html"} <= changed


def damaged(cache: Path) -> None:
    for path in cache.rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-3] + b"xyz")


def emptied(cache: Path) -> None:
    for path in cache.rglob("*"):
        if path.is_file():
            path.write_bytes(b"")


def foreign(cache: Path) -> None:
    shutil.rmtree(cache)
    (cache / "results" / "ab").mkdir(parents=True)
    (cache / "results" / "ab" / "cd").write_text("something else", encoding="utf-8")
    (cache / "inputs.json").write_text('["something", "else"]', encoding="utf-8")
    (cache / "outlines.json").write_text("{}", encoding="utf-8")
    (cache / "standing.json").write_text("7", encoding="utf-8")


def gone(cache: Path) -> None:
    shutil.rmtree(cache)


def one_result(cache: Path) -> None:
    for path in sorted((cache / "results").glob("*/*"))[::7]:
        path.write_bytes(path.read_bytes()[:-1])


def test_a_cache_that_is_damaged_foreign_or_gone_is_done_without(
    data: Path, tmp_path: Path, clean: dict[str, str]
) -> None:
    work = Workplace(data=data, out=tmp_path / "dist")
    build(work, jobs=1)
    for harm in (damaged, emptied, foreign, gone, one_result):
        harm(work.cache)
        (data / "reports" / f"{REPORT}.toml").touch()
        assert made(data, work.out) == clean


def test_a_change_after_harm_to_the_cache_comes_to_a_clean_build(data: Path, tmp_path: Path) -> None:
    """Results that the record of the last build names and the store has lost; a record that is of an earlier build."""
    work = Workplace(data=data, out=tmp_path / "dist")
    build(work, jobs=1)
    record = work.cache / "results" / "lately"
    earlier = record.read_bytes()
    one_result(work.cache)
    changed_figure(data)
    assert made(data, work.out) == made(data, tmp_path / "one" / "dist")
    record.write_bytes(earlier)
    useless(data)
    assert made(data, work.out) == made(data, tmp_path / "two" / "dist")


def test_a_file_that_somebody_changed_in_the_site_is_made_again(
    data: Path, tmp_path: Path, clean: dict[str, str]
) -> None:
    work = Workplace(data=data, out=tmp_path / "dist")
    build(work, jobs=1)
    (work.out / "index.html").write_text("something else", encoding="utf-8")
    (work.out / "agencies" / "more.html").write_text("one too many", encoding="utf-8")
    assert made(data, work.out) == clean


def test_another_address_is_another_site(data: Path, tmp_path: Path) -> None:
    work = Workplace(data=data, out=tmp_path / "dist")
    build(work, jobs=1)
    build(work, base_url="https://example.org/x/", jobs=1)
    assert "https://example.org/x/" in (work.out / "sitemap.xml").read_text(encoding="utf-8")
