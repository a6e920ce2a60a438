"""Evidence collected: every file read in a worker, its result kept unread, and what must be known of all beforehand.

A file that was read before, as it is now and by the same code and knowledge, is not read again.
"""

from __future__ import annotations

import contextlib
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.cache.inputs import Inputs
from sitegen.cache.keys import key as key_of
from sitegen.cache.whole import write_whole
from sitegen.codec import Codec, CodecError
from sitegen.model import Outlined  # noqa: TC001  the codec asks for it

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
    from pathlib import Path

    from sitegen.cache.store import Store
    from sitegen.evidence import Afar, Folder, Input
    from sitegen.progress import Progress

    Reader = Callable[[Folder | Afar, Sequence[Input]], Generator[tuple[Outlined, bytes], None, None]]

INPUTS, OUTLINES = "inputs.json", "outlines.json"


@dataclass(frozen=True, slots=True)
class Collected:
    """The outlines of all files, in order of name; by name the key of what each gave; how many were read just now."""

    outlines: tuple[Outlined, ...]
    results: Mapping[str, str]
    read: int


class Collection:
    """The evidence as it lies there now and as the last build knew it."""

    def __init__(self, evidence: Folder | Afar, cache: Path, knowledge: str) -> None:
        """Look at the files; ``knowledge`` is a key of all that reading them depends on."""
        self._cache = cache
        self._inputs = Inputs.load(cache / INPUTS)
        self.evidence = evidence
        self.inputs = evidence.inputs(self._inputs)
        self.keys = {one.name: key_of(knowledge, one.name, one.digest) for one in self.inputs}

    @property
    def key(self) -> str:
        """A key of all evidence, and of what reading it depends on."""
        return key_of(*(part for item in self.keys.items() for part in item))

    def collect(self, store: Store, reader: Reader, progress: Progress) -> Collected:
        """Have read what is new; the answers may come in any order. What was read stays read, whatever comes after."""
        known = self._known(store)
        new = tuple(one for one in self.inputs if one.name not in known)
        progress.begin("read", len(new))
        try:
            with closing(reader(self.evidence, new)) as answers:
                for number, (outline, content) in enumerate(answers, 1):
                    store.put(self.keys[outline.name], content)
                    known[outline.name] = outline
                    progress.step(number)
        finally:
            self._save(known.values())
        return Collected(tuple(known[one.name] for one in self.inputs), self.keys, len(new))

    def _save(self, outlines: Iterable[Outlined]) -> None:
        """Keep what is known of the files for the next build; one that was lost is to be read again."""
        some = tuple(one for one in outlines if not one.lost)
        self._cache.mkdir(parents=True, exist_ok=True)
        self._inputs.save(self._cache / INPUTS)
        self._inputs = Inputs()  # as much as a build holds of a file otherwise, and nobody asks for it again
        known = Known(tuple(self.keys[one.name] for one in some), some)
        write_whole(self._cache / OUTLINES, KNOWN.encode(known))

    def _known(self, store: Store) -> dict[str, Outlined]:
        """The outlines of the files whose results are kept."""
        with contextlib.suppress(OSError, CodecError):
            known = KNOWN.decode((self._cache / OUTLINES).read_bytes())
            by_key = dict(zip(known.keys, known.outlines, strict=False))
            return {
                name: by_key[key]
                for name, key in self.keys.items()
                if key in by_key and by_key[key].name == name and store.has(key)
            }
        return {}


@dataclass(frozen=True, slots=True)
class Known:
    """Outlines of files, and the keys of their results."""

    keys: tuple[str, ...]
    outlines: tuple[Outlined, ...]


KNOWN: Codec[Known] = Codec(Known)
