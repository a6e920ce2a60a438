"""Data Package 2.0 descriptors of tables: resources, schemas, and what frictionless leaves unchecked said twice."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from sitegen.exports import csvfile, dictionary

if TYPE_CHECKING:
    from sitegen.exports.schema import Category, Field, Reference, Table, Words

Json = dict[str, Any]


def words(key: str, text: Words) -> Json:
    """A property in Chinese, and its English beside it under the plural of its name."""
    return {key: text.zh, f"{key}s": {"en": text.en}}


def resource(table: Table, content: bytes, *, full: bool = True) -> Json:
    """The resource of a table whose file is ``content``; unless ``full``, the dictionary says what its fields mean.

    What the standard takes for granted of a CSV file is said by the full one alone.
    """
    granted: Json = {"encoding": "utf-8", "dialect": dict(csvfile.DIALECT)} if full else {}
    return {
        "name": table.name,
        "type": "table",
        "path": table.path,
        **words("title", table.title),
        **words("description", table.description),
        "format": "csv",
        "mediatype": csvfile.MEDIA_TYPE,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        **granted,
        "schema": schema(table, full=full),
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
