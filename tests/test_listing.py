"""Files in lists: size, hash and what a descriptor says, without the bytes."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sitegen.listing import Described, Descriptor, Resource, listing
from sitegen.model import Artifact, Words

if TYPE_CHECKING:
    import pytest

CONTENT = b"a,b\r\n"
HASH = hashlib.sha256(CONTENT).hexdigest()


DESCRIBED = Described("p", Words("包", "Package"), Words("话", "Words"), "2024-05-06", ("k",),
                      (Resource("one.csv", Words("一", "One"), HASH),))  # fmt: skip


def package() -> Descriptor:
    """A descriptor of one table."""
    return Descriptor("data/datapackage.json", "application/json", b"{}", described=DESCRIBED)


def test_a_file_is_told_with_size_and_hash() -> None:
    (one,) = listing([Artifact("a/b.csv", "text/csv", CONTENT)])
    assert (one.path, one.media_type, one.size, one.sha256, one.described) == ("a/b.csv", "text/csv", 5, HASH, None)


def test_a_descriptor_is_told_with_what_it_says() -> None:
    (one,) = listing([package()])
    assert (one.size, one.described) == (2, DESCRIBED)


def test_a_hash_is_made_once_and_not_where_whoever_made_the_file_knows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[bytes] = []

    class Counting:
        """Notes what is hashed."""

        def __init__(self, content: bytes) -> None:
            hashed.append(content)

        def hexdigest(self) -> str:
            """The hash."""
            return HASH

    monkeypatch.setattr(hashlib, "sha256", Counting)
    known, unknown = Artifact("data/one.csv", "text/csv", CONTENT, HASH), Artifact("data/two.csv", "text/csv", CONTENT)
    for _ in range(2):
        assert [one.sha256 for one in listing([known, unknown])] == [HASH, HASH]
    assert hashed == [CONTENT]


def test_what_is_listed_already_stays_as_it_is() -> None:
    listed = listing([package()])
    assert listing(listed) == listed
