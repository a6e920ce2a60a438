"""The record of releases: the addresses of a built site, which of an earlier release are gone, and what is written."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from sitegen.catalogue.entries import KnowledgeError
from sitegen.catalogue.permanence import COUNTS, load_addresses, load_releases
from sitegen.linking import path_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sitegen.model import Release

ADDRESSES, RELEASES = "addresses.txt", "releases.toml"
FOLDERS = ("api/", "data/")
INDEX = "index.html"
LEAF = re.compile(r"findings/rules/[^/]+/\d+/")
"""A further page of a list: there are as many as the findings of the day need, and the first one lasts."""


def addresses(paths: Iterable[str]) -> tuple[str, ...]:
    """The addresses that must last among the files of a site: its pages, data and API; no assets, no 404, no leaves."""
    pages = {path.removesuffix(INDEX) for path in paths if path == INDEX or path.endswith(f"/{INDEX}")}
    lasting = (page for page in pages if not LEAF.search(page))
    return tuple(sorted({*lasting, *(path for path in paths if path.startswith(FOLDERS) and not path.endswith(INDEX))}))


def lost(before: Iterable[str], paths: Iterable[str]) -> tuple[str, ...]:
    """The addresses among those of a release that a site with these files does not have."""
    there = set(paths)
    return tuple(address for address in before if path_of(address) not in there)


def files_of(site: Path) -> tuple[str, ...]:
    """The paths of all files of a built site."""
    return tuple(sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()))


def gone(data: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """The addresses of the last release, as ``data/addresses.txt`` has them, that a site with these files lacks."""
    path = data / ADDRESSES
    return lost(load_addresses(path), paths) if path.exists() else ()


def record(data: Path, release: Release, paths: Iterable[str]) -> None:
    """Write the release on top of ``releases.toml`` and its addresses; a release that does not fit changes nothing."""
    path = data / RELEASES
    before = path.read_text(encoding="utf-8")
    comment, *others = re.split(r"^(?=\[\[release\]\])", before, flags=re.MULTILINE)
    path.write_text("\n".join((f"{comment.rstrip()}\n", _entry(release), *others)), encoding="utf-8")
    try:
        load_releases(path)
    except KnowledgeError:
        path.write_text(before, encoding="utf-8")
        raise
    lines = "".join(f"{address or '/'}\n" for address in sorted(address or "/" for address in addresses(paths)))
    (data / ADDRESSES).write_text(lines, encoding="utf-8")


def _entry(release: Release) -> str:
    """The release as an entry of TOML, whose texts are written as those of JSON are."""
    notes = {"notes_zh": release.notes_zh, "notes_en": release.notes_en}
    lines = [
        "[[release]]",
        f'version = "{release.version}"',
        f"date = {release.date.isoformat()}",
        *(f"{name} = {getattr(release, name)}" for name in COUNTS),
        *(f"{name} = {json.dumps(some, ensure_ascii=False)}" for name, some in notes.items()),
    ]
    return "\n".join([*lines, ""])
