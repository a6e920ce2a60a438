"""The registry: agencies with their names, and the divisions they belong to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.catalogue.entries import Entry, read_csv, read_toml, tables, unique
from sitegen.model import Agency, Chapter, Department, Division, Event

if TYPE_CHECKING:
    from pathlib import Path

LEVELS = ("national", "province", "prefecture", "county", "township")
KINDS = ("government", "department")
EVENTS = ("merger", "split", "renamed", "abolished")
FIRST_YEAR, LAST_YEAR = 2008, 2099
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_LENGTH = 18
WORDS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_ID = 80  # characters, all of them ASCII: names of files and folders are made of ids


def uscc_is_valid(code: str) -> bool:
    """Whether the code is a unified social credit code by its alphabet and check character (GB 32100-2015)."""
    if len(code) != USCC_LENGTH or any(c not in USCC_ALPHABET for c in code):
        return False
    total = sum(USCC_ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(code[:-1]))
    return USCC_ALPHABET[(31 - total % 31) % 31] == code[-1]


def load_divisions(path: Path) -> tuple[Division, ...]:
    """The divisions in order of code."""
    entries = read_csv(path, ("code", "name_zh", "name_en", "parent"))
    unique((entry.text("code"), entry) for entry in entries)
    codes = {entry.text("code") for entry in entries}
    for entry in entries:
        if not re.fullmatch(r"\d{6}", entry.text("code")):
            entry.fail("a division code has six digits")
        _refuse_nameless(entry)
        if entry.text("parent") and entry.text("parent") not in codes:
            entry.fail(f"the parent {entry.text('parent')!r} is not listed")
    _refuse_circles(entries)
    return tuple(
        Division(e.text("code"), e.text("name_zh"), e.text("name_en"), e.text("parent") or None) for e in entries
    )


def _refuse_circles(entries: tuple[Entry, ...]) -> None:
    """Refuse a division that would be below itself."""
    parents = {entry.text("code"): entry.text("parent") for entry in entries}
    for entry in entries:
        above, passed = entry.text("parent"), set[str]()
        while above and above not in passed:
            if above == entry.text("code"):
                entry.fail(f"the division {above!r} is below itself")
            passed.add(above)
            above = parents[above]


def _refuse_nameless(entry: Entry) -> None:
    for key in ("name_zh", "name_en"):
        if not entry.text(key):
            entry.fail(f"{key!r} is empty")


def load_agencies(agencies: Path, aliases: Path, divisions: tuple[Division, ...]) -> tuple[Agency, ...]:
    """The agencies in order of id, each with all names it is known by."""
    names: dict[str, list[str]] = {}
    listed = read_csv(aliases, ("agency", "name", "note"))
    for entry in listed:
        names.setdefault(entry.text("agency"), []).append(entry.text("name"))
    columns = ("id", "name_zh", "name_en", "division", "level", "kind", "department", "merged", "uscc")
    entries = read_csv(agencies, columns)
    unique((entry.text("id"), entry) for entry in entries)
    unique((entry.text("uscc"), entry) for entry in entries if entry.text("uscc"))
    known = {entry.text("id") for entry in entries}
    for entry in listed:
        if entry.text("agency") not in known:
            entry.fail(f"there is no agency {entry.text('agency')!r}")
    codes = {division.code for division in divisions}
    return tuple(
        sorted((_agency(entry, tuple(names.get(entry.text("id"), ())), codes) for entry in entries), key=lambda a: a.id)
    )


def _agency(entry: Entry, names: tuple[str, ...], codes: set[str]) -> Agency:
    if not WORDS.fullmatch(entry.text("id")):
        entry.fail(f"the id {entry.text('id')!r} must be lower-case words joined by hyphens")
    if len(entry.text("id")) > LONGEST_ID:
        entry.fail(f"the id {entry.text('id')!r} must have at most {LONGEST_ID} characters")
    _refuse_nameless(entry)
    if entry.text("division") not in codes:
        entry.fail(f"the division {entry.text('division')!r} is not in divisions.csv")
    for key, allowed in (("level", LEVELS), ("kind", KINDS), ("merged", ("yes", "no"))):
        if entry.text(key) not in allowed:
            entry.fail(f"{key!r} must be one of {', '.join(allowed)}")
    if entry.text("uscc") and not uscc_is_valid(entry.text("uscc")):
        entry.fail(f"{entry.text('uscc')!r} is no unified social credit code: its check character does not fit")
    return Agency(
        id=entry.text("id"),
        zh=entry.text("name_zh"),
        en=entry.text("name_en"),
        division=entry.text("division"),
        level=entry.text("level"),
        kind=entry.text("kind"),
        department=entry.text("department"),
        merged=entry.text("merged") == "yes",
        uscc=entry.text("uscc") or None,
        names=names,
    )


def load_departments(path: Path) -> tuple[Department, ...]:
    """The ends of agencies' names, the longest first, so that the first that fits is the most exact."""
    entries = read_csv(path, ("name_zh", "word", "department", "kind", "merged", "name_en"))
    unique((entry.text("name_zh"), entry) for entry in entries)
    return tuple(sorted(map(_department, entries), key=lambda d: -len(d.zh)))


