"""What slices say, by name: a key of all that is said under it, and who says it; so that nobody looks through all."""

from __future__ import annotations

import json
import sys
from array import array
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from sitegen.cache.keys import key as key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sitegen.cache.made import Made

ORDER = sys.byteorder
"""Of the numbers in :meth:`Said.written`: whoever keeps them says so beside them."""
NUMBER: Final = "I"
SIZE = array(NUMBER).itemsize
KEY = 20  # bytes


class Folder(NamedTuple):
    """What is said under names that are alike up to their last stroke, in order.

    ``rest`` has what comes behind it, each between two line feeds, ``keys`` a key of what is said under each name;
    ``ends`` says how many of the numbers in ``by``, of the slices that say it, are of this name and those before.
    """

    rest: str
    keys: bytes
    ends: bytes
    by: bytes

    @classmethod
    def of(cls, names: Mapping[str, tuple[bytes, bytes]]) -> Self:
        """Of each name its key, and who says it."""
        some = sorted(names)
        return cls(
            "\n".join(("", *some, "")),
            b"".join(names[one][0] for one in some),
            array(NUMBER, accumulate(len(names[one][1]) // SIZE for one in some)).tobytes(),
            b"".join(names[one][1] for one in some),
        )

    def number(self, rest: str) -> int:
        """The number of a name; -1 where there is none."""
        at = self.rest.find(f"\n{rest}\n")
        return self.rest.count("\n", 0, at) if at >= 0 else -1

    def key(self, number: int) -> bytes:
        """The key of that name."""
        return self.keys[number * KEY : (number + 1) * KEY]

    def who(self, number: int) -> bytes:
        """Who says it."""
        ends = numbers(self.ends)
        return self.by[(ends[number - 1] if number else 0) * SIZE : ends[number] * SIZE]

    @property
    def names(self) -> list[str]:
        """What comes behind the last stroke of each name."""
        return self.rest[1:-1].split("\n")


@dataclass(frozen=True, slots=True)
class Said:
    """A key of what is said under each name, and by whom: the numbers of the slices, which are in order.

    There are many more names than agencies, and every process has them: so they lie together, folder by folder.
    """

    folders: dict[str, Folder] = field(default_factory=dict)

    @classmethod
    def of(cls, slices: Mapping[str, Made]) -> Self:
        """What all of these say, found out from each."""
        return cls(_folders(slices, lambda _, who: _key(who)))

    def since(self, slices: Mapping[str, Made], before: Mapping[str, Made], changed: Iterable[str]) -> Said:
        """What these say, where this was said by those ``before``: only what those that ``changed`` say is looked into.

        Changed is also who came or went.
        """
        changed = set(changed)
        stale = {name for one in changed for name in differing(before.get(one), slices.get(one))}
        if slices.keys() != before.keys():

            def key(name: str, who: Sequence[tuple[str, bytes]]) -> bytes:
                known = "" if name in stale else self.key(name)
                return bytes.fromhex(known) or _key(who)

            return Said(_folders(slices, key))
        every, folders = _in_order(slices), dict(self.folders)
        place = {one: number for number, (one, _) in enumerate(every)}
        some = {place[one]: slices[one] for one in changed}
        last: dict[int, tuple[int, int]] = {}  # what was found last in each slice: names come in order

        def those(name: str, who: Iterable[int]) -> Iterator[tuple[str, bytes]]:
            for number in who:
                slice_, one = every[number]
                last[number] = one.found(name, last.get(number, (0, 0)))
                yield slice_, one.digest(last[number][1])

        for folder in sorted({_folder(name) for name in stale}):
            old = folders.get(folder, Folder.of({}))
            names = {rest: (old.key(at), old.who(at)) for at, rest in enumerate(old.names if old.keys else ())}
            for name in sorted(one for one in stale if _folder(one) == folder):
                _, who = names.pop(name[len(folder) :], (b"", b""))
                own = {number for number, one in some.items() if one.has(name)}
                if now := array(NUMBER, sorted({*numbers(who)} - some.keys() | own)):
                    names[name[len(folder) :]] = _key(those(name, now)), now.tobytes()
            folders.pop(folder, None)
            if names:
                folders[folder] = Folder.of(names)
        return Said({folder: folders[folder] for folder in sorted(folders)})

    def __contains__(self, name: str) -> bool:
        """Whether anybody says anything under that name."""
        return bool(self.key(name))

    def names(self, prefix: str = "") -> tuple[str, ...]:
        """The names that begin so, in order."""
        return tuple(
            sorted(
                name
                for folder, own in self.folders.items()
                if folder.startswith(prefix) or prefix.startswith(folder)
                for rest in own.names
                if (name := folder + rest).startswith(prefix)
            )
        )

    def key(self, name: str) -> str:
        """A key of all that is said under that name; nothing where nobody says anything."""
        folder = _folder(name)
        own = self.folders.get(folder)
        return own.key(number).hex() if own and (number := own.number(name[len(folder) :])) >= 0 else ""

    def who(self, name: str) -> Sequence[int]:
        """The numbers of the slices that say anything under that name."""
        folder = _folder(name)
        own = self.folders.get(folder)
        return numbers(own.who(number) if own and (number := own.number(name[len(folder) :])) >= 0 else b"")

    def written(self) -> tuple[bytes, ...]:
        """All of it as a few pieces of bytes, for :meth:`read`."""
        parts = [(folder, own.rest.encode(), *own[1:]) for folder, own in self.folders.items()]
        lengths = [(folder, *map(len, own)) for folder, *own in parts]
        return json.dumps(lengths).encode(), b"".join(part for _, *own in parts for part in own)

    @classmethod
    def read(cls, lengths: bytes, content: bytes) -> Self:
        """What was :meth:`written`."""
        found, start = dict[str, Folder](), 0
        for folder, *own in json.loads(lengths):
            rest, *others = (content[first:end] for first, end in pairwise(accumulate(own, initial=start)))
            found[folder], start = Folder(rest.decode(), *others), start + sum(own)
        return cls(found)


def differing(then: Made | None, now: Made | None) -> set[str]:
    """The names of what only one of two results says: the same slice, then and now."""
    before, after = (one.said if one else frozenset() for one in (then, now))
    return {name for name, _ in before ^ after}


def numbers(content: bytes) -> Sequence[int]:
    """The numbers that were packed."""
    return memoryview(content).cast(NUMBER)


def _in_order(slices: Mapping[str, Made]) -> list[tuple[str, Made]]:
    return sorted(slices.items())


def _folder(name: str) -> str:
    """What a name has up to its last stroke."""
    return name[: name.rfind("/") + 1]


def _folders(slices: Mapping[str, Made], key: Callable[[str, Sequence[tuple[str, bytes]]], bytes]) -> dict[str, Folder]:
    """What is said in each folder, in order, with the key that is asked for of each name; one folder at a time.

    The key is made of who says it, and the hash of what each of them says.
    """
    every = _in_order(slices)
    within: dict[str, array[int]] = {}
    for number, (_, one) in enumerate(every):
        for folder in dict.fromkeys(map(_folder, one.names)):
            within.setdefault(folder, array(NUMBER)).append(number)
    found = {}
    for folder in sorted(within):
        who: dict[str, tuple[array[int], list[tuple[str, bytes]]]] = {}
        for number in within[folder]:
            slice_, one = every[number]
            for rest, digest in one.within(folder):
                numbers_of, those = who.setdefault(rest, (array(NUMBER), []))
                numbers_of.append(number)
                those.append((slice_, digest))
        found[folder] = Folder.of(
            {rest: (key(folder + rest, those), own.tobytes()) for rest, (own, those) in who.items()}
        )
    return found


def _key(who: Iterable[tuple[str, bytes]]) -> bytes:
    return bytes.fromhex(key_of(*(part for one in who for part in one)))
