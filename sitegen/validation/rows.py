"""The rows of a CSV file, many at a time and never all: read as any reader does, told where they are written oddly."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from codecs import BOM_UTF8
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

AT_ONCE = 1 << 17  # bytes; rows are of a few hundred
LONGEST = 1 << 24  # bytes without an end of a row: quotes that are not closed
ODD = "is not written as a row is, in UTF-8, with quotes where they are needed and both ends of line"
csv.field_size_limit(2**31 - 1)  # what a report prints may be long, and a long cell is no error

# A cell stands in quotes where it has to, and nowhere else.
_CELL = r'(?:[^",\r\n]*+|"[^",\r\n]*+(?:""|[,\r\n])(?:[^"]++|""|(?!))*+")'
_is_record = re.compile(rf"(?:{_CELL},|(?!))*+{_CELL}\r\n").fullmatch
_undecoded = re.compile("[\ud800-\udfff]").search
HELD = b"\x1f"  # stands for a cell in quotes while the others are split
LEAST = 2  # fields; an empty line is a row of none, and not of one that is empty


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows as they follow one another: the number of the first, their cells by column, and each as a line.

    Of rows with more or fewer cells than fields, which ``widths`` tells by their places, cells are cut or filled up.
    ``odd`` are the places of rows that are written as no row should be.
    """

    first: int
    columns: Sequence[Sequence[str]]
    written: list[bytes]
    widths: dict[int, int]
    odd: tuple[int, ...]


class Reading:
    """A file on its way through: its size and SHA-256 once all rows were taken, and whether it began with a BOM."""

    def __init__(self, file: BinaryIO) -> None:
        """Nothing read yet."""
        self.size = 0
        self._file = file
        self._digest = hashlib.sha256()
        self._rest = self._read(len(BOM_UTF8))
        self.marked = self._rest == BOM_UTF8
        if self.marked:
            self._rest = b""

    @property
    def sha256(self) -> str:
        """The hash of what was read."""
        return self._digest.hexdigest()

    def header(self) -> tuple[list[str], bool] | None:
        """The cells of the first line, and whether it is written well; none where there is no line."""
        while b"\n" not in self._rest and (block := self._read(AT_ONCE)):
            self._rest += block
        line, end, self._rest = self._rest.partition(b"\n")
        text = (line + end).decode("utf-8", "surrogateescape")
        row = next(csv.reader(io.StringIO(text, newline="")), None)
        return None if row is None else (row, bool(_is_record(text)) and not _undecoded(text))

    def chunks(self, width: int) -> Iterator[Chunk]:
        """All rows that follow, of so many cells.

        Chunks end where quotes are closed; from the first on that has a row written oddly, where nobody can tell, all
        rows are in one, so that they are the rows that any reader finds.
        """
        first, more = 2, True
        while more:
            block = self._read(AT_ONCE)
            self._rest += block
            end = _end(self._rest) if block else len(self._rest)
            if not end and len(self._rest) > LONGEST:
                end = self._all()
            if end:
                chunk = _chunk(self._rest[:end], first, width)
                if chunk.odd and block:
                    end = self._all()
                    chunk = _chunk(self._rest, first, width)
                self._rest = self._rest[end:]
                first += len(chunk.written)
                yield chunk
            more = bool(block)

    def drain(self) -> None:
        """Read on to the end, for size and hash alone."""
        while self._read(AT_ONCE):
            pass

    def _all(self) -> int:
        self._rest += self._read(-1)
        return len(self._rest)

    def _read(self, size: int) -> bytes:
        block = self._file.read(size)
        self._digest.update(block)
        self.size += len(block)
        return block


def _end(content: bytes) -> int:
    """Where the last line ends that is not within quotes, or 0."""
    end = content.rfind(b"\n") + 1
    while end and content.count(b'"', 0, end) % 2:
        end = content.rfind(b"\n", 0, content.rfind(b'"', 0, end)) + 1
    return end


def _chunk(content: bytes, first: int, width: int) -> Chunk:
    """The rows of a content; where all are as they should be, they are split without looking at each."""
    if found := _split(content, width):
        return Chunk(first, *found, {}, ())
    text = content.decode("utf-8", "surrogateescape")
    lines = list(io.StringIO(text, newline=""))
    reader, begin = csv.reader(lines), 0
    rows, written, widths, odd = [], [], {}, []
    for place, row in enumerate(reader):
        line = "".join(lines[begin : reader.line_num])
        begin = reader.line_num
        written.append(line.removesuffix("\n").encode("utf-8", "surrogateescape"))
        if not _is_record(line) or _undecoded(line):
            odd.append(place)
        if len(row) != width:
            widths[place] = len(row)
            row = [*row[:width], *[""] * (width - len(row))]  # noqa: PLW2901  as wide as the others
        rows.append(row)
    return Chunk(first, tuple(zip(*rows, strict=True)), written, widths, tuple(odd))


def _split(content: bytes, width: int) -> tuple[Sequence[Sequence[str]], list[bytes]] | None:
    """The cells by column, of rows that are all regular, without quotes or line ends in a cell, and as wide as that."""
    written = content.split(b"\n")
    quoted: list[str] = []
    try:
        if b'"' in content:
            if HELD in content:
                return None
            pieces = content.split(b'"')
            quoted = b'"'.join(pieces[1::2]).decode().split('"')
            content = HELD.join(pieces[::2])
        lines = content.split(b"\r\n")
        marked = b",\n,".join(lines)
        # Every end of line is one of the two that belong together, and none is in quotes.
        if len(lines) != len(written) or written.pop() or b"\r" in marked or width < LEAST:
            return None
        cells = marked.decode().split(",")
    except UnicodeDecodeError:
        return None
    count = len(written)
    if len(cells) != count * (width + 1) + 1 or cells[width :: width + 1] != ["\n"] * count:
        return None
    if not _put_back(quoted, cells):
        return None
    del cells[-1]  # what follows the last end of line
    return [cells[place :: width + 1] for place in range(width)], written


def _put_back(quoted: list[str], cells: list[str]) -> bool:
    """Whether the cells that stood in quotes go where they are held, each a cell that needs its quotes."""
    place, held = -1, HELD.decode()
    try:
        for cell in quoted:
            place = cells.index(held, place + 1)
            if "," not in cell or "\r" in cell:
                return False
            cells[place] = cell
    except ValueError:  # quotes within a cell
        return False
    return True
