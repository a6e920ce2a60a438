"""The commands that compare versions and record them: what they print and write, and their exit codes."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from sitegen.catalogue.permanence import load_addresses, load_releases
from sitegen.cli import main

if TYPE_CHECKING:
    from pathlib import Path

ARGUMENTS = ["release", "--date", "2099-01-02", "--zh", "添了年报", "--en", "More reports"]


@pytest.fixture
def data(root: Path, tmp_path: Path) -> Path:
    """A copy of ``data/`` with one report, at a version that is not on record."""
    folder = shutil.copytree(root / "data", tmp_path / "data", ignore=shutil.ignore_patterns("reports"))
    (folder / "reports").mkdir()
    shutil.copy(root / "data" / "reports" / "000_187445dee861a10c.txt", folder / "reports" / "good.txt")
    site = folder / "site.toml"
    site.write_text(site.read_text(encoding="utf-8").replace("0.1.0", "0.2.0"), encoding="utf-8")
    (folder / "addresses.txt").write_text("/\nreports/sichuan-commerce-2019/\n", encoding="utf-8")
    return folder


def run(data: Path, *arguments: str) -> int:
    """A command on that data, whose site goes beside it."""
    return main(["--data", str(data), "--out", str(data.parent / "dist"), *arguments])


def test_a_release_is_recorded_once(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, *ARGUMENTS) == 0
    newest, *_ = load_releases(data / "releases.toml")
    assert (newest.version, newest.reports, newest.notes_en) == ("0.2.0", 1, ("More reports",))
    assert "codebook/rules/" in load_addresses(data / "addresses.txt")
    assert run(data, *ARGUMENTS) == 1
    assert "0.2.0 is recorded already" in capsys.readouterr().out


def test_a_release_that_loses_an_address_is_not_recorded(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    addresses = data / "addresses.txt"
    addresses.write_text("/\nagencies/old-name/\n", encoding="utf-8")
    before = (data / "releases.toml").read_bytes()
    assert run(data, *ARGUMENTS) == 1
    assert "agencies/old-name/" in capsys.readouterr().out
    assert (data / "releases.toml").read_bytes() == before
    (data / "redirects.csv").write_text("from,to\nagencies/old-name/,agencies/sichuan-commerce/\n", encoding="utf-8")
    assert run(data, *ARGUMENTS) == 0
    assert "agencies/old-name/" in load_addresses(addresses)


def test_a_release_older_than_the_last_is_our_own_fault(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(data, "release", "--date", "2001-01-02", "--zh", "一", "--en", "One") == 2
    assert "the newest comes first" in capsys.readouterr().err


def test_compare_says_what_differs_and_whether_anything_does(
    old: Path, new: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", str(old), str(old)]) == 0
    assert capsys.readouterr().out == "0.1.0 -> 0.1.0: nothing differs\n"
    assert main(["compare", str(old), str(new)]) == 1
    assert "figure changed: guangzhou-commerce-2020" in capsys.readouterr().out
    assert main(["compare", str(old), str(new), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["new_version"] == "0.2.0"


def test_comparing_what_is_no_package_is_our_own_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(tmp_path), str(tmp_path)]) == 2
    assert "is no data package and no site" in capsys.readouterr().err
