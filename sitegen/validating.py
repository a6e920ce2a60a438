"""The packages of the staged site validated: those that have changed, side by side, and against the whole.

A package, and each table of the whole, is examined once; what was found is kept under a key of its bytes, so that only
what has changed is examined again. Packages of agencies come first: the others are joined of their rows, and these are
not looked at again.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

from sitegen.cache.errors import BROKEN, CacheError
from sitegen.cache.keys import key as key_of
from sitegen.exports import parts as cut
from sitegen.validation import ValidationError, between, examine, verdicts
from sitegen.validation import shares as common
from sitegen.validation.blocks import Known
from sitegen.validation.descriptor import FILE, Resource
from sitegen.validation.keys import nothing
from sitegen.validation.package import Package, having, look
from sitegen.validation.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from hashlib import _Hash as Hash
    from pathlib import Path

    from sitegen.cache.store import Store
    from sitegen.shop import Shop
    from sitegen.site import Written
    from sitegen.validation.package import Find
    from sitegen.validation.shares import Sums

DATA = "data/"
WHOLE = f"{DATA}{FILE}"
AGENCIES, AGENCY_TABLE = "data/agencies/", "agencies.csv"
PARTS = 4  # so many jobs a process, so that none is left with most of the work
FEW = 64  # tables for which that would not pay: each job reads what is known of all agencies


@dataclass(frozen=True, slots=True)
class TableJob:
    """A table of the whole by itself, the fields of it that others refer to, and the key of the verdict."""

    key: str
    resource: Resource
    asked: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ExamineJob:
    """A descriptor to be examined, with all that it describes unless it is the whole's; or some tables of that."""

    descriptor: str
    key: str = ""
    tables: tuple[TableJob, ...] = ()
    by_frictionless: bool = False


