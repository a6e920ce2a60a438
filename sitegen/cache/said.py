"""What slices say, by name: a key of all that is said under it, and who says it; so that nobody looks through all."""

from __future__ import annotations

import sys
from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Self

from sitegen.cache.keys import key as key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sitegen.cache.made import Made

ORDER = sys.byteorder
"""Of the numbers in :meth:`Said.written`: whoever keeps them says so beside them."""
NUMBER: Final = "I"
SIZE = array(NUMBER).itemsize


@dataclass(frozen=True, slots=True)
class Said:
    """By name a key of what is said under it, and ``by`` whom: the numbers of the slices, which are in order."""

    keys: dict[str, str] = field(default_factory=dict)
    by: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, slices: Mapping[str, Made]) -> Self:
        """What all of these say, found out from each."""
        by = _by(slices)
        every = _in_order(slices)
        return cls({name: _key(every, name, numbers(own)) for name, own in by.items()}, by)

    def since(self, slices: Mapping[str, Made], before: Mapping[str, Made], changed: Iterable[str]) -> Said:
        """What these say, where this was said by those ``before``: only what those that ``changed`` say is looked into.

        Changed is also who came or went.
        """
        every, keys = _in_order(slices), dict(self.keys)
        same = slices.keys() == before.keys() and self.by.keys() == keys.keys()
        by = dict(self.by) if same else _by(slices)
        place = {one: number for number, one in enumerate(sorted(slices))}
        stale: dict[str, None] = {}
        for one in changed:
            now, then = slices.get(one), before.get(one)
            for name in differing(then, now):
                stale[name] = None
                if same and now:
                    others = {number for number in numbers(by.get(name, b"")) if number != place[one]}
                    own = {place[one]} if now.has(name) else set[int]()
                    by[name] = array(NUMBER, sorted(others | own)).tobytes()
        for name in stale:
            if by.get(name):
                keys[name] = _key(every, name, numbers(by[name]))
            else:
                keys.pop(name, None)
                by.pop(name, None)
        return Said({name: keys[name] for name in sorted(keys)}, {name: by[name] for name in sorted(by)})

    def who(self, name: str) -> Sequence[int]:
        """The numbers of the slices that say anything under that name."""
        return numbers(self.by.get(name, b""))

    def written(self) -> tuple[bytes, ...]:
        """All of it as a few pieces of bytes, for :meth:`read`."""
        counts = array(NUMBER, (len(own) for own in self.by.values()))
        texts = ("\n".join(one).encode() for one in (self.keys, self.keys.values()))
        return (*texts, counts.tobytes(), b"".join(self.by.values()))

    @classmethod
    def read(cls, names: bytes, keys: bytes, counts: bytes, by: bytes) -> Self:
        """What was :meth:`written`."""
        if not names:
            return cls()
        every = names.decode().split("\n")
        found, at = {}, 0
        for name, count in zip(every, numbers(counts), strict=True):
            found[name] = by[at : at + count]
            at += count
        return cls(dict(zip(every, keys.decode().split("\n"), strict=True)), found)


def differing(then: Made | None, now: Made | None) -> set[str]:
    """The names of what only one of two results says: the same slice, then and now."""
    before, after = (one.said if one else frozenset() for one in (then, now))
    return {name for name, _ in before ^ after}


def numbers(content: bytes) -> Sequence[int]:
    """The numbers that were packed."""
    return memoryview(content).cast(NUMBER)


def _in_order(slices: Mapping[str, Made]) -> list[tuple[str, Made]]:
    return sorted(slices.items())


def _by(slices: Mapping[str, Made]) -> dict[str, bytes]:
    """Who says anything under each name, in order of the names."""
    found: dict[str, array[int]] = {}
    for number, (_, one) in enumerate(_in_order(slices)):
        for name in one.names:
            if name not in found:
                found[name] = array(NUMBER)
            found[name].append(number)
    return {name: found[name].tobytes() for name in sorted(found)}


def _key(every: Sequence[tuple[str, Made]], name: str, who: Iterable[int]) -> str:
    parts: list[str | bytes] = []
    for number in who:
        slice_, one = every[number]
        parts += (slice_, one.place(name)[2])
    return key_of(*parts)
