"""``CITATION.cff``: how to cite the dataset, in the Citation File Format 1.2.0 that platforms read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sitegen.exports.discovery import links
from sitegen.model import Artifact

if TYPE_CHECKING:
    from sitegen.exports.discovery.holdings import Holding
    from sitegen.model import SiteSettings

PATH = "CITATION.cff"
MEDIA_TYPE = "application/yaml"


def citation_file(site: SiteSettings, whole: Holding) -> Artifact:
    """The file; every text is quoted as JSON quotes it, which YAML reads."""
    lines = [
        "cff-version: 1.2.0",
        _line("message", "引用这份数据时请注明以下各项。When using the data, please cite it as below."),
        "type: dataset",
        _line("title", whole.title.zh),
        _line("abstract", f"{whole.description.zh} {whole.description.en}"),
        "authors:",
        f"  - {_line('name', site.title_zh)}",
        f"    {_line('alias', site.title_en)}",
        _line("version", site.version),
        *([f"date-released: {whole.modified.isoformat()}"] if whole.modified else []),
        "license: CC-BY-4.0",
        *([_line("url", links.base(site))] if site.base_url else []),
        *([_line("repository-code", site.repository)] if site.repository else []),
        "keywords:",
        *(f"  - {json.dumps(word, ensure_ascii=False)}" for word in whole.keywords),
        "identifiers:",
        "  - type: other",
        f"    {_line('value', f'sha256:{whole.descriptor.sha256}')}",
        f"    {_line('description', f'SHA-256 of {whole.descriptor.path}, which states the hash of every table.')}",
    ]
    return Artifact(PATH, MEDIA_TYPE, ("\n".join(lines) + "\n").encode())


def _line(key: str, value: str) -> str:
    return f"{key}: {json.dumps(value, ensure_ascii=False)}"
