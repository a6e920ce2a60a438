"""Evidence in a folder and behind an address: the same results, from the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import fsspec
import pytest

from sitegen import readers
from sitegen.cache.inputs import Inputs
from sitegen.catalogue import KnowledgeError
from sitegen.evidence import Afar, Folder, evidence_at
from tests.cluster.loopback import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Catalogue, Outlined

REPORTS = ROOT / "data" / "reports"


@pytest.fixture
def memory() -> Iterator[str]:
    """A folder in memory with the real reports."""
    system = fsspec.filesystem("memory")
    for path in REPORTS.rglob("*"):
        if path.is_file():
            system.pipe_file(f"/evidence/{path.relative_to(REPORTS).as_posix()}", path.read_bytes())
    yield "memory://evidence"
    system.rm("/evidence", recursive=True)


def told(evidence: Folder | Afar, catalogue: Catalogue) -> list[tuple[Outlined, bytes]]:
    return list(evidence.told(evidence.inputs(Inputs()), catalogue, jobs=1))


def test_files_behind_an_address_give_what_they_give_in_a_folder(memory: str, catalogue: Catalogue) -> None:
    assert told(evidence_at(memory), catalogue) == told(Folder(REPORTS), catalogue)


def test_a_file_address_is_a_folder() -> None:
    assert evidence_at("file:///a%20b/c") == evidence_at("/a b/c") == Folder(Path("/a b/c"))


def test_a_file_that_is_too_large_is_not_fetched_and_set_aside_all_the_same(
    memory: str, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = readers.LARGEST + 1
    fsspec.filesystem("memory").pipe_file("/evidence/large.txt", bytes(size))
    monkeypatch.setattr("sitegen.cluster.addresses.Place.get", lambda *_: pytest.fail("fetched"))
    afar = evidence_at(memory)
    large = [one for one in afar.inputs(Inputs()) if one.name == "large.txt"]
    ((outline, content),) = afar.told(large, catalogue, jobs=1)
    assert not outline.report
    assert str(size).encode() in content


def test_a_file_that_was_written_anew_has_another_digest(memory: str) -> None:
    before = {one.name: one.digest for one in evidence_at(memory).inputs(Inputs())}
    name = next(iter(before))
    fsspec.filesystem("memory").pipe_file(f"/evidence/{name}.toml", b"")
    after = {one.name: one.digest for one in evidence_at(memory).inputs(Inputs())}
    assert {one for one in before if before[one] != after[one]} == {name}


def test_a_sidecar_behind_an_address_that_is_wrong_is_named(memory: str, catalogue: Catalogue) -> None:
    afar = evidence_at(memory)
    name = afar.inputs(Inputs())[0].name
    fsspec.filesystem("memory").pipe_file(f"/evidence/{name}.toml", b"\nsha256 = 7\n")
    with pytest.raises(KnowledgeError, match=rf"^{name}\.toml:\d+: "):
        told(afar, catalogue)


def test_files_that_differ_from_what_was_listed_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one", encoding="utf-8")
    (tmp_path / "b.txt").write_text("two", encoding="utf-8")
    folder = Folder(tmp_path)
    listed = folder.inputs(Inputs())
    assert folder.changed(listed) == ()
    (tmp_path / "b.txt").write_text("new", encoding="utf-8")
    (tmp_path / "a.txt").unlink()
    assert folder.changed(listed) == ("a.txt", "b.txt")
