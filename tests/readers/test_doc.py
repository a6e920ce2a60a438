"""Old Word files and RTF are read by way of LibreOffice, which is kept from the network and ended when it is late."""

from __future__ import annotations

import http.server
import subprocess
import threading
import time
from typing import TYPE_CHECKING

import pytest

from sitegen.model import Grid, Source
from sitegen.readers import doc, docx
from sitegen.readers.decoding import UnreadableError
from tests.readers.docx_fixtures import docx as word_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SOURCE = Source("报告.doc", doc.MEDIA_TYPE, "0" * 64, 1)
REPORT = word_file(["标题", [["信息内容", ("本年数量", 2, 1)], [("规章", 1, 2), "0", "1"], ["2", ""]], "落款"])
LINES = ("标题", "信息内容 | 本年数量", "规章 | 0 | 1", "2 | ", "落款")


@pytest.fixture
def program() -> str:
    """LibreOffice, where it is installed."""
    found = doc.libreoffice()
    if found is None:
        pytest.skip("LibreOffice is not installed here, so no old Word file can be made or read")
    return found


def made(program: str, folder: Path, file: str, content: bytes, *arguments: str) -> bytes:
    """A file in another format, as LibreOffice writes it."""
    (folder / file).write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = (program, profile, "--headless", "--convert-to", *arguments, "--outdir", str(folder / "out"), file)
    subprocess.run(command, cwd=folder, check=True, timeout=60, capture_output=True)  # noqa: S603
    (written,) = (folder / "out").iterdir()
    return written.read_bytes()


@pytest.mark.parametrize("kind", ["doc:MS Word 97", "rtf"])
def test_an_old_file_gives_the_text_and_the_merged_cells_of_a_new_one(program: str, tmp_path: Path, kind: str) -> None:
    content = made(program, tmp_path, "report.docx", REPORT, kind)
    assert doc.accepts(content[:4096])
    document = doc.read(SOURCE, content)
    assert document.source == SOURCE
    assert document.lines == docx.read(SOURCE, REPORT).lines == LINES
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    assert grid.rows[0][1] is grid.rows[0][2]
    assert grid.rows[1][0] is grid.rows[2][0]


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """What a server on this machine is asked for; its address comes first."""
    paths: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def handle(self) -> None:
            paths.append(self.client_address[0])

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        paths.append(f"http://127.0.0.1:{server.server_port}")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield paths
        server.shutdown()


def test_nothing_that_a_file_links_to_is_fetched(program: str, tmp_path: Path, asked: list[str]) -> None:
    page = f'<p>正文</p><img src="{asked[0]}/x.png" width="9" height="9">'.encode()
    content = made(program, tmp_path, "x.html", page, "doc:MS Word 97", "--infilter=HTML (StarWriter)")
    assert asked.pop(0).encode() in content.replace(b"\x00", b"")
    asked.clear()  # of what was asked for in the making
    assert "正文" in doc.read(SOURCE, content).lines
    assert not asked


def test_a_conversion_that_is_late_is_ended_with_all_that_it_has_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = tmp_path / "late"
    late.write_text(f"#!/bin/sh\n(sleep 1; touch {tmp_path}/alive) & wait\n", encoding="utf-8")
    late.chmod(0o755)
    monkeypatch.setattr(doc, "libreoffice", lambda: str(late))
    monkeypatch.setattr(doc, "SECONDS", 0.2)
    with pytest.raises(UnreadableError, match=r"^doc_failed$"):
        doc.read(SOURCE, b"{\\rtf1}")
    time.sleep(1.2)
    assert not (tmp_path / "alive").exists()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (doc.COMPOUND + doc.WORD_STREAM, "doc_needs_libreoffice"),
        (b"{\\rtf1 x}", "doc_needs_libreoffice"),
        (doc.COMPOUND + doc.ENCRYPTED_STREAM, "archive_encrypted"),
        (doc.COMPOUND + "Workbook".encode("utf-16-le"), "unknown_format"),
    ],
)
def test_without_libreoffice_a_file_is_refused_with_a_reason(
    content: bytes, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doc, "libreoffice", lambda: None)
    with pytest.raises(UnreadableError, match=f"^{reason}$"):
        doc.read(SOURCE, content)


def test_a_broken_file_is_refused(program: str) -> None:
    assert program
    with pytest.raises(UnreadableError, match=r"^(doc_failed|docx_no_text)$"):
        doc.read(SOURCE, doc.COMPOUND + doc.WORD_STREAM + bytes(5000))
