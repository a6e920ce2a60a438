"""The catalogue in DCAT 3, as its application profile for public data wants it: ``catalog.jsonld``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from sitegen.exports.datapackage import LICENCES, PROFILE
from sitegen.exports.discovery import jsonld, links
from sitegen.exports.schema import Words
from sitegen.model import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitegen.exports.discovery.holdings import File, Holding
    from sitegen.exports.discovery.jsonld import Json
    from sitegen.model import Division, SiteSettings

PATH = "catalog.jsonld"
IANA = "https://www.iana.org/assignments/media-types/"
AUTHORITY = "http://publications.europa.eu/resource/authority/"
CHINA = f"{AUTHORITY}country/CHN"
LANGUAGES = (f"{AUTHORITY}language/ZHO", f"{AUTHORITY}language/ENG")
GOVERNMENT = f"{AUTHORITY}data-theme/GOVE"
RFC_4180 = "https://www.rfc-editor.org/info/rfc4180"
LICENCE = LICENCES[0]["path"]


def _iri(name: str) -> Json:
    return {"@id": name, "@type": "@id"}


def _worded(name: str) -> Json:
    return {"@id": name, "@container": "@language"}


CONTEXT: Json = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "title": _worded("dct:title"),
    "description": _worded("dct:description"),
    "keyword": _worded("dcat:keyword"),
    "name": _worded("foaf:name"),
    "prefLabel": _worded("skos:prefLabel"),
    "accessURL": _iri("dcat:accessURL"),
    "algorithm": _iri("spdx:algorithm"),
    "byteSize": {"@id": "dcat:byteSize", "@type": "xsd:nonNegativeInteger"},
    "checksum": "spdx:checksum",
    "checksumValue": {"@id": "spdx:checksumValue", "@type": "xsd:hexBinary"},
    "conformsTo": _iri("dct:conformsTo"),
    "dataset": _iri("dcat:dataset"),
    "distribution": "dcat:distribution",
    "downloadURL": _iri("dcat:downloadURL"),
    "endDate": {"@id": "dcat:endDate", "@type": "xsd:date"},
    "hasPart": _iri("dct:hasPart"),
    "homepage": _iri("foaf:homepage"),
    "identifier": "dct:identifier",
    "isPartOf": _iri("dct:isPartOf"),
    "landingPage": _iri("dcat:landingPage"),
    "language": _iri("dct:language"),
    "license": _iri("dct:license"),
    "mediaType": _iri("dcat:mediaType"),
    "modified": {"@id": "dct:modified", "@type": "xsd:date"},
    "publisher": _iri("dct:publisher"),
    "source": _iri("dct:source"),
    "spatial": "dct:spatial",
    "startDate": {"@id": "dcat:startDate", "@type": "xsd:date"},
    "temporal": "dct:temporal",
    "theme": _iri("dcat:theme"),
    "version": "dcat:version",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A dataset of the catalogue: its id, its node as JSON, the types and the descriptions of its files."""

    id: str
    node: str
    types: tuple[str, ...]
    described: tuple[str, ...]


def entry(site: SiteSettings, holding: Holding, parts: Sequence[str] = ()) -> Entry:
    """What the catalogue says of a holding; of the whole with its ``parts``, by their ids."""
    return Entry(
        _id(holding),
        json.dumps(_dataset(site, holding, parts), ensure_ascii=False),
        tuple(dict.fromkeys(file.media_type for file in holding.files)),
        tuple(file.described for file in holding.files if file.described),
    )


def packed(one: Entry) -> bytes:
    """An entry as bytes, a line each; JSON in one line has no characters that end one, or a word."""
    return "\n".join((one.id, one.node, "\t".join(one.types), "\t".join(one.described))).encode()


def unpacked(content: bytes) -> Entry:
    """The entry of such bytes."""
    identity, node, types, described = content.decode().split("\n")
    return Entry(identity, node, tuple(filter(None, types.split("\t"))), tuple(filter(None, described.split("\t"))))


def catalogue(site: SiteSettings, whole: Holding, parts: Iterable[Entry]) -> Artifact:
    """The catalogue with every dataset; its context is its own, so that it reads without a network.

    ``parts`` gives the other entries, one after another.
    """
    ids: list[str] = []
    types: dict[str, None] = {}
    described: list[str] = []
    nodes: list[str] = []
    for one in parts:
        ids.append(one.id)
        types |= dict.fromkeys(one.types)
        described += one.described
        nodes.append(one.node)
    first = entry(site, whole, ids)
    named = _named((*first.types, *types), (*first.described, *described))
    context = {"@base": links.file(site, PATH), **CONTEXT} if site.base_url else CONTEXT
    head: list[Json | str] = [_whole(site, whole) | {"dataset": [first.id, *ids]}, _publisher(site), first.node]
    return _document(PATH, context, chain(head, nodes, named))


def index(site: SiteSettings, whole: Holding, parts: Iterable[tuple[str, Words, Division | None]]) -> Artifact:
    """The catalogue of the whole and of other catalogues: ``parts`` are their paths, titles and places."""
    first = entry(site, whole)
    named = _named(first.types, first.described)
    others = [_catalogue(path, title, place) for path, title, place in parts]
    own = _whole(site, whole) | {"dataset": [first.id], "catalog": [one["@id"] for one in others]}
    head: list[Json | str] = [own, _publisher(site), first.node]
    graph = chain(head, others, named)
    return _document(PATH, _shared(links.file(site, PATH) if site.base_url else ""), graph)


