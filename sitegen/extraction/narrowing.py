"""The options of all uncertain rows of a table together: what the identities between rows leave of them."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

from sitegen.extraction.identities import holds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from sitegen.extraction.chain import Address, Candidate
    from sitegen.extraction.identities import Sum
    from sitegen.extraction.resolution import Option

MOST_TRIALS = 2_000  # combinations of the options of several rows
MOST_KEPT = 200  # options of the rows of a group that are kept for later; with more, each row stands for itself

Trial = dict[int, "Option"]
Group = tuple[tuple[int, ...], tuple[tuple["Option", ...], ...]]
"""Rows, by their places, that depend on one another, and the ways to read them: an option for each."""


def narrow(
    rows: Sequence[Candidate],
    options: dict[int, list[Option]],
    between: Sequence[Sum],
    known: Mapping[Address, Decimal | None],
) -> list[Trial] | None:
    """Leave of each row's options those that stand in a combination which satisfies the identities between rows.

    These combinations, an option for each row that has several; None where there are too many to be tried.
    """
    values = dict(known)
    for at, left in options.items():
        if len(left) == 1:
            values |= _values(rows[at], left[0])
    many = [at for at, left in options.items() if len(left) > 1]
    changed = True
    while changed:  # one row at a time, as long as that settles anything
        changed = False
        for at in list(many):
            kept = [option for option in options[at] if _fits(rows, {at: option}, between, values)]
            if len(kept) != len(options[at]):
                options[at] = kept
                changed = True
            if len(kept) == 1:
                values |= _values(rows[at], kept[0])
            if len(kept) <= 1:
                many.remove(at)
                changed = True
    if prod(len(options[at]) for at in many) > MOST_TRIALS:
        return None
    trials = (dict(zip(many, trial, strict=True)) for trial in product(*(options[at] for at in many)))
    good = [trial for trial in trials if _fits(rows, trial, between, values)]
    for at in many:
        options[at] = list(dict.fromkeys(trial[at] for trial in good))
    return good


def _values(row: Candidate, option: Option) -> dict[Address, Decimal | None]:
    return {address: slot.value for address, slot in zip(row.addresses, option, strict=True)}


def _fits(
    rows: Sequence[Candidate], trial: Trial, between: Sequence[Sum], values: Mapping[Address, Decimal | None]
) -> bool:
    """Whether no identity that the trial completes is broken."""
    tried = {address: value for at, option in trial.items() for address, value in _values(rows[at], option).items()}
    together = {**values, **tried}
    return all(
        holds(identity, together) is not False
        for identity in between
        if any(address in tried for address in identity[0] + identity[1])
    )


def is_borne_out(
    row: Candidate, option: Option, between: Sequence[Sum], known: Mapping[Address, Decimal | None]
) -> bool:
    """Whether an option of a row that may have lost a cell, where its own sum proves nothing, satisfies all others."""
    together = {**known, **_values(row, option)}
    return all(holds(s, together) for s in between if any(a in row.addresses for a in s[0] + s[1]))


def groups(
    rows: Sequence[Candidate],
    options: Mapping[int, list[Option]],
    trials: list[Trial] | None,
    between: Sequence[Sum],
) -> Iterator[Group]:
    """The rows that are open between splits of their digits, in groups, with every way to read each group.

    Rows that may have lost a cell are left out: a value that is only implied was printed nowhere.
    """
    whole = [at for at, left in options.items() if len(left) > 1 and all(map(is_printed, left))]
    good = [trial for trial in trials or () if all(option in options[at] for at, option in trial.items())]
    if trials is not None and not good:
        return
    for group in _connected(rows, whole, options, between) if good else ():
        ways = tuple(dict.fromkeys(tuple(trial[at] for at in group) for trial in good))
        if len(ways) * len(group) <= MOST_KEPT:
            yield group, ways
            whole = [at for at in whole if at not in group]
    yield from (((at,), tuple((option,) for option in options[at])) for at in whole if len(options[at]) <= MOST_KEPT)


def is_printed(option: Option) -> bool:
    """Whether an option finds the number of each cell printed."""
    return all(slot.piece is not None and slot.piece.number.value == slot.value for slot in option)


def _connected(
    rows: Sequence[Candidate], open_rows: Iterable[int], options: Mapping[int, list[Option]], between: Sequence[Sum]
) -> list[tuple[int, ...]]:
    """The open rows in groups: an identity ties those together whose options differ in cells of it."""
    differing = {
        at: {
            address
            for address, slots in zip(rows[at].addresses, zip(*options[at], strict=True), strict=True)
            if len({slot.value for slot in slots}) > 1
        }
        for at in open_rows
    }
    found = [{at} for at in differing]
    for left, right in between:
        tied = {at for at, addresses in differing.items() if not addresses.isdisjoint(left + right)}
        apart = [group for group in found if group.isdisjoint(tied)]
        found = [*apart, set().union(*(group for group in found if group not in apart))] if tied else found
    return sorted(tuple(sorted(group)) for group in found)
