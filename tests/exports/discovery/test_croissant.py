"""Croissant by the rules of its specification 1.1: what it demands, ids that are one thing, files as they are."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
from dataclasses import replace
from fnmatch import fnmatch
from typing import TYPE_CHECKING, Any

import pytest
from rdflib import RDF, Graph, Namespace

from sitegen.exports import exports, parts

if TYPE_CHECKING:
    from sitegen.model import Artifact, Dataset

    Site = tuple[str, dict[str, Artifact]]

pytestmark = pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning:rdflib")  # its own parser's
CR = Namespace("http://mlcommons.org/croissant/")
DEMANDED = (
    "@context", "@type", "conformsTo", "name", "description", "license", "url", "creator", "datePublished",
    "distribution",
)  # fmt: skip
TYPES = {"sc:Text", "sc:Integer", "sc:Float", "sc:Boolean", "sc:Date"}


def read(site: Site) -> Any:  # noqa: ANN401  JSON
    return json.loads(site[1]["croissant.json"].content)


def test_what_the_standard_demands_is_there(site: Site) -> None:
    content = read(site)
    assert not [name for name in DEMANDED if not content.get(name)]
    assert content["@type"] == "sc:Dataset"
    assert content["conformsTo"] == "http://mlcommons.org/croissant/1.1"
    assert dt.date.fromisoformat(content["datePublished"]) == dt.date(2024, 5, 6)
    assert content["version"].count(".") == 2
    assert content["citeAs"].startswith("@misc{")


def test_each_file_is_there_with_its_hash(site: Site) -> None:
    base, files = site
    content = read(site)
    names = [one["@id"] for one in content["distribution"]]
    own = {path for path in files if path.startswith("data/") and path.count("/") == 1}
    assert set(names) == {path for path in own if not path.endswith("-metadata.json")}
    for one in content["distribution"]:
        file = files[one["contentUrl"].removeprefix(base)]
        assert one["@type"] == "cr:FileObject"
        assert one["contentUrl"] == base + file.path
        assert one["sha256"] == hashlib.sha256(file.content).hexdigest()
        assert one["contentSize"] == f"{len(file.content)} B"
        assert one["encodingFormat"] == file.media_type


def test_every_field_is_a_column_of_its_file(site: Site) -> None:
    files = site[1]
    for record in read(site)["recordSet"]:
        fields = record["field"]
        (source,) = {field["source"]["fileObject"]["@id"] for field in fields}
        header = next(csv.reader(io.StringIO(files[source].content.decode("utf-8-sig"))))
        assert [field["source"]["extract"]["column"] for field in fields] == header
        assert {field["dataType"] for field in fields} <= TYPES
        assert all(field["@id"] == f"{record['@id']}/{field['name']}" for field in fields)


def test_ids_are_unique_and_references_lead_somewhere(site: Site) -> None:
    content = read(site)
    fields = [field for record in content["recordSet"] for field in record["field"]]
    ids = [one["@id"] for one in (*content["distribution"], *content["recordSet"], *fields)]
    assert len(ids) == len(set(ids))
    named = {field["@id"] for field in fields}
    assert {key["@id"] for record in content["recordSet"] for key in record["key"]} <= named
    references = {field["references"]["field"]["@id"] for field in fields if "references" in field}
    assert {"reports/report", "agencies/agency", "indicators/indicator"} <= references <= named


@pytest.mark.usefixtures("no_network")
def test_it_reads_as_linked_data_without_a_network(site: Site) -> None:
    text = site[1]["croissant.json"].content.decode()
    graph = Graph().parse(data=text, format="json-ld", publicID="https://somewhere.example/croissant.json")
    records = read(site)["recordSet"]
    assert len(list(graph.subjects(RDF.type, CR.RecordSet))) == len(records)
    assert len(list(graph.subjects(RDF.type, CR.Field))) == sum(len(record["field"]) for record in records)
    assert len(list(graph.triples((None, CR.column, None)))) == sum(len(record["field"]) for record in records)


def test_there_is_none_where_no_report_has_a_date(small: Dataset) -> None:
    """The standard demands a date, and none is made up."""
    bare = tuple(replace(report, published_on=None, signed_on=None, composed_on=None) for report in small.reports)
    bare = tuple(replace(report, source=replace(report.source, retrieved=None)) for report in bare)
    files = {artifact.path: artifact for artifact in exports(replace(small, reports=bare))}
    assert "croissant.json" not in files
    assert "feed.xml" not in files
    assert b"date-released" not in files["CITATION.cff"].content
    assert b'"modified": "' not in files["catalog.jsonld"].content


@pytest.fixture
def large(small: Dataset, monkeypatch: pytest.MonkeyPatch) -> dict[str, Artifact]:
    """The files of a site whose large tables lie in parts."""
    monkeypatch.setattr(parts, "LARGEST", 1)
    return {artifact.path: artifact for artifact in exports(small)}


def test_the_parts_of_a_large_table_are_one_set(large: dict[str, Artifact]) -> None:
    """All of them are in one, below the root of the site, and nothing else is."""
    content = read(("", large))
    sets = [one for one in content["distribution"] if one["@type"] == "cr:FileSet"]
    found = [path for one in sets for path in large if fnmatch(path, one["includes"])]
    assert sorted(found) == sorted(path for path in large if path.count("/") == 2 and path.endswith(".csv"))
    assert "data/observations/330000-2013.csv" in found
    assert {one["encodingFormat"] for one in sets} == {"text/csv"}
    single = {one["@id"] for one in content["distribution"] if one["@type"] == "cr:FileObject"}
    assert single.isdisjoint(found)
    assert {"data/datapackage.json", "data/reports.csv"} <= single


def test_the_records_of_a_large_table_are_columns_of_each_of_its_parts(large: dict[str, Artifact]) -> None:
    content = read(("", large))
    ids = {one["@id"] for one in content["distribution"]}
    sets = 0
    for record in content["recordSet"]:
        fields = record["field"]
        assert all(field["@id"] == f"{record['@id']}/{field['name']}" for field in fields)
        ((kind, place),) = {
            (kind, one["@id"]) for field in fields for kind, one in field["source"].items() if kind != "extract"
        }
        assert place in ids
        sets += kind == "fileSet"
        for path, file in large.items():
            if fnmatch(path, place):
                header = next(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
                assert [field["source"]["extract"]["column"] for field in fields] == header
    assert sets == len({path.split("/")[1] for path in large if path.count("/") == 2 and path.endswith(".csv")})


def test_the_parts_of_large_tables_are_in_the_catalogue(large: dict[str, Artifact]) -> None:
    """They lie in folders of their own, below the package."""
    part = "data/observations/330000-2013.csv"
    assert f'"downloadURL": "{part}"'.encode() in large["catalog.jsonld"].content
    assert b'"url": "330000-2013.csv"' in large[f"{part}-metadata.json"].content
