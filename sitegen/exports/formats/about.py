"""What every file says of the package that it holds: names, date of the data, version, rights, address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports.datapackage import LICENCES, RIGHTS

if TYPE_CHECKING:
    from sitegen.exports.datapackage import Package
    from sitegen.model import SiteSettings


def facts(package: Package, site: SiteSettings) -> list[tuple[str, str]]:
    """Keys and values, in order of key."""
    found = {
        "name": package.name,
        "title_zh": package.title.zh,
        "title_en": package.title.en,
        "description_zh": package.description.zh,
        "description_en": package.description.en,
        "version": site.version,
        "data_date": package.day.isoformat() if package.day else "",
        "license": LICENCES[0]["name"],
        "license_url": LICENCES[0]["path"],
        "rights_zh": RIGHTS.zh,
        "rights_en": RIGHTS.en,
        "homepage": site.base_url or site.repository or "",
    }
    return sorted((key, value) for key, value in found.items() if value)