class Validation:
    """The packages among the files of a site."""

    def __init__(self, files: Iterable[Written], folder: Path, store: Store, code: str, *, full: bool) -> None:
        """Look for them in the staged site; ``code`` is a key of what decides what is right."""
        self._store, self._folder, self._full = store, folder, full
        self._code = key_of("examined", code, "full" if full else "fast")
        within: dict[str, Hash] = {}  # of each folder, for there are many files
        packages: set[str] = set()
        for file in files:
            if file.path.startswith(DATA):
                above, _, name = file.path.rpartition("/")
                if above not in within:
                    within[above] = sha256()
                within[above].update(f"{name}\n{file.sha256}\n".encode())
                if name == FILE:
                    packages.add(above)
        parts: dict[str, list[str]] = {package: [] for package in sorted(packages)}
        for above, digest in sorted(within.items()):
            if (home := _home(above, parts)) is not None:
                parts[home] += (above, digest.hexdigest())
        self._keys = {f"{package}/{FILE}": key_of(self._code, *some) for package, some in parts.items()}
        self._tables: tuple[TableJob, ...] = ()
        self._found: dict[str, Verdict] = {}

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all verdicts."""
        return frozenset((*self._keys.values(), *(table.key for table in self._tables)))

    @property
    def agencies(self) -> dict[str, str]:
        """The keys of the verdicts on the packages of agencies, by their ids."""
        return {path[len(AGENCIES) :].partition("/")[0]: key for path, key in self._keys.items() if _is_agency(path)}

    def waves(self, processes: int) -> Iterator[list[ExamineJob]]:
        """What has to be examined, as what is like it never was: what others are joined of first."""
        new = [path for path, key in self._keys.items() if not self._is_known(key)]
        yield [self._job(path) for path in new if path == WHOLE or _is_agency(path)]
        rest = [self._job(path) for path in new if path != WHOLE and not _is_agency(path)]
        if WHOLE in self._keys and not self._full:
            self._tables = self._described()
            tables = [table for table in self._tables if not self._is_known(table.key)]
            parts = min(len(tables), processes * (PARTS if len(tables) > FEW else 1))
            ends = [len(tables) * part // parts for part in range(parts + 1)] if parts else []
            rest += [ExamineJob(WHOLE, tables=tuple(tables[start:end])) for start, end in pairwise(ends)]
        yield rest

    def finish(self) -> None:
        """Refuse a site in which a package is wrong, or says something else than the whole."""
        problems: dict[str, list[str]] = {}
        sums: dict[str, Sums] = {}
        for path, key in self._keys.items():
            verdict = self._verdict(key)
            problems[path], sums[path] = list(verdict.problems), verdict.sums
        for verdict in self._tables_found():
            problems[WHOLE] += verdict.problems
            common.merge(sums[WHOLE], verdict.sums)
        if WHOLE in sums and not any(problems.values()):
            for path, own in sums.items():
                if path != WHOLE:
                    problems[path] += between(self._folder / WHOLE, sums[WHOLE], self._folder / path, own)
        told = [f"{path}: {problem}" for path, found in problems.items() for problem in found]
        if not problems:
            told.append(f"{self._folder.name}: there is no {FILE} in this folder or below")
        if told:
            raise ValidationError(told)

    def _job(self, path: str) -> ExamineJob:
        return ExamineJob(path, self._keys[path], by_frictionless=self._full)

    def _is_known(self, key: str) -> bool:
        found = verdicts.read(self._store, key)
        if found is not None:
            self._found[key] = found
        return found is not None

    def _verdict(self, key: str) -> Verdict:
        found = self._found.get(key) or verdicts.read(self._store, key)
        if found is None:
            raise CacheError(BROKEN)
        return found

    def _described(self) -> tuple[TableJob, ...]:
        """The tables of the whole, each with its key, as its descriptor says."""
        tables = self._verdict(self._keys[WHOLE]).tables
        asked: dict[str, set[tuple[str, ...]]] = {}
        for one in tables:
            for reference in one.schema.references:
                asked.setdefault(reference.resource or one.name, set()).add(reference.names)
        documents = {id(one.schema): one.schema.document for one in tables}  # parts of a table have one
        schemas = {schema: key_of(document) for schema, document in documents.items()}
        found = []
        for one in tables:
            names = tuple(sorted(some for some in asked.get(one.name, ()) if set(some) <= set(one.schema.names)))
            schema = schemas[id(one.schema)]
            key = key_of(self._code, one.name, one.path, str(one.size), one.sha256, schema, *map(repr, names))
            found.append(TableJob(key, one, names))
        return tuple(found)

    def _tables_found(self) -> Iterator[Verdict]:
        """What was found in each table of the whole, and what it wants of others that they have not."""
        has = {table.resource.name: self._verdict(table.key).has for table in self._tables if table.asked}
        package: Package | None = None
        for one in self._tables:  # of which there may be a thousand: what each wants is not held with the others'
            name, verdict = one.resource.name, self._verdict(one.key)
            lacking = any(
                not keys <= has.get(table or name, {}).get(names, keys)
                for (table, names), keys in verdict.wants.items()
            )
            if lacking and not verdict.problems:
                package = package or Package(self._folder / WHOLE)
                again = package.table(name)
                yield Verdict(tuple(map(str, again.problems)), again.sums)
            else:
                yield verdict


def examine_package(shop: Shop, job: ExamineJob) -> None:
    """Examine what the job names, and keep what was found."""
    path = shop.folder / job.descriptor
    if job.tables:
        folder = path.parent
        shared = {common.table(one.resource.name, one.resource.path) for one in job.tables}
        known = _known(shop, _agencies_of(shop, job.tables), filter(None, shared))
        for one in job.tables:
            verdicts.write(shop.store, one.key, _examined(one, folder, known))
    elif job.descriptor == WHOLE and not job.by_frictionless:
        package = Package(path)
        problems = tuple(map(str, (*package.problems, *package.archives())))
        verdicts.write(shop.store, job.key, Verdict(problems, tables=package.resources))
    else:
        found = examine(path, None if _is_agency(job.descriptor) else _known(shop, _owners(path), common.TABLES))
        told = list(map(str, found.problems))
        if job.by_frictionless:
            from sitegen.validation.full import problems as more  # noqa: PLC0415  slow to import, seldom needed

            told += (f"frictionless: {problem}" for problem in more(path))
        verdicts.write(shop.store, job.key, Verdict(tuple(told), found.sums, found.blocks))


def _examined(job: TableJob, folder: Path, known: Find) -> Verdict:
    found = look(job.resource, folder, {}, known)
    return Verdict(
        tuple(map(str, found.problems)),
        found.sums,
        wants={
            (one.resource, one.names): frozenset(keys - {nothing(len(one.places))}) for one, keys in found.wants.items()
        },
        has={names: having(job.resource, folder, names) for names in job.asked},
    )


def _known(shop: Shop, agencies: Iterable[str], tables: Iterable[str]) -> Find:
    """What is known to be right of the rows of these agencies."""
    keys = (shop.examined[agency] for agency in agencies if agency in shop.examined)
    found = {table: Known() for table in tables}
    for table, blocks in verdicts.blocks_of(shop.store, keys, found):
        found[table].add(blocks)
    return found.__getitem__


def _agencies_of(shop: Shop, tables: Iterable[TableJob]) -> Iterable[str]:
    """The agencies whose rows tables of the whole may have: parts of tables are about those of some provinces."""
    paths = [one.resource.path for one in tables]
    if not all(map(cut.is_part, paths)):
        return shop.examined
    provinces = set(map(cut.province, paths))
    return (one.id for one in shop.catalogue.agencies if cut.province_of(one.division) in provinces)


def _owners(descriptor: Path) -> list[str]:
    """The agencies that a package says to be of, if it does: where to look for what is known of its rows."""
    try:
        content = (descriptor.parent / AGENCY_TABLE).read_bytes()
    except OSError:
        return []
    return [line.partition(b",")[0].decode(errors="replace") for line in content.splitlines()]


def _is_agency(path: str) -> bool:
    return path.startswith(AGENCIES)


def _home(folder: str, folders: dict[str, list[str]]) -> str | None:
    """The nearest folder that is a package: this one or one above it."""
    while folder and folder not in folders:
        folder = posixpath.dirname(folder)
    return folder or None
