"""What a dataset's page tells search engines: schema.org Dataset as JSON-LD, data within the page and no script."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from sitegen.exports.datapackage import LICENCES
from sitegen.exports.discovery import jsonld
from sitegen.linking import link, path_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.exports.discovery.holdings import Holding
    from sitegen.exports.discovery.jsonld import Json
    from sitegen.model import SiteSettings

LONGEST = 5000
"""The most characters that search engines take of a description; they want fifty at least."""


def data(site: SiteSettings, holding: Holding, address: str, parts: Sequence[Json] = ()) -> Markup:
    """The description of the dataset for its page; of the whole, with its ``parts`` as :func:`part` describes them."""
    return Markup(jsonld.script(_dataset(site, holding, address, parts)))  # noqa: S704  nothing in it ends the element


def part(site: SiteSettings, holding: Holding, page: str) -> Json:
    """A dataset as the page of that address says that it is a part of another."""
    return {
        "@type": "Dataset",
        "name": holding.title.zh,
        "description": f"{holding.description.zh} {holding.description.en}"[:LONGEST],
        "url": url(site, page, holding.address),
        "license": LICENCES[0]["path"],
    }


def url(site: SiteSettings, page: str, target: str) -> str:
    """The address of the site, or the way from the page to the target where none is known."""
    return f"{site.base_url.rstrip('/')}/{target}" if site.base_url else link(path_of(page), target)


def _dataset(site: SiteSettings, holding: Holding, address: str, parts: Sequence[Json]) -> Json:
    at = partial(url, site, address)
    publisher = {"@type": "Organization", "name": site.title_zh, "alternateName": site.title_en}
    publisher |= {"url": at("")}
    known = list(holding.sources)
    return {
        "@context": {"@vocab": "https://schema.org/"},
        "@type": "Dataset",
        "name": holding.title.zh,
        "alternateName": holding.title.en,
        "description": f"{holding.description.zh} {holding.description.en}"[:LONGEST],
        "url": at(address),
        "identifier": holding.name,
        "version": site.version,
        "keywords": list(holding.keywords),
        "inLanguage": ["zh-Hans", "en"],
        "license": LICENCES[0]["path"],
        "isAccessibleForFree": True,
        "creator": publisher,
        "publisher": publisher,
        **({"dateModified": holding.modified.isoformat()} if holding.modified else {}),
        **({"temporalCoverage": f"{holding.years[0]}/{holding.years[-1]}"} if holding.years else {}),
        "spatialCoverage": {"@type": "Place", "name": holding.place.zh if holding.place else "中国"},
        **({"isBasedOn": known} if known else {}),
        "includedInDataCatalog": {"@type": "DataCatalog", "name": site.title_zh, "url": at("catalog.jsonld")},
        **({"hasPart": list(parts)} if parts else {}),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.title.zh if file.title else file.path.rpartition("/")[2],
                "contentUrl": at(file.path),
                "encodingFormat": file.media_type,
                "contentSize": f"{file.size} B",
                "sha256": file.sha256,
            }
            for file in holding.files
        ],
    }
