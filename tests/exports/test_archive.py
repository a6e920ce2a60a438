"""Zip archives that are the same bytes whenever and wherever they are made."""

from __future__ import annotations

import io
import zipfile

from sitegen.exports.archive import archive

FILES = (("b.csv", b"1"), ("a/c.json", b"{}" * 500))


def test_the_same_files_give_the_same_bytes() -> None:
    assert archive(FILES) == archive(iter(FILES))


def test_the_archive_holds_the_files_in_the_order_given_and_nothing_else() -> None:
    with zipfile.ZipFile(io.BytesIO(archive(FILES))) as found:
        assert [(name, found.read(name)) for name in found.namelist()] == list(FILES)
        assert found.testzip() is None


def test_no_clock_and_no_machine_shows_in_the_archive() -> None:
    with zipfile.ZipFile(io.BytesIO(archive(FILES))) as found:
        for entry in found.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert entry.external_attr >> 16 == 0o100644
            assert entry.create_system == 3
