"""CSVW metadata: a description beside each CSV file, as the W3C standard for tables on the web has it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from sitegen.exports import dictionary
from sitegen.exports.schema import Words

if TYPE_CHECKING:
    from sitegen.exports.schema import Field, Table

Json = dict[str, Any]
MEDIA_TYPE = "application/csvm+json"
SUFFIX = "-metadata.json"
CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "zh"}]
MOST = 1024
"""The descriptions that are kept."""
TYPES = {"string": "string", "integer": "integer", "number": "decimal", "boolean": "boolean", "date": "date"}


_known: dict[tuple[object, ...], tuple[tuple[Field, ...], str]] = {}


def path(file: str) -> str:
    """Where the description of that CSV file lies: beside it, under the name that readers of CSVW look for."""
    return f"{file}{SUFFIX}"


def content(table: Table) -> bytes:
    """The description of the table's file, with a column a line."""
    guard = Words(dictionary.GUARD.zh, dictionary.GUARD.en)
    head: Json = {
        "@context": CONTEXT,
        "url": table.path.rpartition("/")[2],
        "dc:title": _words(table.title),
        "dc:description": _words(table.description),
        **({"rdfs:comment": _words(guard)} if any(field.free for field in table.fields) else {}),
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
    }
    lines = [f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    return ("{\n" + ",\n".join([*lines, _schema(table)]) + "\n}\n").encode()


def _schema(table: Table) -> str:
    """What is said of the columns: the same for every agency, and for every part of a table; written once."""
    key = (table.key, id(table.fields))
    if key not in _known:
        if len(_known) >= MOST:
            _known.clear()
        columns = ",\n".join(json.dumps(_column(field), ensure_ascii=False) for field in table.fields)
        text = f'"tableSchema": {{"primaryKey": {json.dumps(list(table.key))}, "columns": [\n{columns}\n]}}'
        _known[key] = table.fields, text  # the fields are kept, or others could get their id
    return _known[key][1]


def _column(field: Field) -> Json:
    """A column; among its titles is what the file's header says, for a reader compares them."""
    return {
        "name": field.name,
        "titles": {"und": field.name, "zh": field.title.zh, "en": field.title.en},
        "dc:description": field.description.zh,
        "datatype": _datatype(field),
        **({} if field.missing else {"required": True}),
    }


def _datatype(field: Field) -> Json | str:
    """The type; of text the pattern, too, which for a closed vocabulary are its values."""
    base = TYPES[field.type]
    known = "|".join(re.escape(category.value) for category in field.categories)
    form = (known or field.pattern) if base == "string" else ""
    return {"base": base, "format": form} if form else base


def _words(words: Words) -> list[Json]:
    return [{"@value": words.zh, "@language": "zh"}, {"@value": words.en, "@language": "en"}]
