"""What a task made: its files, what they link to, the sections that others read, and a word for those who go on.

A build holds the results of thousands of agencies at a time. So what all of it needs is held in columns, and what only
one stage asks for, links and what lists tell, stays in the store until then.
"""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import accumulate, count, pairwise
from typing import TYPE_CHECKING

from sitegen.cache.errors import BROKEN, CacheError
from sitegen.cache.keys import key as key_of
from sitegen.cache.said import Said, differing
from sitegen.codec import Codec
from sitegen.gathering import Earlier
from sitegen.links import Linked, packed, unpacked
from sitegen.listing import Listed  # noqa: TC001  the codec asks for it
from sitegen.pages.sitemap import Seen
from sitegen.site import Written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sitegen.cache.store import Store

    Where = tuple[int, int, bytes]
    """Of a section among those of its slice: where it begins, its length, the hash of its content."""
    Place = tuple[str, int, int, bytes]
    """The same behind its name, or the key that it is kept under."""

SHA256, DIGEST = 32, 20  # bytes of the hash of a file, and of that of a section
AHEAD = 1 << 22  # bytes of sections that are read before they are asked for
SMALL = 1 << 13  # bytes up to which, on average, that saves time
TINY = 1 << 12  # bytes of a section that is kept at hand for the next build
NEAR = 1 << 14  # bytes between two sections that are read with them: to ask twice would take longer
GROUP, FAN = 16, 16
"""Slices of a group at least, where there is more than one, and what the number of groups is a power of."""
TOLD = "told"
"""The section of a task with what it tells those after it."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Files as lists tell of them."""

    files: tuple[Listed, ...] = ()


LISTING: Codec[Listing] = Codec(Listing, interned=True)


@dataclass(frozen=True, slots=True)
class Made:
    """The result of a task under its key: its files, and its sections in order, each in columns.

    ``lines`` are the names of the sections, each between two line feeds.
    """

    key: str
    paths: str
    sizes: array[int]
    hashes: bytes
    lines: str
    ends: array[int]
    digests: bytes

    @property
    def files(self) -> tuple[Written, ...]:
        """Its files."""
        paths = self.paths.split("\n") if self.sizes else ()
        return tuple(map(Written, paths, self.sizes, map(bytes.hex, _cut(self.hashes, SHA256))))

    def below(self, folder: str) -> Iterator[Written]:
        """Those of its files whose paths begin so."""
        if folder in self.paths:
            for number, (path, size) in enumerate(zip(self.paths.split("\n"), self.sizes, strict=True)):
                if path.startswith(folder):
                    yield Written(path, size, self.hashes[number * SHA256 : (number + 1) * SHA256].hex())

    @property
    def said(self) -> frozenset[tuple[str, bytes]]:
        """The names of its sections, each with the hash of its content."""
        return frozenset(zip(self.names, _cut(self.digests, DIGEST), strict=True))

    @property
    def names(self) -> list[str]:
        """The names of its sections."""
        return self.lines[1:-1].split("\n") if self.lines else []

    def within(self, folder: str) -> Iterator[tuple[str, bytes]]:
        """What comes behind the folder in the names of its sections that have no other, with the hash of each."""
        at = self.lines.find(f"\n{folder}") + 1
        number = self.lines.count("\n", 1, at) if at > 0 else 0
        while at > 0 and self.lines.startswith(folder, at) and at < len(self.lines):
            end = self.lines.index("\n", at)
            if self.lines.find("/", at + len(folder), end) < 0:
                yield self.lines[at + len(folder) : end], self.digest(number)
            at, number = end + 1, number + 1

    def digest(self, number: int) -> bytes:
        """The hash of the content of the section of that number."""
        return self.digests[number * DIGEST : (number + 1) * DIGEST]

    def has(self, name: str) -> bool:
        """Whether it has a section of that name."""
        return f"\n{name}\n" in self.lines

    def place(self, name: str) -> Where:
        """Where among its sections that of the name lies, its length, and the hash of its content."""
        return self.where(self.found(name)[1])

    def where(self, number: int) -> Where:
        """The same of the section of that number."""
        return self.ends[number] - self.length(number), self.length(number), self.digest(number)

    def length(self, number: int) -> int:
        """The length of the section of that number."""
        return self.ends[number] - (self.ends[number - 1] if number else 0)

    def found(self, name: str, before: tuple[int, int] = (0, 0)) -> tuple[int, int]:
        """Where among the names one stands, and its number; quickly behind another that was found ``before``."""
        wanted, (start, number) = f"\n{name}\n", before
        at = self.lines.find(wanted, start)
        if at < 0:
            start = number = 0
            at = self.lines.find(wanted)
        if at < 0:
            raise CacheError(BROKEN)
        return at, number + self.lines.count("\n", start, at)


