"""Knowledge files as entries that know their file and line, and the error that names both."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


class KnowledgeError(Exception):
    """Something in ``data/`` or ``content/`` is wrong: our own fault, told with file and line."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        """Name the file, the line (counted from 1) and what is wrong there."""
        super().__init__(f"{path}:{line}: {message}")
        self.path = path
        self.line = line
        self.message = message

    def __reduce__(self) -> tuple[type[KnowledgeError], tuple[Path, int, str]]:
        """Come from another process as it was raised there."""
        return type(self), (self.path, self.line, self.message)


@dataclass(frozen=True, slots=True)
class Entry:
    """A table of a TOML file or a row of a CSV file, with its place."""

    values: Mapping[str, Any]
    path: Path
    line: int

    def fail(self, message: str) -> NoReturn:
        """Refuse the entry."""
        raise KnowledgeError(self.path, self.line, message)

    def check(self, **kinds: type | tuple[type, ...]) -> None:
        """Refuse unknown keys, missing keys and values of another type; a key ending in ``_`` is optional."""
        known = {name.rstrip("_") for name in kinds}
        for name in self.values:
            if name not in known:
                self.fail(f"unknown key {name!r}; known are {', '.join(sorted(known))}")
        for name, kind in kinds.items():
            key = name.rstrip("_")
            if key not in self.values:
                if not name.endswith("_"):
                    self.fail(f"{key!r} is missing")
            elif not _is(self.values[key], kind):
                self.fail(f"{key!r} is {self.values[key]!r}, which is of the wrong type")

    def text(self, key: str, default: str = "") -> str:
        """A text value, stripped."""
        return str(self.values.get(key, default)).strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a space-separated text in CSV."""
        value = self.values.get(key, ())
        items = value.split() if isinstance(value, str) else value
        if not all(isinstance(item, str) for item in items):
            self.fail(f"{key!r} must be a list of texts")
        return tuple(items)

    def inline(self, value: Mapping[str, Any], *, key: str) -> Entry:
        """An inline table within this one, at the line where its ``key`` is first written at or below this entry."""
        before, text = re.compile(rf'\b{key}\s*=\s*"'), f'{value.get(key, "")}"'
        lines = self.path.read_text(encoding="utf-8").split("\n")
        near = ((n, line) for n, line in enumerate(lines, 1) if n >= self.line and text in line)
        found = (n for n, line in near if any(line.startswith(text, m.end()) for m in before.finditer(line)))
        return Entry(value, self.path, next(found, self.line))


def _is(value: object, kind: type | tuple[type, ...]) -> bool:
    """Whether a value is of a kind; to Python a truth value is a number, to us it is none."""
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def _read(path: Path) -> str:
    """The text of a file; one that is not there, or not UTF-8, is refused."""
    try:
        content = path.read_bytes()
        return content.decode("utf-8")
    except FileNotFoundError:
        raise KnowledgeError(path, 1, "the file is missing") from None
    except UnicodeDecodeError as error:
        raise KnowledgeError(path, content.count(b"\n", 0, error.start) + 1, str(error)) from None


def read_toml(path: Path) -> Entry:
    """Read a TOML file as one entry."""
    try:
        return Entry(tomllib.loads(_read(path)), path, 1)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise KnowledgeError(path, int(line[1]) if line else 1, str(error)) from None


def tables(parent: Entry, name: str, *, after: str = "") -> tuple[Entry, ...]:
    """The entries of an array of tables ``[[after.name]]``, each with the line of its header."""
    values = parent.values.get(name, ())
    if not values:
        return ()  # as most entries have none of most arrays, the file is not searched for their headers
    full = f"{after}.{name}" if after else name
    header = re.compile(rf"^\s*\[\[\s*{re.escape(full)}\s*\]\]")
    lines = parent.path.read_text(encoding="utf-8").split("\n")
    places = [n for n, text in enumerate(lines, 1) if n >= parent.line and header.match(text)]
    if len(places) < len(values):
        parent.fail(f"each {name} must begin with [[{full}]] on a line of its own")
    return tuple(Entry(value, parent.path, line) for value, line in zip(values, places, strict=False))


def subtables(parent: Entry, name: str) -> dict[str, Entry]:
    """The entries ``[name.key]`` by key, each with the line of its header."""
    lines = parent.path.read_text(encoding="utf-8").split("\n")
    places = {m[1]: n for n, text in enumerate(lines, 1) if (m := re.match(rf"^\[{name}\.([\w-]+)\]", text))}
    return {key: Entry(value, parent.path, places.get(key, 1)) for key, value in parent.values.get(name, {}).items()}


def read_csv(path: Path, columns: Iterable[str]) -> tuple[Entry, ...]:
    """Read a CSV file whose header is exactly ``columns``; every field is a text."""
    names = list(columns)
    reader = csv.DictReader(io.StringIO(_read(path), newline=""), strict=True)
    entries = []
    try:
        if reader.fieldnames != names:
            raise KnowledgeError(path, 1, f"the header must be {','.join(names)}")
        for row in reader:
            entry = Entry(row, path, reader.line_num)
            if None in row or None in row.values():
                entry.fail(f"the row must have {len(names)} fields")
            entries.append(entry)
    except csv.Error as error:
        raise KnowledgeError(path, reader.reader.line_num, str(error)) from None
    return tuple(entries)


def unique(entries: Iterable[tuple[str, Entry]]) -> None:
    """Refuse a second entry with the same key."""
    seen: dict[str, Entry] = {}
    for key, entry in entries:
        if key in seen:
            entry.fail(f"{key!r} stands already on line {seen[key].line}")
        seen[key] = entry
