"""Zip archives whose bytes depend on their content alone: fixed date, fixed permissions, the order as given."""

from __future__ import annotations

import struct
import zlib
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

MEDIA_TYPE = "application/zip"
COMPRESSED = (".zip", ".xlsx", ".parquet", ".png")
USUAL = 6
QUICK = 3
"""Of compression, for files that are made by the thousand: the usual one takes twice the time for an eighth less."""
SOME = 16  # files that a thread is given at a time
AHEAD = 64  # times that, which may be compressed before those before them are written

# The format, as PKWARE's application note has it: its records, and what stands in them for every file of ours.
FILE, ENTRY, END = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")
END_64, LOCATOR_64 = struct.Struct("<4sQ2H2I4Q"), struct.Struct("<4sIQI")
VERSION, VERSION_64, UNIX = 20, 45, 3 << 8
UTF_8 = 0x800
STORED, DEFLATED = 0, 8
MIDNIGHT, EARLIEST = 0, 1 << 5 | 1  # the first of January 1980
REGULAR_FILE = 0o100644 << 16
MOST = 0xFFFF
NONE = MappingProxyType[str, bytes]({})


@dataclass(frozen=True, slots=True)
class _Packed:
    """A file as it lies in an archive: its name, how it is compressed, the sum and the size of what it was."""

    name: bytes
    method: int
    crc: int
    size: int
    content: bytes

    def described(self) -> tuple[int, ...]:
        """What stands in both records about it, up to the length of its name."""
        flags = 0 if self.name.isascii() else UTF_8
        return (flags, self.method, MIDNIGHT, EARLIEST, self.crc, len(self.content), self.size, len(self.name))


def archive(
    files: Iterable[tuple[str, bytes]], level: int = USUAL, together: int = 1, known: Mapping[str, bytes] = NONE
) -> bytes:
    """A zip of the files, given as path and content; each is a regular file that all may read.

    What is compressed already is stored as it is; the rest is compressed as much as the level says, of 1 to 9, so many
    files ``together``. Those that were :func:`deflated` before at that level may be ``known`` by their paths.
    """
    parts: list[bytes] = []
    entries: list[bytes] = []
    at = 0
    for one in _packed(files, level, together, known):
        about = one.described()
        head = FILE.pack(b"PK\x03\x04", VERSION, *about, 0) + one.name
        fixed = (b"PK\x01\x02", VERSION | UNIX, VERSION)
        entries.append(ENTRY.pack(*fixed, *about, 0, 0, 0, 0, REGULAR_FILE, at) + one.name)
        parts += (head, one.content)
        at += len(head) + len(one.content)
    return b"".join((*parts, *entries, _end(len(entries), sum(map(len, entries)), at)))


def deflated(content: bytes, level: int = USUAL) -> bytes:
    """The content as it lies in an archive of that level, if it is compressed there."""
    compressor = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return compressor.compress(content) + compressor.flush()


def _packed(
    files: Iterable[tuple[str, bytes]], level: int, together: int, known: Mapping[str, bytes]
) -> Iterator[_Packed]:
    """The files one after another; several are compressed by threads, which do not wait for one another there."""
    pack = partial(_pack, level, known)
    if together == 1:
        yield from (pack(path, content) for path, content in files)
        return
    with ThreadPoolExecutor(together) as pool:
        ahead: deque[Future[list[_Packed]]] = deque()
        left = iter(files)
        while some := tuple(islice(left, SOME)):
            ahead.append(pool.submit(_pack_each, pack, some))
            if len(ahead) == AHEAD:
                yield from ahead.popleft().result()
        while ahead:
            yield from ahead.popleft().result()


def _pack_each(pack: Callable[[str, bytes], _Packed], files: Iterable[tuple[str, bytes]]) -> list[_Packed]:
    return [pack(path, content) for path, content in files]


def _pack(level: int, known: Mapping[str, bytes], path: str, content: bytes) -> _Packed:
    name, crc = path.encode(), zlib.crc32(content)
    if path.endswith(COMPRESSED):
        return _Packed(name, STORED, crc, len(content), content)
    return _Packed(name, DEFLATED, crc, len(content), known[path] if path in known else deflated(content, level))


def _end(count: int, size: int, at: int) -> bytes:
    """What ends an archive of so many entries, which take that size and begin there."""
    last = END.pack(b"PK\x05\x06", 0, 0, min(count, MOST), min(count, MOST), size, at, 0)
    if count <= MOST:
        return last
    numbers = (VERSION_64, VERSION_64, 0, 0, count, count, size, at)
    more = END_64.pack(b"PK\x06\x06", END_64.size - 12, *numbers)
    return more + LOCATOR_64.pack(b"PK\x06\x07", 0, at + size, 1) + last
