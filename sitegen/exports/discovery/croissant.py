"""The whole dataset in Croissant 1.1, for those who train models: ``croissant.json``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sitegen.exports import descriptor
from sitegen.exports.datapackage import LICENCES, PROJECT
from sitegen.exports.discovery import citations, jsonld, links
from sitegen.model import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.exports.discovery.holdings import Holding
    from sitegen.exports.discovery.jsonld import Json
    from sitegen.exports.schema import Table
    from sitegen.model import SiteSettings

PATH = "croissant.json"
VERSION = "http://mlcommons.org/croissant/1.1"
NAME, PLACE = "\ue000", "\ue001"
"""Stand where the name of a table and the path of its file do: characters that no text has."""
TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}
TERMS = (
    "arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "extract", "field", "fileProperty",
    "fileObject", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath", "key", "md5", "parentField",
    "path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate", "separator", "source",
    "subField", "transform",
)  # fmt: skip
CONTEXT: Json = {
    "@language": "zh",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    **{term: f"cr:{term}" for term in TERMS},
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "description": {"@container": "@language"},
    "name": {"@container": "@language"},
}


def croissant(site: SiteSettings, whole: Holding, tables: Iterable[Table]) -> Iterator[Artifact]:
    """The description of the whole, which has these tables.

    There is none where no report has a date, for the format wants one and none is made up.
    """
    if whole.modified is None:
        return
    context = {"@base": links.file(site, PATH), **CONTEXT} if site.base_url else CONTEXT
    publisher = {"@type": "Organization", "name": {"zh": site.title_zh, "en": site.title_en}}
    head: Json = {
        "@context": context,
        "@type": "sc:Dataset",
        "conformsTo": VERSION,
        "name": {"zh": whole.title.zh, "en": whole.title.en},
        "alternateName": PROJECT,
        "description": {"zh": whole.description.zh, "en": whole.description.en},
        "license": LICENCES[0]["path"],
        "url": links.page(site, whole.address),
        "creator": publisher,
        "publisher": publisher,
        "datePublished": whole.modified.isoformat(),
        "dateModified": whole.modified.isoformat(),
        "version": site.version,
        "inLanguage": ["zh", "en"],
        "keywords": list(whole.keywords),
        "citeAs": citations.bibtex(citations.of_dataset(site, whole)),
    }
    files: Iterator[Json | str] = (
        {
            "@type": "cr:FileObject",
            "@id": file.path,
            "name": file.path.rpartition("/")[2],
            "contentUrl": links.file(site, file.path),
            "contentSize": f"{file.size} B",
            "encodingFormat": file.media_type,
            "sha256": file.sha256,
        }
        for file in whole.files
    )
    known: dict[tuple[object, ...], str] = {}
    records: Iterator[Json | str] = (_record_set(f"{whole.folder}/{table.path}", table, known) for table in tables)
    yield Artifact(PATH, jsonld.MEDIA_TYPE, jsonld.document(head, distribution=files, recordSet=records))


def _record_set(path: str, table: Table, known: dict[tuple[object, ...], str]) -> str:
    """A table as JSON; what all parts of a table say of its fields is made once and ``known`` from then on."""
    key = (table.key, table.references, id(table.fields))
    if key not in known:
        known[key] = json.dumps(_fields(NAME, PLACE, descriptor.schema(table)), ensure_ascii=False)[1:]
    told = {"zh": table.description.zh, "en": table.description.en}
    head = {"@type": "cr:RecordSet", "@id": table.name, "name": table.name, "description": told}
    fields = known[key].replace(NAME, table.name).replace(PLACE, path)
    return f"{json.dumps(head, ensure_ascii=False)[:-1]}, {fields}"


def _fields(name: str, path: str, schema: Json) -> Json:
    """Key and fields of a table; a reference names its field in the way that the format's own reader understands."""
    references = {
        field: f"{key['reference']['resource'] or name}/{target}"
        for key in schema.get("foreignKeys", ())
        for field, target in zip(key["fields"], key["reference"]["fields"], strict=True)
    }
    return {
        "key": [{"@id": f"{name}/{field}"} for field in schema["primaryKey"]],
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{name}/{field['name']}",
                "name": field["name"],
                "description": _told(field),
                "dataType": TYPES[field["type"]],
                **({"references": {"field": {"@id": found}}} if (found := references.get(field["name"])) else {}),
                "source": {"fileObject": {"@id": path}, "extract": {"column": field["name"]}},
            }
            for field in schema["fields"]
        ],
    }


def _told(one: Json) -> Json:
    """What the descriptor says of a field, else how it is called."""
    key = "description" if "description" in one else "title"
    return {"zh": one[key], "en": one[f"{key}s"]["en"]}
