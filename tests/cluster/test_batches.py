"""Batches: cut by what there is to do alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.assembly import Planned
from sitegen.cluster.batches import AGENCIES, MOST, of_agencies, of_files

NAMES = st.lists(st.from_regex(r"[a-z]{1,6}(-[a-z]{1,6})?", fullmatch=True), unique=True, max_size=200).map(sorted)


@given(st.integers(0, 40_000))
def test_every_file_is_in_one_batch_in_its_order(count: int) -> None:
    batches = of_files(range(count))
    assert [one for batch in batches for one in batch] == list(range(count))
    assert all(len(batch) <= MOST for batch in batches)


@given(NAMES)
def test_every_agency_is_in_one_batch(names: list[str]) -> None:
    batches = of_agencies([Planned(name) for name in names])
    assert sorted(plan.agency for batch in batches.values() for plan in batch) == names


@given(NAMES.filter(lambda names: 1 < len(names) < AGENCIES))
def test_a_new_agency_touches_one_batch(names: list[str]) -> None:
    new, *others = names
    before = of_agencies([Planned(name) for name in others])
    after = of_agencies([Planned(name) for name in names])
    touched = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert [plan.agency for name in touched for plan in after[name] if plan.agency not in others] == [new]
    assert len(touched) == 1
