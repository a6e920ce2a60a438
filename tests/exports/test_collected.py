"""What agencies gave, put together: in order of agency and year, without being held twice."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

from sitegen.exports.collected import lines
from sitegen.gathering import Gathered

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = ("csv/t/440000/2020", "csv/t/330000/2021", "csv/t/330000/2020")
SAID = {
    "b": {NAMES[1]: b"b 2021\n", NAMES[2]: b"b 2020\n"},
    "a": {NAMES[0]: b"a 2020\n"},
    "c": {NAMES[1]: b"c 2021\n", "csv/other/330000/2021": b"other\n"},
}


def test_lines_come_by_agency_and_of_each_by_year_between_what_is_around_them() -> None:
    sections = Gathered((key, own.items()) for key, own in SAID.items())
    assert lines(sections, NAMES) == b"a 2020\nb 2020\nb 2021\nc 2021\n"
    assert lines(sections, NAMES, {"a", "c"}, (b"head\n", b"more\n")) == b"head\na 2020\nc 2021\nmore\n"
    assert lines(sections, (), around=(b"head\n", b"")) == b"head\n"


def test_lines_are_not_held_beside_the_table_that_they_make() -> None:
    size, agencies = 1 << 16, 64

    class Read(Gathered):
        """Sections that are made when they are asked for, as if they were read."""

        def of(self, name: str) -> Iterator[tuple[str, bytes]]:
            """Each a different one."""
            return ((f"{number:02}", name[-1:].encode() * size) for number in range(agencies))

    tracemalloc.start()
    try:
        table = lines(Read(()), NAMES)
        _, highest = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(table) == size * agencies * len(NAMES)
    assert highest < len(table) * 3 / 2
