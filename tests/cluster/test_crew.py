"""A build whose reading and checking is done by the workers of a real scheduler on the loopback."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from sitegen.cache.inputs import Inputs
from sitegen.cli import main
from sitegen.cluster import crew
from sitegen.cluster.hiring import read_by
from sitegen.evidence import Folder
from tests.bench import collection
from tests.bench.collection import Size
from tests.cluster.loopback import ROOT, Loopback, loopback

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from sitegen.model import Catalogue

REPORTS = 60
FEW = Size(4, 2, 2)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection of invented reports."""
    folder = tmp_path_factory.mktemp("invented") / "data"
    collection.write(folder, Size.of(REPORTS))
    return folder


@pytest.fixture(scope="module")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loopback]:
    """A scheduler with two workers that all tests may use and none may end."""
    with loopback(tmp_path_factory.mktemp("workers")) as own:
        yield own


def built(data: Path, out: Path, *options: str) -> int:
    return main(["--data", str(data), "--out", str(out), "--jobs", "1", *options])


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def after_the_first_answer(monkeypatch: pytest.MonkeyPatch, kill: Callable[[], Iterable[Any]]) -> None:
    """Have processes killed once the first batch is done, while others are under way."""
    answer, waiting = crew.Crew._answer, [kill]  # noqa: SLF001

    def answered(self: crew.Crew, future: object) -> object:
        told = answer(self, future)
        while waiting:
            for process in waiting.pop()():
                process.kill()
        return told

    monkeypatch.setattr(crew.Crew, "_answer", answered)


def test_the_site_of_the_real_data_is_the_same_byte_for_byte(workers: Loopback, tmp_path: Path) -> None:
    assert built(ROOT / "data", tmp_path / "here") == 0
    assert built(ROOT / "data", tmp_path / "far", "--cluster", workers.address) == 0
    assert files(tmp_path / "far") == files(tmp_path / "here")


def test_a_worker_that_is_killed_mid_run_changes_no_byte_of_site_and_parts(
    invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert built(invented, tmp_path / "here", "--parts", str(tmp_path / "parts-here")) == 0
    with loopback(tmp_path) as own:
        after_the_first_answer(monkeypatch, lambda: own.workers[:1])
        arguments = ("--cluster", own.address, "--parts", str(tmp_path / "parts-far"))
        assert built(invented, tmp_path / "far", *arguments) == 0
        assert own.workers[0].wait() == -9
    assert files(tmp_path / "far") == files(tmp_path / "here")
    assert files(tmp_path / "parts-far") == files(tmp_path / "parts-here")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published site of a few reports."""
    folder = tmp_path_factory.mktemp("published")
    collection.write(folder / "data", FEW)
    assert built(folder / "data", folder / "out") == 0
    return folder / "out"


@pytest.mark.parametrize("gone", ["workers", "scheduler"])
def test_a_build_that_is_left_alone_says_so_and_leaves_the_published_site(  # noqa: PLR0913, PLR0917  all fixtures
    gone: str,
    invented: Path,
    published: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = files(published)
    monkeypatch.setattr(crew, "PATIENCE", 1.0)
    with loopback(tmp_path) as own:
        after_the_first_answer(monkeypatch, lambda: own.workers if gone == "workers" else [own.scheduler])
        assert built(invented, published, "--cluster", own.address) == 2
    assert "index.html" in before
    assert files(published) == before
    (told,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith("error: ")]
    assert ("no worker is left" if gone == "workers" else "does not answer any more") in told


def test_what_was_read_before_the_workers_were_gone_is_not_read_again(
    invented: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(crew, "PATIENCE", 1.0)
    with loopback(tmp_path) as own:
        after_the_first_answer(monkeypatch, lambda: own.workers)
        assert built(invented, tmp_path / "out", "--cluster", own.address) == 2
    capsys.readouterr()
    assert built(invented, tmp_path / "out") == 0
    read = int(capsys.readouterr().out.partition(" of ")[0])
    assert 0 < read < REPORTS


def test_a_file_that_its_process_does_not_survive_is_set_aside_and_its_neighbours_are_read(
    workers: Loopback, catalogue: Catalogue, tmp_path: Path
) -> None:
    seed = next(path for path in sorted((ROOT / "data" / "reports").iterdir()) if path.suffix == ".txt")
    for name in ("a.txt", "c.txt"):
        shutil.copyfile(seed, tmp_path / name)
    (tmp_path / "b.txt").write_text("1 | 2 | 3 | 4 | 5 | 6 | 7\n" * 700_000, encoding="utf-8")
    folder = Folder(tmp_path)
    with crew.crew(workers.address, catalogue, ROOT / "data", None) as hired:
        told = [*read_by(hired, folder, folder.inputs(Inputs()))]
    assert [(outline.name, outline.lost, bool(outline.report)) for outline, _ in told] == [
        ("a.txt", False, True),
        ("b.txt", True, False),
        ("c.txt", False, True),
    ]
    assert re.search(rb"worker_(time|memory)", told[1][1])


def test_a_worker_with_another_programme_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "other"
    shutil.copytree(ROOT / "sitegen", copy / "sitegen", ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "sitegen" / "newer.py").touch()
    with loopback(tmp_path, 1, cwd=copy) as own:
        assert built(ROOT / "data", tmp_path / "out", "--cluster", own.address) == 2
    assert "another version of this programme" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_worker_that_may_start_no_processes_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with loopback(tmp_path, 1, options=()) as own:
        assert built(ROOT / "data", tmp_path / "out", "--cluster", own.address) == 2
    assert "nothing is read without limits" in capsys.readouterr().err


def test_a_sidecar_that_is_wrong_stops_the_build_with_file_and_line(
    workers: Loopback, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    collection.write(tmp_path / "few", FEW)
    sidecar = next((tmp_path / "few" / "reports").glob("*.toml"))
    sidecar.write_text("sha256 = 7\n", encoding="utf-8")
    assert built(tmp_path / "few", tmp_path / "out", "--cluster", workers.address) == 2
    assert f"{sidecar.name}:1: " in capsys.readouterr().err


def test_an_address_where_nobody_listens_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(crew, "CONNECT", 1)
    assert built(ROOT / "data", tmp_path / "out", "--cluster", "tcp://127.0.0.1:9") == 2
    (told,) = [line for line in capsys.readouterr().err.splitlines() if line]
    assert told.startswith("error: there is no scheduler at tcp://127.0.0.1:9")