def keep(  # noqa: PLR0913  all that a result is
    store: Store,
    key: str,
    files: Sequence[Written],
    linked: Linked,
    sections: Mapping[str, bytes],
    *,
    listed: Iterable[Listed] = (),
    seen: Iterable[Seen] = (),
) -> None:
    """Put a result into the store; of its files ``listed`` are downloads, ``seen`` pages for the map of the site."""
    names = sorted(sections)
    listing = Listing(tuple(listed))
    one = Made(
        key,
        "\n".join(file.path for file in files),
        array("Q", (file.size for file in files)),
        bytes.fromhex("".join(file.sha256 for file in files)),
        "\n".join(("", *names, "")) if names else "",
        array("Q", accumulate(len(sections[name]) for name in names)),
        bytes.fromhex("".join(key_of(sections[name]) for name in names)),
    )
    blocks = (
        *_columns(one),
        json.dumps(linked.problems).encode(),
        packed(linked.wants),
        packed(linked.has),
        LISTING.encode(listing) if listing.files else b"",
        json.dumps([(page.path, page.reports, page.packages) for page in seen]).encode(),
    )
    store.put(key, _joined(blocks))
    if sections:
        store.put(beside(key), b"".join(sections[name] for name in names))


def beside(key: str) -> str:
    """The key of the sections of a result."""
    return key_of("sections", key)


def made(store: Store, key: str) -> Made | None:
    """The result that is kept under the key, without its links and its sections; nothing where there is none."""
    content = store.get(key)
    if content is None:
        return None
    return holding(key, content)


def held(one: Made) -> bytes:
    """The result as bytes, without its links and what lists tell."""
    return _joined(_columns(one))


def holding(key: str, content: bytes) -> Made:
    """The result under that key of such bytes, or of all that is kept under it."""
    paths, sizes, hashes, names, ends, digests, *_ = _blocks(content)
    return Made(key, paths.decode(), unpacked(sizes), hashes, names.decode(), unpacked(ends), digests)


def _columns(one: Made) -> tuple[bytes, ...]:
    return one.paths.encode(), packed(one.sizes), one.hashes, one.lines.encode(), packed(one.ends), one.digests


def linked(store: Store, key: str) -> Linked:
    """What the files of a result link to and have."""
    *_, problems, wants, has, _, _ = _blocks(_there(store, key))
    return Linked(tuple(json.loads(problems)), unpacked(wants), unpacked(has))


def listed(store: Store, key: str) -> tuple[Listed, ...]:
    """The downloads among the files of a result."""
    found = listing_of(store, key)
    return LISTING.decode(found).files if found else ()


def listing_of(store: Store, key: str) -> bytes:
    """The same as bytes, for who keeps them at hand under the name of the listing."""
    if (found := store.at_hand.get(name_of_listing(key))) is not None:
        return found
    *_, found, _ = _blocks(_there(store, key))
    return found


def name_of_listing(key: str) -> str:
    """What the list of the downloads of a result is called among what is at hand."""
    return f"{key} listed"


def seen(store: Store, key: str) -> tuple[Seen, ...]:
    """The pages among the files of a result, as the map of the site has them."""
    *_, found = _blocks(_there(store, key))
    return tuple(Seen(path, tuple(reports), tuple(packages)) for path, reports, packages in json.loads(found))


def sizes(results: Iterable[Made]) -> Iterator[tuple[str, int]]:
    """The paths and sizes of the files of results."""
    return (
        (path, size)
        for one in results
        if one.sizes
        for path, size in zip(one.paths.split("\n"), one.sizes, strict=True)
    )


