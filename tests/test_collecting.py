"""Collected evidence: what was read before is not read again, and what was lost is."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from sitegen.beyond import reader
from sitegen.cache import inputs
from sitegen.cache.store import Store
from sitegen.catalogue.entries import KnowledgeError
from sitegen.collecting import OUTLINES, Collected, Collection
from sitegen.evidence import Folder
from sitegen.progress import Quiet

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Catalogue

SEED = "003_7d3d035d340d6bcd.txt"


@pytest.fixture
def reports(root: Path, tmp_path: Path) -> Path:
    """A folder with a real report, its sidecar, and a file that is none."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in (SEED, f"{SEED}.toml"):
        shutil.copy(root / "data" / "reports" / name, folder)
    (folder / "none.txt").write_text("没有表格", encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def _long_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "RECENT", 0)


def collected(reports: Path, catalogue: Catalogue, knowledge: str = "k") -> Collected:
    cache = reports.parent / "cache"
    collection = Collection(Folder(reports), cache, knowledge)
    return collection.collect(Store(cache / "results"), reader(None, catalogue, 1), Quiet())


def test_outlines_say_whose_and_of_which_year(reports: Path, catalogue: Catalogue) -> None:
    seed, none = collected(reports, catalogue).outlines
    assert (seed.name, seed.report, seed.agency, seed.year) == (
        SEED, "ziyang-economic-cooperation-2019", "ziyang-economic-cooperation", 2019,
    )  # fmt: skip
    assert (none.name, none.report, none.agency, none.year) == ("none.txt", "", "", 0)


def test_what_was_read_is_not_read_again(reports: Path, catalogue: Catalogue) -> None:
    first, again = collected(reports, catalogue), collected(reports, catalogue)
    assert (first.read, again.read) == (2, 0)
    assert (list(again.outlines), again.results) == (list(first.outlines), first.results)


def test_evidence_may_be_one_file(reports: Path, catalogue: Catalogue) -> None:
    (seed,) = collected(reports / SEED, catalogue).outlines
    assert (seed.name, seed.report) == (".", "ziyang-economic-cooperation-2019")


def test_a_changed_file_or_sidecar_is_read_again(reports: Path, catalogue: Catalogue) -> None:
    collected(reports, catalogue)
    (reports / "none.txt").write_text("还是没有表格", encoding="utf-8")
    assert collected(reports, catalogue).read == 1
    (reports / f"{SEED}.toml").write_bytes((reports / f"{SEED}.toml").read_bytes() + b"\n# a word\n")
    assert collected(reports, catalogue).read == 1


def test_other_code_or_knowledge_reads_everything_again(reports: Path, catalogue: Catalogue) -> None:
    collected(reports, catalogue)
    assert collected(reports, catalogue, "another").read == 2


def test_a_renamed_file_is_read_again(reports: Path, catalogue: Catalogue) -> None:
    """Its name is a part of what is told of it."""
    collected(reports, catalogue)
    (reports / "none.txt").rename(reports / "other.txt")
    assert [one.name for one in collected(reports, catalogue).outlines] == [SEED, "other.txt"]


@pytest.mark.parametrize("content", [b"", b"{}", b"[1,2]", b"\xff\xff"])
def test_outlines_that_make_no_sense_are_none(reports: Path, catalogue: Catalogue, content: bytes) -> None:
    collected(reports, catalogue)
    (reports.parent / "cache" / OUTLINES).write_bytes(content)
    assert collected(reports, catalogue).read == 2


def test_a_malformed_sidecar_stops_the_build(reports: Path, catalogue: Catalogue) -> None:
    (reports / f"{SEED}.toml").write_text("sha256 = 3\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="sha256"):
        collected(reports, catalogue)
