"""Sidecars: ``<file>.toml`` beside a report says where it came from and what its bytes were.

It may also state what the file itself cannot say, as for a keyed sheet: agency, year, title, publication date, and how
the sheet was keyed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitegen.catalogue.entries import Entry, KnowledgeError, read_toml
from sitegen.codec import Codec
from sitegen.model import Stated

if TYPE_CHECKING:
    from collections.abc import Container
    from pathlib import Path

    from sitegen.model import Source

YEARS = range(2008, 2100)
LONGEST_TITLE = 200  # characters
NOTHING = Stated()


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a sidecar records; ``line`` is where it gives the hash."""

    sha256: str
    url: str | None
    retrieved: dt.date | None
    note: str
    line: int
    stated: Stated | None = None
    keyed: str = ""


SIDECARS: Codec[Sidecar] = Codec(Sidecar)


def path_for(file: Path) -> Path:
    """Where a file's sidecar lies."""
    return file.with_name(file.name + ".toml")


def read_sidecar(file: Path, agencies: Container[str] | None = None) -> Sidecar | None:
    """The sidecar of a file, if it has one; a malformed one is refused with file and line.

    ``agencies`` are the ids that it may state.
    """
    path = path_for(file)
    if path.is_symlink():
        raise KnowledgeError(path, 1, "a sidecar is a file of its own, not a link")
    if not path.is_file():
        return None
    entry = read_toml(path)
    entry.check(
        sha256=str, url_=str, retrieved_=dt.date, note_=str, agency_=str, year_=int, title_=str, published_on_=dt.date,
        keyed_=str,
    )  # fmt: skip
    url = entry.text("url") or None
    if url and not url.startswith(("http://", "https://")):
        _at(entry, "url").fail(f"'url' must be an http or https address, not {url!r}")
    stated = _stated(entry, agencies)
    return Sidecar(
        sha256=entry.text("sha256"),
        url=url,
        retrieved=_day(entry, "retrieved"),
        note=entry.text("note"),
        line=_at(entry, "sha256").line,
        stated=stated if stated != NOTHING else None,
        keyed=entry.text("keyed"),
    )


def _stated(entry: Entry, agencies: Container[str] | None) -> Stated:
    agency, year = entry.text("agency") or None, entry.values.get("year")
    if agency and agencies is not None and agency not in agencies:
        _at(entry, "agency").fail(f"there is no agency {agency!r} in agencies.csv")
    if year is not None and year not in YEARS:
        _at(entry, "year").fail(f"'year' must be a year from {YEARS[0]} to {YEARS[-1]}, not {year!r}")
    if len(entry.text("title")) > LONGEST_TITLE:
        _at(entry, "title").fail(f"'title' must have at most {LONGEST_TITLE} characters")
    return Stated(agency, year, entry.text("title") or None, _day(entry, "published_on"))


def _day(entry: Entry, key: str) -> dt.date | None:
    """A date without time of day."""
    day: dt.date | None = entry.values.get(key)
    if isinstance(day, dt.datetime):
        _at(entry, key).fail(f"{key!r} must be a date without time of day")
    return day


def _at(entry: Entry, key: str) -> Entry:
    """The entry at the line of one of its keys."""
    lines = entry.path.read_text(encoding="utf-8").split("\n")
    return replace(entry, line=next((n for n, line in enumerate(lines, 1) if line.startswith(key)), 1))


def with_sidecar(source: Source, sidecar: Sidecar | None) -> Source:
    """The source with what its sidecar says; how it was keyed is a part of what is known of it."""
    if sidecar is None:
        return source
    note = " ".join(text for text in (sidecar.note, sidecar.keyed) if text)
    return replace(source, url=sidecar.url, retrieved=sidecar.retrieved, note=note, stated=sidecar.stated)
