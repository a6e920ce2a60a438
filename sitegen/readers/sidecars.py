"""Sidecars: ``<file>.toml`` beside a report says where it came from and what its bytes were."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitegen.catalogue.entries import Entry, read_toml

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Source


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a sidecar records; ``line`` is where it gives the hash."""

    sha256: str
    url: str | None
    retrieved: dt.date | None
    note: str
    line: int


def path_for(file: Path) -> Path:
    """Where a file's sidecar lies."""
    return file.with_name(file.name + ".toml")


def read_sidecar(file: Path) -> Sidecar | None:
    """The sidecar of a file, if it has one; a malformed one is refused with file and line."""
    path = path_for(file)
    if not path.is_file():
        return None
    entry = read_toml(path)
    entry.check(sha256=str, url_=str, retrieved_=dt.date, note_=str)
    url = entry.text("url") or None
    if url and not url.startswith(("http://", "https://")):
        _at(entry, "url").fail(f"'url' must be an http or https address, not {url!r}")
    return Sidecar(
        sha256=entry.text("sha256"),
        url=url,
        retrieved=entry.values.get("retrieved"),
        note=entry.text("note"),
        line=_at(entry, "sha256").line,
    )


def _at(entry: Entry, key: str) -> Entry:
    """The entry at the line of one of its keys."""
    lines = entry.path.read_text(encoding="utf-8").split("\n")
    return replace(entry, line=next((n for n, line in enumerate(lines, 1) if line.startswith(key)), 1))


def with_sidecar(source: Source, sidecar: Sidecar | None) -> Source:
    """The source with what its sidecar says."""
    if sidecar is None:
        return source
    return replace(source, url=sidecar.url, retrieved=sidecar.retrieved, note=sidecar.note)
