"""Redirects, releases and addresses as knowledge: every mistake is told with file and line."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from sitegen.catalogue import KnowledgeError
from sitegen.catalogue.permanence import load_addresses, load_redirects, load_releases
from sitegen.model import Redirect

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Catalogue

RELEASE = """\
[[release]]
version = "{version}"
date = {date}
reports = 1
agencies = 1
observations = 2
values = 1
corrections = 0
findings = 3
notes_zh = ["第一版"]
notes_en = ["The first"]
"""


def test_redirects_lead_pages_to_pages_and_files_to_files(tmp_path: Path) -> None:
    path = tmp_path / "redirects.csv"
    path.write_text(
        "from,to\nagencies/a/,agencies/b/\nold/,\napi/v1/agencies/a.json,api/v1/agencies/b.json\n", encoding="utf-8"
    )
    assert load_redirects(path) == (
        Redirect("agencies/a/", "agencies/b/", 2),
        Redirect("old/", "", 3),
        Redirect("api/v1/agencies/a.json", "api/v1/agencies/b.json", 4),
    )


@pytest.mark.parametrize(
    ("lines", "line", "about"),
    [
        ("/agencies/a/,agencies/b/", 2, "from the site's root"),
        ("agencies/a,agencies/b/", 2, "from the site's root"),
        ("agencies/a/,https://example.org/", 2, "from the site's root"),
        ("../a/,agencies/b/", 2, "from the site's root"),
        (",agencies/b/", 2, "from the site's root"),
        ("agencies/a/,data/b.csv", 2, "a page to a page|page leads to a page"),
        ("agencies/a/,agencies/a/", 2, "leads on itself"),
        ("a/,b/\nb/,c/", 2, "leads on itself"),
        ("a/,b/\na/,c/", 3, "stands already"),
    ],
)
def test_a_redirect_that_could_not_hold_is_refused_at_its_line(
    tmp_path: Path, lines: str, line: int, about: str
) -> None:
    path = tmp_path / "redirects.csv"
    path.write_text(f"from,to\n{lines}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=about) as refused:
        load_redirects(path)
    assert refused.value.line == line


def releases(folder: Path, *entries: str) -> Path:
    """A file of releases."""
    path = folder / "releases.toml"
    path.write_text("# [[release]] is explained here\n\n" + "\n".join(entries), encoding="utf-8")
    return path


def test_releases_are_loaded_newest_first(tmp_path: Path) -> None:
    path = releases(
        tmp_path,
        RELEASE.format(version="0.10.0", date="2026-02-01"),
        RELEASE.format(version="0.9.0", date="2026-01-01"),
    )
    new, old = load_releases(path)
    assert (new.version, new.date, new.findings, new.notes_zh) == ("0.10.0", dt.date(2026, 2, 1), 3, ("第一版",))
    assert old.version == "0.9.0"


@pytest.mark.parametrize(
    ("old", "new", "about"),
    [
        ('"0.1.0"', '"0.1"', "three numbers"),
        ('"0.1.0"', '"00.1.0"', "three numbers"),
        ("2026-01-01", '"2026-01-01"', "'date'"),
        ("2026-01-01", "2026-01-01T00:00:00", "time of day"),
        ("reports = 1", "reports = -1", "below zero"),
        ("reports = 1", 'reports = "1"', "wrong type"),
        ("findings = 3\n", "", "'findings' is missing"),
        ('notes_en = ["The first"]', "notes_en = []", "as many"),
        ('notes_zh = ["第一版"]\nnotes_en = ["The first"]', "notes_zh = []\nnotes_en = []", "has notes"),
        ("findings = 3", "findings = 3\nmood = 1", "unknown key"),
    ],
)
def test_a_wrong_release_is_refused_at_its_line(tmp_path: Path, old: str, new: str, about: str) -> None:
    text = RELEASE.format(version="0.1.0", date="2026-01-01")
    assert old in text
    with pytest.raises(KnowledgeError, match=about) as refused:
        load_releases(releases(tmp_path, text.replace(old, new)))
    assert refused.value.line == 3


@pytest.mark.parametrize("second", [("0.2.0", "2026-01-01"), ("0.0.9", "2026-03-01")], ids=["version", "day"])
def test_a_newer_release_below_an_older_one_is_refused(tmp_path: Path, second: tuple[str, str]) -> None:
    version, date = second
    first = RELEASE.format(version="0.1.0", date="2026-02-01")
    with pytest.raises(KnowledgeError, match=re.escape("the newest comes first")):
        load_releases(releases(tmp_path, first, RELEASE.format(version=version, date=date)))


def test_addresses_are_loaded_with_the_root_as_nothing(tmp_path: Path) -> None:
    path = tmp_path / "addresses.txt"
    path.write_text("/\nabout/\ndata/reports.csv\n", encoding="utf-8")
    assert load_addresses(path) == ("", "about/", "data/reports.csv")


@pytest.mark.parametrize(("text", "line"), [("b/\na/\n", 2), ("a/\na/\n", 2), ("a/\n\nb/\n", 2), ("https://x/\n", 1)])
def test_addresses_out_of_order_or_shape_are_refused(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "addresses.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError) as refused:
        load_addresses(path)
    assert refused.value.line == line


def test_the_file_of_addresses_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="missing"):
        load_addresses(tmp_path / "addresses.txt")


def test_the_real_records_are_sound(catalogue: Catalogue, root: Path) -> None:
    """No release is newer than the version of the site."""
    newest = catalogue.releases[0]
    numbers = [tuple(map(int, version.split("."))) for version in (newest.version, catalogue.site.version)]
    assert numbers[0] <= numbers[1]
    assert "" in load_addresses(root / "data" / "addresses.txt")
