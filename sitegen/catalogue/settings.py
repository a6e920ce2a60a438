"""The site's own settings, and what is known of web pages around the reports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.catalogue.entries import read_toml
from sitegen.model import Part, SiteSettings, Unwanted

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.catalogue.entries import Entry


def load_settings(path: Path) -> SiteSettings:
    """``site.toml``."""
    entry = read_toml(path)
    entry.check(title_zh=str, title_en=str, version=str, base_url_=str, repository_=str, leave_out_=list)
    for key in ("base_url", "repository"):
        if entry.text(key) and not re.fullmatch(r"https?://[^\s\"'<>]+", entry.text(key)):
            entry.fail(f"{key!r} must be an http or https address")
    return SiteSettings(
        leave_out=_parts(entry),
        title_zh=entry.text("title_zh"),
        title_en=entry.text("title_en"),
        version=entry.text("version"),
        base_url=entry.text("base_url") or None,
        repository=entry.text("repository") or None,
    )


def _parts(entry: Entry) -> tuple[Part, ...]:
    """What the site leaves out, each part once."""
    names = entry.texts("leave_out")
    for name in names:
        if name not in set(Part):
            entry.fail(f"{name!r} is no part of the site that can be left out; there are {', '.join(Part)}")
        if names.count(name) > 1:
            entry.fail(f"{name!r} is left out twice")
    return tuple(map(Part, names))


def load_unwanted(path: Path) -> Unwanted:
    """``unwanted.toml``: patterns of site furniture and words of spam."""
    entry = read_toml(path)
    entry.check(furniture=list, spam=list)
    for pattern in entry.texts("furniture"):
        try:
            re.compile(pattern)
        except re.error as error:
            entry.fail(f"{pattern!r} is no pattern: {error}")
    return Unwanted(entry.texts("furniture"), entry.texts("spam"))
