"""Sidecars: what is known of a file's origin, refused with file and line where it is malformed."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

import pytest

from sitegen.catalogue import KnowledgeError
from sitegen.model import Source
from sitegen.readers.sidecars import path_for, read_sidecar, with_sidecar

if TYPE_CHECKING:
    from pathlib import Path

SHA = "a" * 64


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report file without a sidecar."""
    path = tmp_path / "report.txt"
    path.write_text("规章", encoding="utf-8")
    return path


def write(report: Path, text: str) -> Path:
    """Give the report a sidecar."""
    sidecar = report.with_name("report.txt.toml")
    sidecar.write_text(text, encoding="utf-8")
    return sidecar


def test_a_file_without_a_sidecar_has_none(report: Path) -> None:
    """Nothing is invented about a file of which nothing is known."""
    source = Source("report.txt", "text/plain", SHA, 6)
    assert read_sidecar(report) is None
    assert with_sidecar(source, None) == source


def test_a_sidecar_tells_address_date_and_note(report: Path) -> None:
    """All that a sidecar says goes to the source; the hash of the bytes stays the one that was computed."""
    write(report, f'url = "https://example.org/1.html"\nsha256 = "{SHA}"\nretrieved = 2025-03-01\nnote = "抓取"\n')
    sidecar = read_sidecar(report)
    assert sidecar is not None
    assert (sidecar.sha256, sidecar.line) == (SHA, 2)
    source = with_sidecar(Source("report.txt", "text/plain", "b" * 64, 6), sidecar)
    assert (source.url, source.retrieved, source.note) == ("https://example.org/1.html", dt.date(2025, 3, 1), "抓取")
    assert source.sha256 == "b" * 64


@pytest.mark.parametrize(
    ("text", "line", "about"),
    [
        ('url = "https://example.org"\n', 1, "sha256"),
        (f'sha256 = "{SHA}"\nurl = "ftp://example.org"\n', 2, "http"),
        (f'sha256 = "{SHA}"\nurl = "javascript:alert(1)"\n', 2, "http"),
        (f'sha256 = "{SHA}"\nadress = "https://example.org"\n', 1, "adress"),
        (f'sha256 = "{SHA}"\nretrieved = "2025-03-01"\n', 1, "retrieved"),
        ("sha256 = 5\n", 1, "sha256"),
        (f'sha256 = "{SHA}"\nnote = "open\n', 2, "Illegal"),
    ],
)
def test_a_malformed_sidecar_is_refused_with_file_and_line(report: Path, text: str, line: int, about: str) -> None:
    """A sidecar is ours, so a mistake in it stops the build and names its place."""
    sidecar = write(report, text)
    with pytest.raises(KnowledgeError, match=about) as error:
        read_sidecar(report)
    assert (error.value.path, error.value.line) == (sidecar, line)


def test_every_report_has_a_sidecar_with_its_true_hash(root: Path) -> None:
    """Each file of the evidence has a sidecar, and its bytes are those that the sidecar records."""
    reports = [path for path in sorted((root / "data" / "reports").iterdir()) if path.suffix != ".toml"]
    assert len(reports) >= 12
    for path in reports:
        sidecar = read_sidecar(path)
        assert sidecar is not None, path.name
        assert sidecar.sha256 == hashlib.sha256(path.read_bytes()).hexdigest(), path.name


def test_no_sidecar_is_left_without_its_report(root: Path) -> None:
    """A sidecar describes a file that is there."""
    reports = root / "data" / "reports"
    described = {path_for(path) for path in reports.iterdir() if path.suffix != ".toml"}
    assert {path for path in reports.iterdir() if path.suffix == ".toml"} <= described
