"""Data Package 2.0 descriptors of tables: resources, schemas, and what frictionless leaves unchecked said twice."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sitegen.exports import csvfile, dictionary, parts

if TYPE_CHECKING:
    from sitegen.exports.schema import Category, Field, Reference, Table, Words

Json = dict[str, Any]
INDENT = "\n    "
"""Where the entries of a list stand in a descriptor."""
BETWEEN = f",{INDENT}"
"""What stands between two of them."""
MOST = 4096
"""The schemas that are kept."""


def words(key: str, text: Words) -> Json:
    """A property in Chinese, and its English beside it under the plural of its name."""
    return {key: text.zh, f"{key}s": {"en": text.en}}


class Text(str):
    """JSON that is written already."""

    __slots__ = ()


_known: dict[tuple[object, ...], tuple[tuple[Field, ...], Text]] = {}


def resource(table: Table, size: int, sha256: str, *, full: bool = True) -> Text:
    """The resource of a table whose file has that size and hash; unless ``full``, the dictionary explains its fields.

    What the standard takes for granted of a CSV file is said by the full one alone. A part of a table names the file
    of the schema that it has in common with the others: a thousand copies would be nearly all of the descriptor.
    """
    if path := schema_path(table):
        known = described(table, full=False, schema_=Text(json.dumps(path)))
    else:
        known = described(table, full=full, schema_=_schema(table, full=full))
    return Text(write(known | {"bytes": size, "hash": f"sha256:{sha256}"}, 3, INDENT))


def schema_path(table: Table) -> str:
    """The file within its package that the schema of a part of a table lies in; empty for a table that is a file."""
    return f"schemas/{parts.table(table.path)}.json" if parts.is_part(table.path) else ""


def schema_content(table: Table) -> bytes:
    """The file of the schema of a part, with all that the dictionary says of its fields."""
    return f"{write(schema(table), 2)}\n".encode()


def _schema(table: Table, *, full: bool) -> Text:
    """The schema as text: the same for every agency, and for every part of a table; written once."""
    key = (table.key, table.unique, table.references, id(table.fields), full)
    if key not in _known:
        if len(_known) >= MOST:
            _known.clear()
        text = Text(write(schema(table, full=full), 2, f"{INDENT}  "))
        _known[key] = table.fields, text  # the fields are kept, or others could get their id
    return _known[key][1]


def write(value: object, depth: int, indent: str = "\n") -> str:
    """JSON with an entry a line down to that depth, so that each field of each table has a line of its own."""
    if isinstance(value, Text):
        return value
    if not depth or not value or not isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    inner = indent + "  "
    if isinstance(value, list):
        return f"[{inner}{f',{inner}'.join(write(item, depth - 1, inner) for item in value)}{indent}]"
    items = (f"{json.dumps(key)}: {write(item, depth - 1, inner)}" for key, item in value.items())
    return f"{{{inner}{f',{inner}'.join(items)}{indent}}}"


def described(table: Table, *, full: bool = True, schema_: Text | None = None) -> Json:
    """The resource of a table whose size and hash are not said; with its schema, or that text in its place."""
    granted: Json = {"encoding": "utf-8", "dialect": dict(csvfile.DIALECT)} if full else {}
    return {
        "name": table.name,
        "type": "table",
        "path": table.path,
        **words("title", table.title),
        **words("description", table.description),
        "format": "csv",
        "mediatype": csvfile.MEDIA_TYPE,
        "bytes": 0,
        "hash": "sha256:",
        **granted,
        "schema": schema(table, full=full) if schema_ is None else schema_,
    }


def schema(table: Table, *, full: bool = True) -> Json:
    """The Table Schema of a table: fields, keys and references."""
    result: Json = {"fields": [_field(field, full=full) for field in table.fields], "primaryKey": list(table.key)}
    if table.unique:
        result["uniqueKeys"] = [list(names) for names in table.unique]
    if table.references:
        result["foreignKeys"] = [_foreign_key(reference) for reference in table.references]
    return result


def _field(field: Field, *, full: bool) -> Json:
    result: Json = {"name": field.name, "type": field.type, **words("title", field.title)}
    if full:
        result |= words("description", dictionary.definition(field))
    if field.unit:
        result["unit"] = field.unit
    constraints: Json = {}
    if field.missing:
        label = words("label", field.missing) if full else {"label": field.missing.zh}
        result["missingValues"] = [{"value": "", **label}]
    else:
        constraints["required"] = True
    if field.unique:
        constraints["unique"] = True
    if field.pattern:
        constraints["pattern"] = f"({field.pattern})"
    if field.categories:
        constraints["enum"] = [category.value for category in field.categories]
        if full:
            result["categories"] = [_category(category) for category in field.categories]
    if constraints:
        result["constraints"] = constraints
    return result


def _category(category: Category) -> Json | str:
    return {"value": category.value, **words("label", category.label)} if category.label else category.value


def _foreign_key(reference: Reference) -> Json:
    return {
        "fields": list(reference.fields),
        "reference": {"resource": reference.table, "fields": list(reference.target)},
    }
