"""The packages of the staged site validated: those that have changed, side by side, and against the whole.

A package, and each table of the whole, is examined once; what was found is kept under a key of its bytes and of those
that it refers to, so that only what has changed is examined again.
"""

from __future__ import annotations

import json
import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sitegen.cache.errors import BROKEN, CacheError
from sitegen.cache.keys import key as key_of
from sitegen.validation import ValidationError, between, examine
from sitegen.validation.descriptor import FILE
from sitegen.validation.package import Package
from sitegen.validation.shares import merge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from sitegen.cache.store import Store
    from sitegen.shop import Shop
    from sitegen.site import Written
    from sitegen.validation.shares import Sums

WHOLE = f"data/{FILE}"
ALL, DESCRIPTOR = "", "\x00descriptor"  # stand where the name of a table does
PARTS = 4  # so many jobs a process, so that none is left with most of the work
FEW = 64  # tables for which that would not pay: each job reads the descriptor
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ExamineJob:
    """A descriptor to be examined whole, or ``only`` some of its tables by name, each under its key in ``keys``."""

    descriptor: str
    keys: tuple[str, ...]
    only: tuple[str, ...] = ()
    by_frictionless: bool = False


class Validation:
    """The packages among the files of a site."""

    def __init__(self, files: Iterable[Written], folder: Path, store: Store, code: str, *, full: bool) -> None:
        """Look for them in the staged site; ``code`` is a key of what decides what is right."""
        self._store, self._folder, self._full = store, folder, full
        self._code = key_of("examined", code, "full" if full else "fast")
        own = {file.path: file.sha256 for file in files if file.path.startswith("data/")}
        packages = sorted(path for path in own if posixpath.basename(path) == FILE)
        parts: dict[str, list[str]] = {posixpath.dirname(path): [] for path in packages}
        for path, digest in sorted(own.items()):
            if (home := _home(path, parts)) is not None:
                parts[home] += (path, digest)
        self._keys = {path: self._keys_of(path, own, parts[posixpath.dirname(path)]) for path in packages}

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all that is to be known."""
        return frozenset(key for keys in self._keys.values() for key in keys.values())

    def jobs(self, processes: int) -> list[ExamineJob]:
        """What has to be examined: what is like it never was."""
        found = []
        for path, keys in self._keys.items():
            new = [(name, key) for name, key in keys.items() if self._store.get(key) is None]
            parts = min(len(new), processes * (PARTS if len(new) > FEW else 1)) if path == WHOLE else 1
            for part in range(parts if new else 0):
                names, own = zip(*new[part::parts], strict=True)
                found.append(ExamineJob(path, own, names if names != (ALL,) else (), self._full))
        return found

    def finish(self) -> None:
        """Refuse a site in which a package is wrong, or says something else than the whole."""
        problems: dict[str, list[str]] = {}
        sums: dict[str, Sums] = {}
        for path, keys in self._keys.items():
            problems[path], sums[path] = [], {}
            for key in keys.values():
                found, more = read(self._store, key)
                problems[path] += found
                merge(sums[path], more)
        if WHOLE in sums and not any(problems.values()):
            for path, own in sums.items():
                if path != WHOLE:
                    problems[path] += between(self._folder / WHOLE, sums[WHOLE], self._folder / path, own)
        told = [f"{path}: {problem}" for path, found in problems.items() for problem in found]
        if not problems:
            told.append(f"{self._folder.name}: there is no {FILE} in this folder or below")
        if told:
            raise ValidationError(told)

    def _keys_of(self, path: str, files: Mapping[str, str], parts: Sequence[str]) -> dict[str, str]:
        """The keys of what a package is examined as: at once, or the whole dataset table by table."""
        if path != WHOLE or self._full:
            return {ALL: key_of(self._code, *parts)}
        resources: list[Json] = json.loads((self._folder / path).read_bytes())["resources"]
        hashes = {one["name"]: files.get(f"{posixpath.dirname(path)}/{one['path']}", "") for one in resources}
        keys = {DESCRIPTOR: key_of(self._code, *parts)}
        for one in resources:
            named = {reference["reference"]["resource"] for reference in one["schema"].get("foreignKeys", ())}
            targets = [hashes.get(name, "") for name in sorted(named)]
            schema = json.dumps({**one, "bytes": 0, "hash": ""}, ensure_ascii=False)
            keys[one["name"]] = key_of(self._code, schema, hashes[one["name"]], *targets)
        return keys


def examine_package(shop: Shop, job: ExamineJob) -> None:
    """Examine what the job names, and keep what was found."""
    path = shop.folder / job.descriptor
    if not job.only:
        found = examine(path)
        problems = [str(problem) for problem in found.problems]
        if job.by_frictionless:
            from sitegen.validation.full import problems as more  # noqa: PLC0415  slow to import, seldom needed

            problems += (f"frictionless: {problem}" for problem in more(path))
        write(shop.store, job.keys[0], problems, found.sums)
        return
    package = Package(path)
    for name, key in zip(job.only, job.keys, strict=True):
        if name == DESCRIPTOR:
            write(shop.store, key, map(str, (*package.problems, *package.archives())), {})
        else:
            found = package.table(name)
            write(shop.store, key, map(str, found.problems), found.sums)


def write(store: Store, key: str, problems: Iterable[str], sums: Sums) -> None:
    """Keep what was found."""
    rows = [(table, owner, f"{number:x}") for (table, owner), number in sums.items()]
    store.put(key, json.dumps({"problems": list(problems), "sums": rows}, ensure_ascii=False).encode())


def read(store: Store, key: str) -> tuple[list[str], Sums]:
    """What was found."""
    content = store.get(key)
    if content is None:
        raise CacheError(BROKEN)
    known: Json = json.loads(content)
    return known["problems"], {(table, owner): int(number, 16) for table, owner, number in known["sums"]}


def _home(path: str, folders: Mapping[str, list[str]]) -> str | None:
    """The nearest folder above a file that is a package."""
    folder = posixpath.dirname(path)
    while folder and folder not in folders:
        folder = posixpath.dirname(folder)
    return folder or None
