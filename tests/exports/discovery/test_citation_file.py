"""CITATION.cff by the rules of the Citation File Format 1.2.0."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from typing import TYPE_CHECKING

import yaml  # type: ignore[import-untyped]  # its types are a package of their own

if TYPE_CHECKING:
    from sitegen.model import Artifact

    Site = tuple[str, dict[str, Artifact]]

KNOWN = {
    "abstract", "authors", "cff-version", "commit", "contact", "date-released", "doi", "identifiers", "keywords",
    "license", "license-url", "message", "preferred-citation", "references", "repository", "repository-artifact",
    "repository-code", "title", "type", "url", "version",
}  # fmt: skip
ENTITY = {
    "address", "alias", "city", "country", "date-end", "date-start", "email", "fax", "location", "name", "orcid",
    "post-code", "region", "tel", "website",
}  # fmt: skip


def test_it_keeps_the_rules(site: Site) -> None:
    content = yaml.safe_load(site[1]["CITATION.cff"].content)
    assert {"cff-version", "message", "title", "authors"} <= set(content) <= KNOWN
    assert content["cff-version"] == "1.2.0"
    assert content["type"] in {"dataset", "software"}
    assert content["authors"]
    assert all(author["name"] and set(author) <= ENTITY for author in content["authors"])
    assert len(set(content["keywords"])) == len(content["keywords"]) > 0
    assert isinstance(content["date-released"], dt.date)
    for one in content["identifiers"]:
        assert set(one) <= {"type", "value", "description"}
        assert one["type"] in {"doi", "url", "swh", "other"}
    for key in {"url", "repository-code"} & set(content):
        assert re.match("https?://", content[key])


def test_it_cites_the_dataset_with_version_licence_and_hash(site: Site) -> None:
    base, files = site
    content = yaml.safe_load(files["CITATION.cff"].content)
    assert content["type"] == "dataset"
    assert content["license"] == "CC-BY-4.0"
    assert content["version"] == "0.1.0"
    assert content.get("url", "") == base
    stated = hashlib.sha256(files["data/datapackage.json"].content).hexdigest()
    assert [one["value"] for one in content["identifiers"]] == [f"sha256:{stated}"]
