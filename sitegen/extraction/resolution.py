"""Figures that have lost the borders between them: the splits that the grammar allows and the identities that decide.

A row that is uncertain has options: each gives every cell of the row a stretch of the printed characters. Identities
within the row leave some of them; identities between rows leave fewer. A cell is resolved where all that is left agree.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from sitegen.extraction.chain import NEARLY
from sitegen.extraction.identities import holds, implied_by
from sitegen.extraction.narrowing import groups, is_borne_out, is_printed, narrow
from sitegen.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sitegen.extraction.chain import Address, Candidate
    from sitegen.extraction.identities import Sum
    from sitegen.extraction.narrowing import Group
    from sitegen.extraction.stream import Piece, Stream

LONGEST = 48  # digits in one row; what is longer is not split
MANY_ROWS = 0.2  # of the rows of a table that lack a figure are no accident
MOST_OPTIONS = 400  # for one row; with more, nothing is decided
MOST_STEPS = 20_000  # of the search for them


@dataclass(frozen=True, slots=True)
class Slot:
    """What an option puts into a cell: printed characters, or a value that the identities imply for a lost one."""

    value: Decimal | None
    piece: Piece | None


Option = tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Resolved:
    """What is left for a row: the piece of each cell where all options agree, and the options where they do not."""

    cells: tuple[Piece | None, ...]
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What is left for each uncertain row, by its place, and the rows that stay open, in groups that depend."""

    rows: dict[int, Resolved]
    groups: tuple[Group, ...] = ()


def resolve(
    rows: Sequence[Candidate], identities: Sequence[Sum], stream: Stream, known: Mapping[Address, Decimal | None]
) -> Resolution:
    """For each uncertain row, by its place among ``rows``, what the identities leave; ``known`` are certain cells."""
    options: dict[int, list[Option]] = {}
    if all(row.is_exact and not row.assumed for row in rows):
        return Resolution({})
    missing = [_missing(row) for row in rows if row.region is not None]
    blank = any(n > 0 for n in missing)
    hidden = _hides_blanks(missing)
    for at, row in enumerate(rows):
        if hidden and row.region and not row.is_exact:
            options[at] = []
        elif not row.is_exact or row.assumed:
            within = [s for s in identities if {*s[0], *s[1]} <= set(row.addresses)]
            options[at] = _assumed(row) if row.assumed else list(_options(row, within, stream))
    between = [s for s in identities if not any({*s[0], *s[1]} <= set(row.addresses) for row in rows)]
    trials = narrow(rows, options, between, known)
    settled = {**known}
    for at, left in options.items():
        if len(left) == 1 and is_printed(left[0]):
            settled |= {address: slot.value for address, slot in zip(rows[at].addresses, left[0], strict=True)}
    for at, left in options.items():
        if not all(map(is_printed, left)):
            options[at] = [option for option in left if is_borne_out(rows[at], option, between, known)]
        elif blank and rows[at].region and _has_choice(rows[at]):
            options[at] = [option for option in left if is_borne_out(rows[at], option, between, settled)]
    resolved = {at: _agreed(rows[at], left) for at, left in options.items()}
    return Resolution(resolved, tuple(groups(rows, options, trials, between)))


def _missing(row: Candidate) -> int:
    """How many cells more a row has than it prints characters: so many blanks at least have left no trace."""
    return len(row.addresses) - sum(len(cell.text) for cell in row.cells)


def _hides_blanks(missing: Sequence[int]) -> bool:
    """Whether blanks leave no trace in the text: a row has lost two, or many have lost one.

    Then no row of the table can be split on the assumption that all its cells are printed.
    """
    return any(n > 1 for n in missing) or sum(n > 0 for n in missing) > len(missing) * MANY_ROWS


def _has_choice(row: Candidate) -> bool:
    """Whether a row that has run together prints more digits than cells, so that a blank may be among them."""
    return len(row.cells) < len(row.addresses) and _missing(row) < 0


def _assumed(row: Candidate) -> list[Option]:
    return [tuple(Slot(cell.number.value, cell) for cell in row.cells)]


# --- the options of one row -----------------------------------------------------------------------------------------


def _options(row: Candidate, within: Sequence[Sum], stream: Stream) -> Iterator[Option]:
    """Every way to read the row that its own identities allow."""
    if row.region is None or row.fit < NEARLY:
        return
    width = len(row.addresses)
    if len(row.cells) == width + 1 and within:
        yield from _without_one(row, within)
    elif len(row.cells) <= width:
        yield from _splits(row, within, stream)
    whole = all(c.number.status is Status.REPORTED for c in row.cells)
    if whole and len(row.cells) == width - 1 and within:
        lost = list(with_one_lost(row, within))
        gap = _wider_gap(row)
        if gap is None or any(option[gap].piece is None for option in lost):
            yield from lost


def _without_one(row: Candidate, within: Sequence[Sum]) -> Iterator[Option]:
    """One figure too many, such as a page number between rows: leave each out in turn."""
    for out in range(len(row.cells)):
        cells = row.cells[:out] + row.cells[out + 1 :]
        option = tuple(Slot(cell.number.value, cell) for cell in cells)
        if all(slot.value is not None for slot in option) and _holds_all(row, option, within):
            yield option


