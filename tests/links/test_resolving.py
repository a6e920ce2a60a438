"""Digests of a whole site are compared range by range, and nothing is lost on the way to the disk and back."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.links import Linked, digest, joined, packed, resolving, scan, unpacked, unresolved

NUMBERS = st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 20), max_size=30).map(
    lambda some: array("Q", sorted(some))
)


@given(st.lists(NUMBERS, max_size=4), st.lists(NUMBERS, max_size=4), st.integers(1, 40))
def test_what_is_wanted_and_nowhere_to_be_had(wants: list[array[int]], has: list[array[int]], together: int) -> None:
    """However many digests are compared at a time, and whether they are arrays or views of a file."""
    expected = {one for some in wants for one in some} - {one for some in has for one in some}
    views = [memoryview(packed(some)).cast("Q") for some in has]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resolving, "TOGETHER", together)
        assert unresolved(wants, has) == expected
        assert unresolved(wants, views) == expected


@given(NUMBERS)
def test_digests_come_back_from_disk(some: array[int]) -> None:
    assert unpacked(packed(some)) == some


@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=4))
def test_files_are_joined_without_what_they_settle_among_themselves(some: list[tuple[array[int], array[int]]]) -> None:
    """Joined or one by one: the same is missing."""
    files = [Linked((f"problem {number}",), wants, has) for number, (wants, has) in enumerate(some)]
    whole = joined(files)
    assert whole.problems == tuple(f"problem {number}" for number in range(len(files)))
    assert set(whole.has) == {one for file in files for one in file.has}
    assert not set(whole.wants) & set(whole.has)
    one_by_one = unresolved([file.wants for file in files], [file.has for file in files])
    assert unresolved([whole.wants], [whole.has]) == one_by_one


def test_a_digest_stands_for_a_path_or_a_place() -> None:
    """What one file wants is what another has."""
    home = scan("index.html", b'<a href="a/x.html#%E8%A1%A8">x</a>', "")
    inner = scan("a/x.html", '<p id="表">'.encode(), "")
    assert set(home.wants) == {digest("a/x.html"), digest("a/x.html#表")}
    assert set(home.wants) <= set(inner.has)
    assert scan("d.csv", b'<a href="x">', "") == Linked((), array("Q"), array("Q", [digest("d.csv")]))
