"""The catalogue reads without a network, has what DCAT-AP demands, and states files as they are."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyshacl import validate
from rdflib import DCAT, RDF, Graph, Namespace, URIRef

if TYPE_CHECKING:
    from sitegen.model import Artifact

    Site = tuple[str, dict[str, Artifact]]

pytestmark = pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning:rdflib")  # its own parser's
SPDX = Namespace("http://spdx.org/rdf/terms#")
DCT = Namespace("http://purl.org/dc/terms/")
SHAPES = Path(__file__).with_name("dcat_ap.ttl")
ELSEWHERE = "https://somewhere.example/kept/"


def read(site: Site, change: tuple[str, str] = ("", "")) -> tuple[str, Graph]:
    """The catalogue as a program reads it that has fetched it, and where it fetched it from."""
    base, files = site
    root = base or ELSEWHERE
    text = files["catalog.jsonld"].content.decode()
    assert change[0] in text
    text = text.replace(*change) if change[0] else text
    return root, Graph().parse(data=text, format="json-ld", publicID=f"{root}catalog.jsonld")


@pytest.mark.usefixtures("no_network")
def test_it_has_what_the_profile_demands(site: Site) -> None:
    _, graph = read(site)
    conforms, _, text = validate(graph, shacl_graph=Graph().parse(SHAPES), advanced=False)
    assert conforms, text


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize(
    "change",
    [
        ('"publisher": "#publisher"', '"publisher": "#nobody"'),
        ('"downloadURL": ', '"identifier": '),
        ('"checksumValue": "', '"checksumValue": "x'),
        ('"@type": "dct:Standard"', '"@type": "dct:Location"'),
    ],
)
def test_the_shapes_notice_what_is_wrong(published: dict[str, Artifact], change: tuple[str, str]) -> None:
    _, graph = read(("", published), change)
    conforms, _, _ = validate(graph, shacl_graph=Graph().parse(SHAPES))
    assert not conforms


@pytest.mark.usefixtures("no_network")
def test_every_file_is_there_with_the_size_and_the_hash_that_are_stated(site: Site) -> None:
    root, graph = read(site)
    files = site[1]
    found = set()
    for one in graph.subjects(RDF.type, DCAT.Distribution):
        path = str(graph.value(one, DCAT.downloadURL)).removeprefix(root)
        checksum = graph.value(one, SPDX.checksum)
        assert str(graph.value(one, DCAT.byteSize)) == str(len(files[path].content))
        assert str(graph.value(checksum, SPDX.checksumValue)) == hashlib.sha256(files[path].content).hexdigest()
        assert str(graph.value(one, DCAT.mediaType)).endswith(files[path].media_type)
        standards = {str(standard).removeprefix(root) for standard in graph.objects(one, DCT.conformsTo)}
        assert all(standard in files for standard in standards if standard.startswith("data/"))
        found.add(path)
    assert found == {path for path in files if path.startswith("data/") and not path.endswith("-metadata.json")}


@pytest.mark.usefixtures("no_network")
def test_it_lists_the_whole_and_each_agency_with_time_and_place(site: Site) -> None:
    root, graph = read(site)
    catalogue = URIRef(f"{root}catalog.jsonld#catalog")
    listed = {str(one).partition("#")[2] for one in graph.objects(catalogue, DCAT.dataset)}
    agencies, regions = ("quzhou-commerce", "sichuan-commerce"), ("330000", "510000")
    assert listed == {
        "data",
        *(f"data/agencies/{one}" for one in agencies),
        *(f"data/regions/{one}" for one in regions),
    }
    own = URIRef(f"{root}catalog.jsonld#data/agencies/sichuan-commerce")
    period = graph.value(own, DCT.temporal)
    assert [str(graph.value(period, DCAT[name])) for name in ("startDate", "endDate")] == ["2019-01-01", "2023-12-31"]
    assert str(graph.value(graph.value(own, DCT.spatial), DCT.identifier)) == "510000"
    assert [str(one) for one in graph.objects(own, DCT.source)] == ["https://example.org/2019"]
    pages = {str(one).removeprefix(root) for one in graph.objects(own, DCAT.landingPage)}
    assert pages == {"agencies/sichuan-commerce/" + ("" if site[0] else "index.html")}
