"""Where agencies are many the catalogue is one of catalogues: together they say what one would, and none is large."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from pyshacl import validate
from rdflib import DCAT, RDF, Graph, URIRef

from sitegen.exports import exports, parts
from tests.exports.discovery.conftest import BASE
from tests.exports.discovery.test_dcat import DCT, ELSEWHERE, SHAPES, SPDX

if TYPE_CHECKING:
    from sitegen.model import Artifact, Dataset

    Files = dict[str, Artifact]

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning:rdflib"),  # its own parser's
    pytest.mark.usefixtures("no_network"),
]
NAMES = ("330000", "510000", "unknown")
"""The provinces of the small dataset, and what is about no agency."""


def made(dataset: Dataset, most: int, largest: int = parts.LARGEST) -> Files:
    """The files of a site with so many agencies in a list and rows in a table."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "MOST", most)
        patch.setattr(parts, "LARGEST", largest)
        return {artifact.path: artifact for artifact in exports(dataset)}


@pytest.fixture(scope="module", params=["without an address", "at an address"])
def root_and_files(request: pytest.FixtureRequest, small: Dataset, addressed: Dataset) -> tuple[str, Files]:
    """Where a program fetched the files from, and the files of a site whose lists and tables are cut."""
    if request.param == "at an address":
        return BASE, made(addressed, 1, 1)
    return ELSEWHERE, made(small, 1, 1)


def graph_of(root: str, files: Files, *paths: str) -> Graph:
    """The catalogues as a program reads them one after another."""
    graph = Graph()
    for path in paths:
        graph.parse(data=files[path].content.decode(), format="json-ld", publicID=f"{root}{path}")
    return graph


def catalogues(files: Files) -> list[str]:
    """The paths of all catalogues."""
    return sorted(path for path in files if path.endswith(".jsonld"))


def test_there_is_one_for_each_province_and_one_that_names_them(root_and_files: tuple[str, Files]) -> None:
    root, files = root_and_files
    paths = [f"catalog/{name}.jsonld" for name in NAMES]
    assert catalogues(files) == ["catalog.jsonld", *paths]
    graph = graph_of(root, files, "catalog.jsonld")
    own = URIRef(f"{root}catalog.jsonld#catalog")
    assert {str(one) for one in graph.objects(own, DCAT.catalog)} == {root + path for path in paths}
    for path in paths:
        assert (URIRef(root + path), DCT.isPartOf, own) in graph_of(root, files, path)


def test_each_has_what_the_profile_demands_and_so_have_all_together(root_and_files: tuple[str, Files]) -> None:
    root, files = root_and_files
    shapes = Graph().parse(SHAPES)
    for paths in (*([path] for path in catalogues(files)), catalogues(files)):
        conforms, _, text = validate(graph_of(root, files, *paths), shacl_graph=shapes)
        assert conforms, (paths, text)


def test_together_they_list_every_file_once_as_it_is(root_and_files: tuple[str, Files]) -> None:
    root, files = root_and_files
    found: list[str] = []
    for path in catalogues(files):
        graph = graph_of(root, files, path)
        for one in graph.subjects(RDF.type, DCAT.Distribution):
            file = files[str(graph.value(one, DCAT.downloadURL)).removeprefix(root)]
            checksum = graph.value(one, SPDX.checksum)
            assert str(graph.value(one, DCAT.byteSize)) == str(len(file.content))
            assert str(graph.value(checksum, SPDX.checksumValue)) == hashlib.sha256(file.content).hexdigest()
            found.append(file.path)
    assert sorted(found) == sorted(
        path for path in files if path.startswith("data/") and not path.endswith("-metadata.json")
    )


def test_agencies_have_the_same_ids_and_the_same_description_as_in_one(small: Dataset, published: Files) -> None:
    """Who has read one catalogue and reads many of the next version finds the datasets again."""
    cut = made(small, 1)
    one = graph_of(ELSEWHERE, published, "catalog.jsonld")
    many = graph_of(ELSEWHERE, cut, *catalogues(cut))
    for agency in ("quzhou-commerce", "sichuan-commerce"):
        name = URIRef(f"{ELSEWHERE}catalog.jsonld#data/agencies/{agency}")
        told = [{(str(p), str(o)) for _, p, o in graph.triples((name, None, None)) if isinstance(o, URIRef)}
                for graph in (one, many)]  # fmt: skip
        assert told[0] == told[1] != set()
    datasets = [{str(name) for name in graph.subjects(RDF.type, DCAT.Dataset)} for graph in (one, many)]
    assert datasets[0] == datasets[1]


def test_at_the_limit_there_is_one_catalogue_as_ever(small: Dataset, published: Files) -> None:
    assert made(small, 2)["catalog.jsonld"] == published["catalog.jsonld"]
    assert catalogues(made(small, 2)) == ["catalog.jsonld"]
    assert catalogues(made(small, 1)) != ["catalog.jsonld"]


def test_a_catalogue_of_the_whole_does_not_grow_with_agencies_or_parts(small: Dataset) -> None:
    """It names no file of either."""
    content = made(small, 1, 1)["catalog.jsonld"].content
    assert b"data/agencies/" not in content
    assert b"data/observations/" not in content
    assert b"data/reports.csv" in content
