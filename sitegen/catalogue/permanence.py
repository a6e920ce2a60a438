"""What must last: addresses that lead on to others, the releases, and the addresses of the last release."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from sitegen.catalogue.entries import Entry, KnowledgeError, read_csv, read_toml, tables, unique
from sitegen.model import Redirect, Release

REDIRECTS = Path("data", "redirects.csv")
SEGMENT = r"[A-Za-z0-9_-][A-Za-z0-9._-]*"
FOLDER = re.compile(rf"({SEGMENT}/)+")
FILE = re.compile(rf"({SEGMENT}/)*{SEGMENT}\.[a-z0-9]+")
VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
COUNTS = ("reports", "agencies", "observations", "values", "corrections", "findings")
"""What is counted in a release."""


def load_redirects(path: Path) -> tuple[Redirect, ...]:
    """``redirects.csv``: addresses from the site's root, a page to a page and a file to a file, no chains."""
    entries = read_csv(path, ("from", "to"))
    unique((entry.text("from"), entry) for entry in entries)
    left = {entry.text("from") for entry in entries}
    for entry in entries:
        one, other = entry.text("from"), entry.text("to")
        for key, address in (("from", one), ("to", other)):
            if not (FOLDER.fullmatch(address) or FILE.fullmatch(address) or (key == "to" and not address)):
                entry.fail(f"{key!r} must be an address from the site's root, such as agencies/quzhou-commerce/")
        if bool(FILE.fullmatch(one)) != bool(FILE.fullmatch(other)):
            entry.fail("a page leads to a page, and a file to a file")
        if other in left:
            entry.fail(f"{other!r} leads on itself: name the address where it ends")
    return tuple(Redirect(entry.text("from"), entry.text("to"), entry.line) for entry in entries)


def load_releases(path: Path) -> tuple[Release, ...]:
    """``releases.toml``, the newest first: both the versions and the days go down."""
    whole = read_toml(path)
    whole.check(release_=list)
    entries = tables(whole, "release")
    releases = tuple(map(_release, entries))
    unique((one.version, entry) for one, entry in zip(releases, entries, strict=True))
    for entry, newer, older in zip(entries[1:], releases, releases[1:], strict=False):
        if _number(newer.version) < _number(older.version) or newer.date < older.date:
            entry.fail(f"{older.version} stands below {newer.version} and is newer: the newest comes first")
    return releases


def load_addresses(path: Path) -> tuple[str, ...]:
    """``addresses.txt``: the addresses of the last release, one a line, sorted; "/" is the site's root."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise KnowledgeError(path, 1, "the file is missing") from None
    for number, (line, before) in enumerate(zip(lines, ("", *lines), strict=False), 1):
        if line != "/" and not FOLDER.fullmatch(line) and not FILE.fullmatch(line):
            raise KnowledgeError(path, number, f"{line!r} is no address from the site's root")
        if line <= before:
            raise KnowledgeError(path, number, f"{line!r} must stand once, and in order")
    return tuple("" if line == "/" else line for line in lines)


def _release(entry: Entry) -> Release:
    entry.check(
        version=str, date=dt.date, reports=int, agencies=int, observations=int, values=int, corrections=int,
        findings=int, notes_zh=list, notes_en=list,
    )  # fmt: skip
    if not VERSION.fullmatch(entry.text("version")):
        entry.fail("'version' must be three numbers with points between them")
    if isinstance(entry.values["date"], dt.datetime):
        entry.fail("'date' must be a date without time of day")
    for key in COUNTS:
        if entry.values[key] < 0:
            entry.fail(f"{key!r} is below zero")
    zh, en = entry.texts("notes_zh"), entry.texts("notes_en")
    if not zh or len(zh) != len(en):
        entry.fail("a release has notes, as many in one language as in the other")
    counts = {key: entry.values[key] for key in COUNTS}
    return Release(version=entry.text("version"), date=entry.values["date"], notes_zh=zh, notes_en=en, **counts)


def _number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))
