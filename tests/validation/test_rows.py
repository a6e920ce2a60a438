"""Rows as any reader finds them, in chunks of any size, with those told that are written oddly."""

from __future__ import annotations

import csv
import hashlib
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.validation import rows
from sitegen.validation.rows import Reading

if TYPE_CHECKING:
    from sitegen.validation.rows import Chunk

BOM = b"\xef\xbb\xbf"
CELLS = st.text(st.sampled_from(list('a7,"\r\n \x1f红\u2028\x85\x00')), max_size=6)
BITS = st.sampled_from([b"a", b"7", b",", b'"', b"\r", b"\n", b"\r\n", "红".encode(), b"\xe7", b"\x1f"])
TABLES = st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=12)


def written(table: list[tuple[str, ...]]) -> bytes:
    """The table as a CSV file with a header."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([("a", "b", "c"), *table])
    return BOM + text.getvalue().encode()


def taken(content: bytes, width: int = 3) -> list[Chunk]:
    """The chunks behind the header."""
    reading = Reading(io.BytesIO(content))
    reading.header()
    chunks = list(reading.chunks(width))
    assert (reading.size, reading.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    return chunks


def joined(chunks: list[Chunk]) -> list[tuple[str, ...]]:
    """The rows of all chunks."""
    return [row for chunk in chunks for row in zip(*chunk.columns, strict=True)]


@given(table=TABLES, size=st.integers(1, 40))
def test_what_is_written_well_is_read_back_in_chunks_of_any_size(table: list[tuple[str, ...]], size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "AT_ONCE", size)
        chunks = taken(written(table))
    assert joined(chunks) == table
    assert not any(chunk.odd or chunk.widths for chunk in chunks)
    assert [chunk.first for chunk in chunks] == [
        2 + sum(len(c.written) for c in chunks[:n]) for n in range(len(chunks))
    ]
    body = written(table).removeprefix(written([]))
    assert b"".join(line + b"\n" for chunk in chunks for line in chunk.written) == body


@given(content=st.lists(BITS), size=st.integers(1, 40))
def test_whatever_is_written_is_read_as_the_csv_module_reads_it_and_told_unless_it_writes_the_same(
    content: list[bytes], size: int
) -> None:
    body = b"".join(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "AT_ONCE", size)
        chunks = taken(written([]) + body)
    expected = list(csv.reader(io.StringIO(body.decode("utf-8", "surrogateescape"), newline="")))
    found = joined(chunks)
    assert [(*row[:3], *("",) * (3 - len(row))) for row in expected] == found
    widths = {c.first - 2 + place: width for c in chunks for place, width in c.widths.items()}
    assert widths == {place: len(row) for place, row in enumerate(expected) if len(row) != 3}
    again = io.StringIO(newline="")
    csv.writer(again, lineterminator="\r\n").writerows(expected)
    told = any(chunk.odd for chunk in chunks)
    same = again.getvalue().encode("utf-8", "surrogateescape") == body and [""] not in expected  # a row of our width
    decoded = b"\xe7" not in body.replace("红".encode(), b"")
    assert told != (same and decoded)


def test_long_cells_are_read() -> None:
    """Longer than the csv module reads where nobody tells it."""
    cell = "很" * 200_000
    assert joined(taken(written([(cell, "", "")]))) == [(cell, "", "")]


def test_a_quote_that_is_never_closed_is_one_row() -> None:
    *_, chunk = taken(written([("1", "2", "3")]) + b'"x' + b"a,b,c\r\n" * 100_000)
    assert (chunk.first, len(chunk.written)) == (3, 1)
    assert chunk.odd == (0,)
    assert chunk.widths == {0: 1}
