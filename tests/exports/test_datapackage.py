"""Descriptors: Data Package 2.0, complete, in two languages, and the same from build to build."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from sitegen.exports import exports
from sitegen.listing import Descriptor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Artifact, Dataset

Json = dict[str, Any]


@pytest.fixture
def descriptors(published: dict[str, Artifact]) -> dict[str, Json]:
    """Every descriptor, by its folder."""
    return _descriptors(published.values())


def _descriptors(artifacts: Any) -> dict[str, Json]:  # noqa: ANN401  any iterable of artifacts
    ending = "/datapackage.json"
    return {a.path.removesuffix(ending): json.loads(a.content) for a in artifacts if a.path.endswith(ending)}


def _fields(descriptors: dict[str, Json]) -> Iterator[Json]:
    for descriptor in descriptors.values():
        for resource in descriptor["resources"]:
            yield from resource["schema"]["fields"]


def test_there_is_a_package_for_the_whole_and_for_each_region_and_agency_with_a_report(
    descriptors: dict[str, Json],
) -> None:
    regions = {"data/regions/330000", "data/regions/510000"}
    agencies = {"data/agencies/quzhou-commerce", "data/agencies/sichuan-commerce"}
    assert set(descriptors) == {"data", *regions, *agencies}


def test_a_descriptor_says_what_the_standard_asks_for(descriptors: dict[str, Json]) -> None:
    for descriptor in descriptors.values():
        assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
        assert descriptor["version"] == "0.1.0"
        assert descriptor["licenses"][0]["name"] == "CC-BY-4.0"
        assert "第五条" in descriptor["description"]
        assert "article 5" in descriptor["descriptions"]["en"]
        assert descriptor["contributors"][0]["roles"] == ["creator", "publisher"]
        assert "profile" not in descriptor
        assert not any("profile" in resource for resource in descriptor["resources"])
    assert len({descriptor["name"] for descriptor in descriptors.values()}) == len(descriptors)


def test_every_resource_tells_the_size_and_the_hash_of_its_file(
    descriptors: dict[str, Json], published: dict[str, Artifact]
) -> None:
    for folder, descriptor in descriptors.items():
        for resource in descriptor["resources"]:
            content = published[f"{folder}/{resource['path']}"].content
            assert resource["type"] == "table"
            assert resource["bytes"] == len(content)
            assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_the_date_is_that_of_the_latest_source_and_not_of_the_build(descriptors: dict[str, Json]) -> None:
    assert descriptors["data"]["created"] == "2024-05-06T00:00:00Z"
    assert descriptors["data/agencies/quzhou-commerce"]["created"] == "2014-01-23T00:00:00Z"


def test_each_report_is_a_source_with_its_address_where_one_is_known(descriptors: dict[str, Json]) -> None:
    known, unknown = descriptors["data/agencies/sichuan-commerce"]["sources"]
    assert known["path"] == "https://example.org/2019"
    assert known["retrieved"] == "2024-05-06"
    assert known["sha256"] == f"{2019:064d}"
    assert known["title"] == "@四川省商务厅2019年年度报告"
    assert "path" not in unknown
    assert "retrieved" not in unknown


def test_each_field_of_the_whole_explains_itself_in_both_languages(descriptors: dict[str, Json]) -> None:
    for field in _fields({"data": descriptors["data"]}):
        assert field["title"]
        assert field["titles"]["en"]
        assert field["description"]
        assert field["descriptions"]["en"]


def test_each_field_elsewhere_has_its_titles_and_leaves_the_rest_to_the_dictionary(
    descriptors: dict[str, Json],
) -> None:
    parts = {folder: descriptor for folder, descriptor in descriptors.items() if folder != "data"}
    for field in _fields(parts):
        assert field["title"]
        assert field["titles"]["en"]
        assert not {"description", "descriptions", "categories"} & set(field)
    assert all(descriptor["resources"][-1]["name"] == "dictionary" for descriptor in parts.values())


def test_a_descriptor_of_an_agency_stays_small(published: dict[str, Artifact]) -> None:
    sizes = [len(a.content) for path, a in published.items() if path.endswith("sichuan-commerce/datapackage.json")]
    assert sizes
    assert max(sizes) < 60_000  # it was 105,000 when it repeated the dictionary


def test_an_empty_cell_is_either_refused_or_explained(descriptors: dict[str, Json]) -> None:
    for field in _fields(descriptors):
        required = field.get("constraints", {}).get("required", False)
        missing = field.get("missingValues", [])
        assert required != bool(missing)
        assert all(entry["value"] == "" and entry["label"] for entry in missing)


def test_categories_are_said_again_as_a_constraint_that_every_validator_enforces(descriptors: dict[str, Json]) -> None:
    found = 0
    for field in _fields(descriptors):
        if categories := field.get("categories"):
            found += 1
            values = [category if isinstance(category, str) else category["value"] for category in categories]
            assert field["constraints"]["enum"] == values
    assert found


def test_fields_of_free_text_tell_of_the_apostrophe(descriptors: dict[str, Json]) -> None:
    (observations,) = (r for r in descriptors["data"]["resources"] if r["name"] == "observations")
    fields = {field["name"]: field for field in observations["schema"]["fields"]}
    assert "前面加了一个 '" in fields["printed"]["description"]
    assert "has a ' in front" in fields["printed"]["descriptions"]["en"]
    assert "'" not in fields["value"]["description"]


def test_an_address_gives_ids_and_without_one_there_are_none(small: Dataset, descriptors: dict[str, Json]) -> None:
    site = replace(small.catalogue.site, base_url="https://example.org/repo/")
    there = _descriptors(exports(replace(small, catalogue=replace(small.catalogue, site=site))))
    assert there["data"]["id"] == "https://example.org/repo/data/datapackage.json"
    assert there["data"]["homepage"] == "https://example.org/repo/"
    assert not any("id" in descriptor or "homepage" in descriptor for descriptor in descriptors.values())


def test_each_field_has_a_line_of_its_own(published: dict[str, Artifact]) -> None:
    lines = published["data/datapackage.json"].content.decode().splitlines()
    found = sum(line.lstrip().startswith('{"name": "value", "type": "number"') for line in lines)
    assert found == len(("observations", "series", "local-rows", "corrections", "claims"))


def test_the_same_dataset_gives_the_same_bytes(small: Dataset, published: dict[str, Artifact]) -> None:
    assert {artifact.path: artifact for artifact in exports(small)} == published


def test_a_dataset_without_reports_is_still_a_package(small: Dataset) -> None:
    descriptor = _descriptors(exports(replace(small, reports=(), findings=())))["data"]
    assert "sources" not in descriptor
    assert "created" not in descriptor


def test_what_lists_tell_of_a_package_is_what_its_descriptor_says(published: dict[str, Artifact]) -> None:
    told = [file for file in published.values() if isinstance(file, Descriptor)]
    assert len(told) == len(_descriptors(published.values()))
    for file in told:
        says, one = json.loads(file.content), file.described
        assert one
        assert (says["name"], says["title"], says["titles"]["en"]) == (one.name, one.title.zh, one.title.en)
        assert (says["description"], says["descriptions"]["en"]) == (one.description.zh, one.description.en)
        assert (says["created"], tuple(says["keywords"])) == (f"{one.created}T00:00:00Z", one.keywords)
        assert [(r["path"], r["title"], r["titles"]["en"], r["hash"]) for r in says["resources"]] == [
            (r.path, r.title.zh, r.title.en, f"sha256:{r.sha256}") for r in one.resources
        ]