def _department(entry: Entry) -> Department:
    for key in ("word", "department"):
        if not WORDS.fullmatch(entry.text(key)):
            entry.fail(f"{key!r} must be lower-case words joined by hyphens, not {entry.text(key)!r}")
    for key, allowed in (("kind", KINDS), ("merged", ("yes", "no"))):
        if entry.text(key) not in allowed:
            entry.fail(f"{key!r} must be one of {', '.join(allowed)}")
    return Department(
        zh=entry.text("name_zh"),
        word=entry.text("word"),
        department=entry.text("department"),
        kind=entry.text("kind"),
        merged=entry.text("merged") == "yes",
        en=entry.text("name_en"),
    )


def load_events(path: Path, agencies: tuple[Agency, ...]) -> tuple[Event, ...]:
    """What happened to agencies; ``year`` is the first report year of the changed agency."""
    entries = read_csv(path, ("agency", "kind", "year", "note_zh", "note_en"))
    unique((f"{entry.text('agency')} {entry.text('year')}", entry) for entry in entries)
    known = {agency.id for agency in agencies}
    return tuple(_event(entry, known) for entry in entries)


def _event(entry: Entry, agencies: set[str]) -> Event:
    if entry.text("agency") not in agencies:
        entry.fail(f"there is no agency {entry.text('agency')!r}")
    if entry.text("kind") not in EVENTS:
        entry.fail(f"'kind' must be one of {', '.join(EVENTS)}")
    year = entry.text("year")
    if not re.fullmatch(r"\d{4}", year) or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        entry.fail(f"'year' must be a report year, not {year!r}")
    for key in ("note_zh", "note_en"):
        if not entry.text(key):
            entry.fail(f"{key!r} is empty")
    return Event(entry.text("agency"), entry.text("kind"), int(year), entry.text("note_zh"), entry.text("note_en"))


def load_chapters(path: Path) -> tuple[Chapter, ...]:
    """The chapters of reports on the national forms, in their order."""
    whole = read_toml(path)
    whole.check(chapter=list)
    entries = tables(whole, "chapter")
    for number, entry in enumerate(entries, 1):
        entry.check(number=int, zh=str, en=str, titles=list, words=list)
        if entry.values["number"] != number:
            entry.fail(f"chapter {number} must stand here, not {entry.values['number']}")
        if not entry.texts("titles"):
            entry.fail("a chapter needs at least one title")
    unique((title, entry) for entry in entries for title in entry.texts("titles"))
    return tuple(
        Chapter(e.values["number"], e.text("zh"), e.text("en"), e.texts("titles"), e.texts("words")) for e in entries
    )
