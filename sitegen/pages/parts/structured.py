"""What a dataset's page tells search engines: schema.org Dataset as JSON-LD, data within the page and no script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from sitegen.exports.datapackage import LICENCES
from sitegen.exports.discovery import jsonld
from sitegen.linking import link, path_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.exports.discovery.holdings import Holding
    from sitegen.exports.discovery.jsonld import Json
    from sitegen.model import SiteSettings

LONGEST = 5000
"""The most characters that search engines take of a description; they want fifty at least."""


def data(site: SiteSettings, holding: Holding, address: str, held: Iterable[Holding] = ()) -> Markup:
    """The description of the dataset for its page; of the whole, with ``held`` its parts."""
    return Markup(jsonld.script(_dataset(site, holding, address, held)))  # noqa: S704  nothing in it ends the element


def _dataset(site: SiteSettings, holding: Holding, address: str, held: Iterable[Holding]) -> Json:
    base = site.base_url.rstrip("/") + "/" if site.base_url else ""

    def url(target: str) -> str:
        return base + target if base else link(path_of(address), target)

    publisher = {"@type": "Organization", "name": site.title_zh, "alternateName": site.title_en}
    publisher |= {"url": url("")}
    known = sorted({report.source.url for report in holding.reports if report.source.url})
    parts = [one for one in held if not one.whole]
    return {
        "@context": {"@vocab": "https://schema.org/"},
        "@type": "Dataset",
        "name": holding.title.zh,
        "alternateName": holding.title.en,
        "description": f"{holding.description.zh} {holding.description.en}"[:LONGEST],
        "url": url(address),
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
        "includedInDataCatalog": {"@type": "DataCatalog", "name": site.title_zh, "url": url("catalog.jsonld")},
        **({"hasPart": [_part(one, url(one.address)) for one in parts]} if parts else {}),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.title.zh if file.title else file.path.rpartition("/")[2],
                "contentUrl": url(file.path),
                "encodingFormat": file.media_type,
                "contentSize": f"{file.size} B",
                "sha256": file.sha256,
            }
            for file in holding.files
        ],
    }


def _part(holding: Holding, address: str) -> Json:
    return {
        "@type": "Dataset",
        "name": holding.title.zh,
        "description": f"{holding.description.zh} {holding.description.en}"[:LONGEST],
        "url": address,
        "license": LICENCES[0]["path"],
    }