def with_one_lost(row: Candidate, within: Sequence[Sum]) -> Iterator[Option]:
    """One figure too few: put a lost cell into each place, with the value that the identity implies for it."""
    for lost in range(len(row.addresses)):
        slots = [Slot(cell.number.value, cell) for cell in row.cells]
        slots.insert(lost, Slot(None, None))
        values = {address: slot.value for address, slot in zip(row.addresses, slots, strict=True)}
        implied = next((v for s in within if (v := implied_by(s, row.addresses[lost], values)) is not None), None)
        if implied is not None and implied >= 0:
            slots[lost] = Slot(implied, None)
            if _holds_all(row, tuple(slots), within):
                yield tuple(slots)


def _wider_gap(row: Candidate) -> int | None:
    """The place of the figure before which there are more lines than before any other, as an empty cell leaves."""
    steps = [other.place.line - one.place.line for one, other in pairwise(row.cells)]
    usual, widest = min(steps, default=0), max(steps, default=0)
    return steps.index(widest) + 1 if steps.count(usual) == len(steps) - 1 and widest > usual else None


def _splits(row: Candidate, within: Sequence[Sum], stream: Stream) -> Iterator[Option]:
    """Every split of the digits, breaks kept as borders, into as many whole numbers as the row has cells."""
    texts = [cell.text for cell in row.cells]
    width = len(row.addresses)
    if not all(text.isdigit() and text.isascii() for text in texts) or sum(map(len, texts)) > LONGEST:
        return
    if not within and any(character != "0" for text in texts for character in text):
        return  # with no identity, only a row of zeros has one split for certain
    last = {address: at for at, address in enumerate(row.addresses)}
    due: dict[int, list[Sum]] = defaultdict(list)
    for identity in within:
        due[max(last[a] for a in identity[0] + identity[1])].append(identity)
    try:
        spans = list(islice(_spans(row, texts, due, width), MOST_OPTIONS + 1))
    except TooManyError:
        return
    if len(spans) <= MOST_OPTIONS:
        yield from (tuple(_slot(row, texts, span, stream) for span in option) for option in spans)


class TooManyError(Exception):
    """The digits can be split in so many ways that the search is given up; nothing is decided."""


Span = tuple[int, int, int]  # which text, first digit, one past the last


def _spans(row: Candidate, texts: list[str], due: Mapping[int, list[Sum]], width: int) -> Iterator[tuple[Span, ...]]:
    """Depth first, cell by cell; an identity is tested as soon as its last cell is set."""
    chosen: list[Span] = []
    values: dict[Address, Decimal | None] = {}
    after = [sum(map(len, texts[text + 1 :])) for text in range(len(texts))]
    steps = 0

    def walk(text: int, start: int) -> Iterator[tuple[Span, ...]]:
        nonlocal steps
        if text == len(texts):
            if len(chosen) == width:
                yield tuple(chosen)
            return
        wanted = width - len(chosen)
        digits = texts[text]
        if not len(texts) - text <= wanted <= len(digits) - start + after[text]:
            return
        steps += 1
        if steps > MOST_STEPS:
            raise TooManyError
        for end in range(start + 1, len(digits) + 1 if digits[start] != "0" else start + 2):
            address = row.addresses[len(chosen)]
            values[address] = Decimal(digits[start:end])
            if all(holds(identity, values) is not False for identity in due.get(len(chosen), ())):
                chosen.append((text, start, end))
                yield from walk(text, end) if end < len(digits) else walk(text + 1, 0)
                chosen.pop()
            del values[address]

    return walk(0, 0)


def _slot(row: Candidate, texts: list[str], span: Span, stream: Stream) -> Slot:
    text, start, end = span
    whole = row.cells[text]
    offset = sum(map(len, texts[:text]))
    first = row.region[0] if row.region else 0
    piece = whole if end - start == len(texts[text]) else stream.piece(first + offset + start, first + offset + end)
    return Slot(Decimal(texts[text][start:end]), piece)


def _holds_all(row: Candidate, option: Option, within: Sequence[Sum]) -> bool:
    values = {address: slot.value for address, slot in zip(row.addresses, option, strict=True)}
    return all(holds(identity, values) is not False for identity in within)


def _agreed(row: Candidate, options: list[Option]) -> Resolved:
    """The pieces on which all options agree; none where there is no option at all."""
    if not options:
        return Resolved((None,) * len(row.addresses), ())
    cells = []
    for slots in zip(*options, strict=True):
        same = len({slot.value for slot in slots}) == 1 and all(slot.piece is not None for slot in slots)
        cells.append(slots[0].piece if same else None)
    return Resolved(tuple(cells), tuple(options))


def confirmed(row: Candidate, identities: Sequence[Sum], values: Mapping[Address, Decimal | None]) -> bool:
    """Whether a row that was placed by order alone stands in identities with other rows, and breaks none."""
    mine = [s for s in identities if any(a in row.addresses for a in s[0] + s[1])]
    return bool(mine) and all(holds(identity, values) for identity in mine)
