"""Addresses in files that describe the site: absolute where its address is known, else relative to the root."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitegen.model import SiteSettings


def base(site: SiteSettings) -> str:
    """The site's address with a slash at its end; nothing where it is unknown."""
    return site.base_url.rstrip("/") + "/" if site.base_url else ""


def page(site: SiteSettings, address: str) -> str:
    """A page by its address; without the site's own, by its file, so that it opens from a local folder."""
    return base(site) + address if site.base_url else f"{address}index.html"


def file(site: SiteSettings, path: str) -> str:
    """A file by its path."""
    return base(site) + path
