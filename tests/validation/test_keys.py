"""Keys: the order tells that they are different, or hashes tell which are not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.validation.keys import Distinct, Hashes, combine, filled

KEYS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.sampled_from("12")), max_size=14)


def columns(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Rows by column."""
    return list(zip(*rows, strict=True)) if rows else [(), (), ()]


@given(rows=KEYS, size=st.integers(1, 6), width=st.integers(1, 3), ordered=st.booleans())
def test_what_is_clear_has_no_key_twice(rows: list[tuple[str, ...]], size: int, width: int, *, ordered: bool) -> None:
    keys = sorted(rows) if ordered else rows
    distinct = Distinct(width)
    for begin in range(0, len(keys), size):
        distinct.add(columns(keys[begin : begin + size])[:width])
    different = len({key[:width] for key in keys}) == len(keys)
    assert different or not distinct.clear
    if ordered and different:
        assert distinct.clear


def test_the_cells_of_reports_that_follow_one_another_are_clear_whatever_their_order() -> None:
    distinct = Distinct(2)
    for report in ("b", "a", "c"):
        for begin in (0, 4):
            names = [str(7 - n) for n in range(begin, begin + 4)]
            distinct.add([[report] * 4, names])
    assert distinct.clear


def test_a_report_that_comes_again_is_not_clear() -> None:
    distinct = Distinct(2)
    for report, name in (("a", "x"), ("b", "y"), ("a", "z"), ("c", "x")):
        distinct.add([[report], [name]])
    assert not distinct.clear


@given(keys=st.lists(st.text(max_size=2)))
def test_hashes_that_occur_twice_are_those_of_keys_that_do(keys: list[str]) -> None:
    hashes = Hashes()
    hashes.add(keys)
    assert hashes.twice() == {hash(key) for key in keys if keys.count(key) > 1}


def test_many_hashes_are_compared_in_parts() -> None:
    hashes = Hashes()
    hashes.add(map(str, range(70_000)))
    assert hashes.twice() == set()
    hashes.add(["17", "69999"])
    assert hashes.twice() == {hash("17"), hash("69999")}


@given(rows=st.lists(st.tuples(st.sampled_from(["", "a"]), st.sampled_from(["", "b"]))))
def test_rows_without_a_part_of_a_unique_key_are_left_out(rows: list[tuple[str, str]]) -> None:
    given_ = columns(list(rows))[:2]
    assert list(combine(filled(given_))) == [row for row in rows if all(row)]
