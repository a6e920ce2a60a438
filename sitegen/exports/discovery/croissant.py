"""The whole dataset in Croissant 1.1, for those who train models: ``croissant.json``.

A table in parts is one set of files and one set of records, so that the description grows with no report. The format's
own reader finds such a set in a copy of the site, and none by itself on the web: there, the descriptor names each part.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from sitegen.exports import csvfile, descriptor, parts
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
        if not parts.lies_apart(file.path)
    )
    every = {parts.table(table.path): table for table in tables}  # of a table in parts, one of these
    sets = (_file_set(whole.folder, name, table) for name, table in every.items() if parts.is_part(table.path))
    records: Iterator[Json | str] = (_record_set(whole.folder, name, table) for name, table in every.items())
    yield Artifact(PATH, jsonld.MEDIA_TYPE, jsonld.document(head, distribution=chain(files, sets), recordSet=records))


def _file_set(folder: str, name: str, table: Table) -> Json:
    """The parts of a table."""
    path = f"{folder}/{name}/*.csv"
    return {
        "@type": "cr:FileSet",
        "@id": path,
        "name": name,
        "description": {
            "zh": f"{table.title.zh},每省每年一个文件;{folder}/datapackage.json 列出每个文件的大小和校验值。",
            "en": f"{table.title.en}, a file for each province and year; {folder}/datapackage.json has the size and "
            "the hash of each.",
        },
        "encodingFormat": csvfile.MEDIA_TYPE,
        "includes": path,
    }


def _record_set(folder: str, file: str, table: Table) -> Json:
    """A table, whether it is one file or many."""
    cut = parts.is_part(table.path)
    name = file.replace("_", "-") if cut else table.name
    source = (
        {"fileSet": {"@id": f"{folder}/{file}/*.csv"}} if cut else {"fileObject": {"@id": f"{folder}/{table.path}"}}
    )
    told = {"zh": table.description.zh, "en": table.description.en}
    fields = _fields(name, source, descriptor.schema(table))
    return {"@type": "cr:RecordSet", "@id": name, "name": name, "description": told, **fields}


def _fields(name: str, source: Json, schema: Json) -> Json:
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
                "source": {**source, "extract": {"column": field["name"]}},
            }
            for field in schema["fields"]
        ],
    }


def _told(one: Json) -> Json:
    """What the descriptor says of a field, else how it is called."""
    key = "description" if "description" in one else "title"
    return {"zh": one[key], "en": one[f"{key}s"]["en"]}