def part(site: SiteSettings, path: str, title: Words, place: Division | None, entries: Iterable[Entry]) -> Artifact:
    """A catalogue of some datasets, which another names."""
    every = tuple(entries)
    types = dict.fromkeys(kind for one in every for kind in one.types)
    named = _named(types, (name for one in every for name in one.described))
    lists: Json = {"@type": "dcat:Catalog", "isPartOf": "#catalog", "dataset": [one.id for one in every]}
    own = _catalogue(path, title, place) | lists
    head: list[Json | str] = [own, _publisher(site)]
    graph = chain(head, (one.node for one in every), named)
    above = "../" * path.count("/")
    return _document(path, _shared(links.file(site, PATH) if site.base_url else above + PATH), graph)


def _shared(base: str) -> Json:
    """The context of catalogues that have one base, so that what one calls a thing all do."""
    return {**({"@base": base} if base else {}), **CONTEXT, "catalog": _iri("dcat:catalog")}


def _document(path: str, context: Json, graph: Iterable[Json | str]) -> Artifact:
    return Artifact(path, jsonld.MEDIA_TYPE, jsonld.document({"@context": context}, **{"@graph": graph}))


def _whole(site: SiteSettings, whole: Holding) -> Json:
    """The catalogue itself, but for what it lists."""
    return {
        "@id": "#catalog",
        "@type": "dcat:Catalog",
        "title": _words(whole.title),
        "description": _words(whole.description),
        "publisher": "#publisher",
        "language": list(LANGUAGES),
        "license": LICENCE,
        "homepage": links.page(site, ""),
        **({"modified": whole.modified.isoformat()} if whole.modified else {}),
        "spatial": _place(whole.place),
    }


def _catalogue(name: str, title: Words, place: Division | None) -> Json:
    """A catalogue that another names; its name is where it lies, and there it says what it lists and is one."""
    return {
        "@id": name,
        "title": _words(title),
        "description": _words(title),
        "publisher": "#publisher",
        "language": list(LANGUAGES),
        "license": LICENCE,
        "spatial": _place(place),
    }


def _publisher(site: SiteSettings) -> Json:
    return {
        "@id": "#publisher",
        "@type": "foaf:Agent",
        "name": _words(Words(site.title_zh, site.title_en)),
        **({"homepage": site.repository} if site.repository else {}),
    }


def _dataset(site: SiteSettings, holding: Holding, parts: Sequence[str]) -> Json:
    known = list(holding.sources)
    return {
        "@id": _id(holding),
        "@type": "dcat:Dataset",
        "title": _words(holding.title),
        "description": _words(holding.description),
        "identifier": holding.name,
        "publisher": "#publisher",
        "keyword": _keywords(holding.keywords),
        "theme": GOVERNMENT,
        "language": list(LANGUAGES),
        "landingPage": links.page(site, holding.address),
        "version": site.version,
        **({"modified": holding.modified.isoformat()} if holding.modified else {}),
        **({"temporal": _period(holding.years)} if holding.years else {}),
        "spatial": _place(holding.place),
        **({"source": known} if known else {}),
        **({"isPartOf": "#data"} if not holding.whole else {} if holding.apart else {"hasPart": list(parts)}),
        "distribution": [_distribution(site, holding, file) for file in holding.files],
    }


def _distribution(site: SiteSettings, holding: Holding, file: File) -> Json:
    title = file.title or Words(file.path.rpartition("/")[2], file.path.rpartition("/")[2])
    standards = _standards(site, file)
    return {
        "@id": f"#{file.path}",
        "@type": "dcat:Distribution",
        "title": _words(title),
        "accessURL": links.page(site, holding.address),
        "downloadURL": links.file(site, file.path),
        "mediaType": IANA + file.media_type,
        **({"conformsTo": standards} if standards else {}),
        "byteSize": file.size,
        "license": LICENCE,
        "checksum": {
            "@type": "spdx:Checksum",
            "algorithm": "spdx:checksumAlgorithm_sha256",
            "checksumValue": file.sha256,
        },
    }


def _standards(site: SiteSettings, file: File) -> list[str]:
    """What the file conforms to: its own description and the format's standard."""
    if file.path.endswith("datapackage.json"):
        return [PROFILE]
    return [links.file(site, file.described), RFC_4180] if file.described else []


def _named(types: Iterable[str], described: Iterable[str]) -> list[Json]:
    """What the catalogue names by address alone, each with its class, as the profile wants it."""
    classes = {
        LICENCE: "dct:LicenseDocument",
        **dict.fromkeys(LANGUAGES, "dct:LinguisticSystem"),
        GOVERNMENT: "skos:Concept",
        **{IANA + kind: "dct:MediaType" for kind in types},
        PROFILE: "dct:Standard",
        RFC_4180: "dct:Standard",
        "spdx:checksumAlgorithm_sha256": "spdx:ChecksumAlgorithm",
    }
    nodes: list[Json] = [{"@id": name, "@type": kind} for name, kind in classes.items()]
    theme = next(node for node in nodes if node["@id"] == GOVERNMENT)
    theme["prefLabel"] = {"zh": "政府与公共部门", "en": "Government and public sector"}
    return nodes + [{"@id": name, "@type": "dct:Standard"} for name in described]


def _id(holding: Holding) -> str:
    return f"#{holding.folder}"


def _words(words: Words) -> Json:
    return {"zh": words.zh, "en": words.en}


def _keywords(words: Sequence[str]) -> Json:
    english = [word for word in words if word.isascii()]
    return {"zh": [word for word in words if word not in english], "en": english}


def _period(years: Sequence[int]) -> Json:
    return {"@type": "dct:PeriodOfTime", "startDate": f"{years[0]}-01-01", "endDate": f"{years[-1]}-12-31"}


def _place(place: Division | None) -> Json:
    if place is None:
        return {"@id": CHINA, "@type": "dct:Location", "prefLabel": {"zh": "中国", "en": "China"}}
    return {"@type": "dct:Location", "identifier": place.code, "prefLabel": {"zh": place.zh, "en": place.en}}