class Kept:
    """The sections of all slices, as they lie in the store; see :class:`sitegen.gathering.Sections`."""

    def __init__(
        self,
        store: Store,
        slices: Mapping[str, Made],
        before: Mapping[str, Made] | None = None,
        said: Said | None = None,
        folder: Path | None = None,
    ) -> None:
        """Take the results of the slices by their keys.

        With the slices that there were ``before`` and what these ``said``, only what differs is looked into.
        ``folder`` is the staged site, in which files of before lie until they are made anew.
        """
        self._store, self._folder = store, folder
        self._listed: dict[str, tuple[Listed, ...]] = {}
        self.tasks: Mapping[str, str] = {}
        self.amending: Mapping[str, str] = {}
        """The keys of what tasks made in the last build that may be amended, by their names."""
        self._changed: list[tuple[str, Made | None, Made | None]] | None = None
        self._slices = sorted(slices)
        self._made = [slices[name] for name in self._slices]
        self._beside = [beside(one.key) for one in self._made]
        self._last = array("I", bytes(8 * len(self._made)))  # what was found last in each slice: names come in order
        self.asked: dict[str, bytes] = {}
        """What was asked for without being expected, by its hash: what every build asks, to find out what to do."""
        self._expected: dict[str, str] = {}
        self._now: dict[str, str] = {}
        self._ahead: dict[str, list[tuple[str, bytes]]] = {}
        if before and said:
            self._changed = list(_changed(slices, before))
            self.said = said.since(slices, before, (slice_ for slice_, _, _ in self._changed))
        else:
            self.said = Said.of(slices)

    def expect(self, names: Iterable[str]) -> None:
        """Take note of what will be asked for, in that order: what lies side by side is read at once."""
        self._expected, self._ahead = self._following(names), {}

    def turn_to(self, names: Sequence[str]) -> None:
        """The same for what is done now: this comes before what is to be done later, which stays expected."""
        if names or self._now:
            self._now, self._ahead = self._following(names), {}

    def _following(self, names: Iterable[str]) -> dict[str, str]:
        """The one after each of these; none comes twice, so that following them ends."""
        return dict(pairwise(dict.fromkeys(name for name in names if name in self.said)))

    def of(self, name: str) -> Iterator[tuple[str, bytes]]:
        """See :class:`sitegen.gathering.Sections`; a section that is not as it was made is a :class:`CacheError`."""
        if name not in self._ahead and len(names := self._together(name)) > 1:
            self._ahead = self._read(names)
        if name in self._ahead:
            yield from self._ahead.pop(name)
            return
        for slice_ in self.said.who(name):
            place = self._place(slice_, name)
            content = _section(self._store, self._beside[slice_], *place)
            if len(content) <= TINY:
                self.asked[place[2].hex()] = content
            yield self._slices[slice_], content

    def groups(self, name: str) -> Iterator[tuple[str, Callable[[], list[bytes]]]]:
        """What slices say under that name, some slices at a time: a key of it, and how it is to be had.

        A slice is with the same others in the next build, unless there are many more or fewer by then.
        """
        who = self.said.who(name)
        digits = next(digits for digits in count() if len(who) < GROUP * FAN ** (digits + 1))
        found: dict[str, list[int]] = {}
        for slice_ in who:
            found.setdefault(key_of(self._slices[slice_])[:digits], []).append(slice_)
        for _, members in sorted(found.items()):
            places = [(self._beside[slice_], *self._place(slice_, name)) for slice_ in members]
            yield key_of(*(digest for *_, digest in places)), partial(self._sections, places)

    def _sections(self, places: Iterable[Place]) -> list[bytes]:
        """The sections in these places."""
        return [_section(self._store, *place) for place in places]

    def _together(self, name: str) -> list[str]:
        """That name and those expected next, as far as little memory holds what is said under them."""
        names: list[str] = []
        left, following = AHEAD, name
        order = self._now if name in self._now else self._expected
        while following:
            who = self.said.who(following)
            if not names and following not in order:
                return [name]  # nothing follows
            size = sum(self._made[slice_].length(self._number(slice_, following)) for slice_ in who)
            left -= size
            if left < 0 or size > SMALL * len(who):
                break
            names.append(following)
            following = order.get(following, "")
        return names

    def _read(self, names: Iterable[str]) -> dict[str, list[tuple[str, bytes]]]:
        """What all slices say under these names."""
        found: dict[str, list[tuple[str, bytes]]] = {}
        wanted: dict[int, list[str]] = {}
        for name in names:
            found[name] = []
            for slice_ in self.said.who(name):
                wanted.setdefault(slice_, []).append(name)
        for slice_, own_names in sorted(wanted.items()):
            for run in _runs([(name, *self._place(slice_, name)) for name in sorted(own_names)]):
                first, end = run[0][1], run[-1][1] + run[-1][2]
                content = self._store.part(self._beside[slice_], first, end - first)
                for name, start, length, digest in run:
                    own = _sound(content[start - first : start - first + length], digest)
                    found[name].append((self._slices[slice_], own))
        return found

    def _place(self, slice_: int, name: str) -> Where:
        """Where a slice has the section of that name."""
        return self._made[slice_].where(self._number(slice_, name))

    def _number(self, slice_: int, name: str) -> int:
        """The number of the section of that name in a slice."""
        at, number = self._made[slice_].found(name, (self._last[2 * slice_], self._last[2 * slice_ + 1]))
        self._last[2 * slice_], self._last[2 * slice_ + 1] = at, number
        return number

    def names(self, prefix: str = "") -> tuple[str, ...]:
        """See :class:`sitegen.gathering.Sections`."""
        return self.said.names(prefix)

    def made(self, task: str) -> tuple[Listed, ...]:
        """See :class:`sitegen.gathering.Sections`; the tasks are those whose keys are known."""
        key = self.tasks[task]
        if key not in self._listed:  # the descriptor and the catalogue both ask for what most tasks made
            self._listed[key] = listed(self._store, key)
        return self._listed[key]

    def told(self, task: str) -> bytes:
        """See :class:`sitegen.gathering.Sections`; the tasks are those whose keys are known."""
        if (found := made(self._store, self.tasks[task])) is None:
            raise CacheError(BROKEN)
        return _section(self._store, beside(found.key), *found.place(TOLD))

    def earlier(self, task: str, needs: Iterable[str]) -> Earlier | None:
        """See :class:`sitegen.gathering.Sections`; only where each file is as it was made."""
        key = self.amending.get(task)
        found = made(self._store, key) if key and self._folder and self._changed is not None else None
        if found is None or self._folder is None:
            return None
        files: dict[str, bytes] = {}
        for file in found.files:
            try:
                files[file.path] = (self._folder / file.path).read_bytes()
            except OSError:
                return None
            if sha256(files[file.path]).hexdigest() != file.sha256:
                return None
        changed = [(slice_, then, now, differing(then, now)) for slice_, then, now in self._changed or ()]
        said = (
            (slice_, name, self._said_by(then, name), self._said_by(now, name))
            for name in needs
            for slice_, then, now, names in changed
            if name in names
        )
        return Earlier(files, tuple(said))

    def _said_by(self, one: Made | None, name: str) -> bytes:
        """What a slice says, or said, under that name."""
        return _section(self._store, beside(one.key), *one.place(name)) if one and one.has(name) else b""

    def key(self, names: Iterable[str]) -> str:
        """A key of what all slices say under these names."""
        return key_of(*(part for name in names if (key := self.said.key(name)) for part in (name, key)))


