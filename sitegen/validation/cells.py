"""The cells of a table, some rows at a time: under the right header, as many as fields, each as it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.validation.rows import ODD, Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sitegen.validation.keys import Columns, Key
    from sitegen.validation.rows import Chunk
    from sitegen.validation.schema import Schema

    Tell = Callable[[int | None, str], None]
"""Takes the number of a row, or none, and what is wrong with it."""


def body(reading: Reading, schema: Schema, tell: Tell) -> Iterator[Chunk]:
    """The rows below the header; none where that is wrong, for nobody knows which field a cell is of."""
    header, names = reading.header(), schema.names
    if header is None:
        tell(None, "the file is empty")
        return
    labels, regular = header
    if not regular:
        tell(1, ODD)
    if labels != names:
        tell(1, f"the header is {', '.join(labels)!r:.200}, not {', '.join(names)!r:.200}")
        reading.drain()
        return
    for chunk in reading.chunks(len(names)):
        for place in chunk.odd:
            tell(chunk.first + place, ODD)
        for place, width in chunk.widths.items():
            tell(chunk.first + place, f"has {width} cells, not {len(names)}" if width else "is blank")
        yield chunk


def valid(chunk: Chunk, schema: Schema, tell: Tell) -> Columns:
    """The columns as keys take them, once all their cells were looked at."""
    taken = list(chunk.columns)
    for place, (column, cells) in enumerate(zip(schema.columns, chunk.columns, strict=True)):
        if wrong := column.wrong(cells):
            for number, cell in enumerate(cells, chunk.first):
                if cell in wrong:
                    tell(number, column.why(cell))
            taken[place] = [column.key(cell) if cell in wrong else cell for cell in cells]
    return taken


def keys(path: Path, schema: Schema, places: tuple[int, ...]) -> Iterator[list[tuple[int, Key]]]:
    """The keys at some places of all rows of a file, with the numbers of the rows; what is wrong was told before."""
    with path.open("rb") as file:
        for chunk in body(Reading(file), schema, _silently):
            columns = valid(chunk, schema, _silently)
            own = [columns[place] for place in places]
            yield list(enumerate(own[0] if len(own) == 1 else zip(*own, strict=True), chunk.first))


def _silently(_row: int | None, _said: str) -> None:
    pass
