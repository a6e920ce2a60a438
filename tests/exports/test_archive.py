"""Zip archives that are the same bytes whenever and wherever they are made."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from sitegen.exports.archive import AHEAD, USUAL, archive

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def _by_the_standard_library(files: Iterable[tuple[str, bytes]], level: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for path, content in files:
            entry = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            kind = zipfile.ZIP_STORED if path.endswith(".zip") else zipfile.ZIP_DEFLATED
            target.writestr(entry, content, kind, level)
    return buffer.getvalue()


@given(
    st.dictionaries(st.from_regex(r"[a-z文é]{1,9}(\.zip)?", fullmatch=True), st.binary(max_size=99)), st.integers(1, 9)
)
def test_the_bytes_are_those_of_the_standard_library(files: dict[str, bytes], level: int) -> None:
    expected = _by_the_standard_library(files.items(), level)
    assert archive(files.items(), level) == expected
    assert archive(files.items(), level, together=3) == expected


def test_more_files_than_the_first_format_could_count_are_counted() -> None:
    files = [(str(number), b"") for number in range(1 << 16)]
    assert archive(files) == _by_the_standard_library(files, USUAL)


def test_files_are_in_their_order_however_many_are_compressed_together() -> None:
    """Also where more are ahead than may be."""
    files = [(str(number), b"a" * (AHEAD * 9 - number * 8)) for number in range(AHEAD + 99)]
    assert archive(files, together=4) == archive(files)
