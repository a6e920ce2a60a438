"""Evidence collected: every file read in a worker, its result kept unread, and what must be known of all beforehand.

A file that was read before, as it is now and by the same code and knowledge, is not read again.
"""

from __future__ import annotations

import contextlib
import os
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.cache.inputs import Inputs
from sitegen.cache.keys import key as key_of
from sitegen.codec import Codec, CodecError
from sitegen.model import Outlined  # noqa: TC001  the codec asks for it
from sitegen.readers import discover
from sitegen.readers.sidecars import path_for, read_sidecar
from sitegen.reading import File, shown, told_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sitegen.cache.store import Store
    from sitegen.model import Catalogue
    from sitegen.progress import Progress

INPUTS, OUTLINES = "inputs.json", "outlines.json"


@dataclass(frozen=True, slots=True)
class Collected:
    """The outlines of all files, in order of name; by name the key of what each gave; how many were read just now."""

    outlines: tuple[Outlined, ...]
    results: Mapping[str, str]
    read: int


class Collection:
    """The evidence of a folder, as it lies there now and as the last build knew it."""

    def __init__(self, folder: Path, cache: Path, knowledge: str) -> None:
        """Look at the files; ``knowledge`` is a key of all that reading them depends on."""
        self._cache = cache
        inputs = Inputs.load(cache / INPUTS)
        paths = {shown(path.relative_to(folder)): path for path in discover(folder)}
        self.paths = dict(sorted(paths.items()))
        self.keys = {
            name: key_of(knowledge, name, inputs.digest(name, (path, path_for(path))))
            for name, path in self.paths.items()
        }
        self._inputs = inputs

    @property
    def key(self) -> str:
        """A key of all evidence, and of what reading it depends on."""
        return key_of(*(part for item in self.keys.items() for part in item))

    def collect(self, catalogue: Catalogue, store: Store, *, jobs: int | None, progress: Progress) -> Collected:
        """Read what is new; a malformed sidecar, which is ours, stops the build."""
        known = self._known(store)
        agencies = {agency.id for agency in catalogue.agencies}
        new = [name for name in self.paths if name not in known]
        files = tuple(File(self.paths[name], name, read_sidecar(self.paths[name], agencies)) for name in new)
        progress.begin("read", len(files))
        with closing(told_of(files, catalogue, jobs=jobs)) as answers:
            for number, (outline, content) in enumerate(answers, 1):
                known[outline.name] = outline
                store.put(self.keys[outline.name], content)
                progress.step(number)
        return Collected(tuple(known[name] for name in self.paths), self.keys, len(files))

    def save(self, outlines: tuple[Outlined, ...]) -> None:
        """Keep what is known of the files for the next build; one that was lost is to be read again."""
        some = tuple(one for one in outlines if not one.lost)
        self._inputs.save(self._cache / INPUTS)
        beside = self._cache / f"{OUTLINES}.{os.getpid()}"
        beside.write_bytes(KNOWN.encode(Known(tuple(self.keys[one.name] for one in some), some)))
        beside.replace(self._cache / OUTLINES)

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
