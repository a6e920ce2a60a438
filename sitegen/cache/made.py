"""What a task made: its files, what they link to, the sections that others read, and a word for those who go on."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from sitegen.cache.errors import BROKEN, CacheError
from sitegen.cache.keys import key as key_of
from sitegen.codec import Codec
from sitegen.links import Linked, packed, unpacked
from sitegen.listing import Listed  # noqa: TC001  the codec asks for it
from sitegen.pages.sitemap import Seen
from sitegen.site import Written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.cache.store import Store

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Listing:
    """Files as lists tell of them."""

    files: tuple[Listed, ...] = ()


LISTING: Codec[Listing] = Codec(Listing)
NO_FILES = LISTING.encode(Listing()).decode()


class Place(NamedTuple):
    """Where a section lies in the result that has it: offset, length, and the hash of its content."""

    start: int
    length: int
    digest: str


@dataclass(frozen=True, slots=True)
class Made:
    """The result of a task, as it is kept under its key; ``told`` is plain JSON for the tasks and pages that follow."""

    key: str
    files: tuple[Written, ...]
    linked: Linked
    places: Mapping[str, Place] = field(default_factory=dict)
    told: Json = field(default_factory=dict)

    @property
    def listed(self) -> tuple[Listed, ...]:
        """The downloads among its files."""
        return LISTING.decode(self.told.get("listed", NO_FILES).encode()).files

    @property
    def seen(self) -> tuple[Seen, ...]:
        """The pages among its files, as the map of the site has them."""
        return tuple(
            Seen(path, tuple(reports), tuple(packages)) for path, reports, packages in self.told.get("seen", ())
        )


def told_of(listed: Iterable[Listed], seen: Iterable[Seen]) -> Json:
    """The word for those who go on."""
    listing = Listing(tuple(listed))
    return {
        **({"listed": LISTING.encode(listing).decode()} if listing.files else {}),
        "seen": [(one.path, one.reports, one.packages) for one in seen],
    }


def keep(  # noqa: PLR0913, PLR0917  all that a result is
    store: Store, key: str, files: tuple[Written, ...], linked: Linked, sections: Mapping[str, bytes], told: Json
) -> None:
    """Put a result into the store."""
    wants, has = packed(linked.wants), packed(linked.has)
    places, at = {}, 0
    for name, content in sorted(sections.items()):
        places[name] = (at, len(content), key_of(content))
        at += len(content)
    head = {
        "files": [(file.path, file.size, file.sha256) for file in files],
        "problems": linked.problems,
        "links": (len(wants), len(has)),
        "sections": places,
        "told": told,
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    store.put(key, b"".join((text, b"\n", wants, has)))
    if sections:
        store.put(beside(key), b"".join(content for _, content in sorted(sections.items())))


def beside(key: str) -> str:
    """The key of the sections of a result."""
    return key_of("sections", key)


def made(store: Store, key: str) -> Made | None:
    """The result that is kept under the key, its sections not read; nothing where there is none."""
    content = store.get(key)
    if content is None:
        return None
    text, _, arrays = content.partition(b"\n")
    head = json.loads(text)
    wants, _ = head["links"]
    return Made(
        key,
        tuple(Written(path, size, sha256) for path, size, sha256 in head["files"]),
        Linked(tuple(head["problems"]), unpacked(arrays[:wants]), unpacked(arrays[wants:])),
        {sys.intern(name): Place(*place) for name, place in head["sections"].items()},
        head["told"],
    )


class Kept:
    """The sections of all slices, as they lie in the store; see :class:`sitegen.gathering.Sections`."""

    def __init__(self, store: Store, slices: Mapping[str, Made]) -> None:
        """Take the results of the slices by their keys."""
        self._store = store
        self.tasks: Mapping[str, str] = {}
        self._slices = dict(sorted(slices.items()))
        self._names: dict[str, list[str]] = {}
        for slice_, one in self._slices.items():
            for name in one.places:
                self._names.setdefault(name, []).append(slice_)

    def of(self, name: str) -> Iterator[tuple[str, bytes]]:
        """See :class:`sitegen.gathering.Sections`; a section that is not as it was made is a :class:`CacheError`."""
        for slice_ in self._names.get(name, ()):
            one = self._slices[slice_]
            place = one.places[name]
            content = self._store.part(beside(one.key), place.start, place.length)
            if key_of(content) != place.digest:
                raise CacheError(BROKEN)
            yield slice_, content

    def names(self, prefix: str = "") -> tuple[str, ...]:
        """See :class:`sitegen.gathering.Sections`."""
        return tuple(sorted(name for name in self._names if name.startswith(prefix)))

    def made(self, task: str) -> tuple[Listed, ...]:
        """See :class:`sitegen.gathering.Sections`; the tasks are those whose keys are known."""
        found = made(self._store, self.tasks[task])
        if found is None:
            raise CacheError(BROKEN)
        return found.listed

    def key(self, names: Iterable[str]) -> str:
        """A key of what all slices say under these names."""
        parts = [
            part
            for name in names
            for slice_ in self._names.get(name, ())
            for part in (name, slice_, self._slices[slice_].places[name].digest)
        ]
        return key_of(*parts)