def _changed(slices: Mapping[str, Made], before: Mapping[str, Made]) -> Iterator[tuple[str, Made | None, Made | None]]:
    """The slices that say anything else than before, each as it was and as it is."""
    for slice_ in sorted(slices.keys() | before.keys()):
        now, then = slices.get(slice_), before.get(slice_)
        if now is None or then is None or now.key != then.key:
            yield slice_, then, now


def _runs(places: Iterable[Place]) -> Iterator[list[Place]]:
    """Sections in the order in which they lie, those together that lie near each other."""
    run: list[Place] = []
    for place in places:
        if run and place[1] - run[-1][1] - run[-1][2] > NEAR:
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _section(store: Store, key: str, start: int, length: int, digest: bytes) -> bytes:
    """A section that lies there among those of that key, if it is as it was made; it may be at hand by its hash."""
    if (content := store.at_hand.get(digest.hex())) is not None:
        return content
    return _sound(store.part(key, start, length), digest)


def _sound(content: bytes, digest: bytes) -> bytes:
    """A section, if it is as it was made."""
    if key_of(content) != digest.hex():
        raise CacheError(BROKEN)
    return content


def _there(store: Store, key: str) -> bytes:
    """What is kept under a key that something was kept under."""
    content = store.get(key)
    if content is None:
        raise CacheError(BROKEN)
    return content


def _joined(blocks: Sequence[bytes]) -> bytes:
    """The parts of a result behind a line with their lengths."""
    return b"".join((json.dumps(list(map(len, blocks))).encode(), b"\n", *blocks))


def _blocks(content: bytes) -> list[bytes]:
    """The parts of a result, in the order in which they are kept."""
    head, _, rest = content.partition(b"\n")
    ends = list(accumulate(json.loads(head), initial=0))
    return [rest[start:end] for start, end in pairwise(ends)]


def _cut(content: bytes, length: int) -> Iterator[bytes]:
    return (content[start : start + length] for start in range(0, len(content), length))
