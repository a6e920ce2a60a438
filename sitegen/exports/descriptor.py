"""Data Package 2.0 descriptors of tables: resources, schemas, and what frictionless leaves unchecked said twice."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from sitegen.exports import csvfile

if TYPE_CHECKING:
    from sitegen.exports.schema import Category, Field, Reference, Table, Words

Json = dict[str, Any]
GUARD_ZH = "会被电子表格当作公式的文字,以及以 ' 开头的文字,前面加了一个 ';去掉它就是原文。"
GUARD_EN = "A text that a spreadsheet would run, or that begins with ', has a ' in front; cut it off to get the text."


def words(key: str, text: Words) -> Json:
    """A property in Chinese, and its English beside it under the plural of its name."""
    return {key: text.zh, f"{key}s": {"en": text.en}}


def resource(table: Table, content: bytes) -> Json:
    """The resource of a table whose file is ``content``."""
    return {
        "name": table.name,
        "type": "table",
        "path": table.path,
        **words("title", table.title),
        **words("description", table.description),
        "format": "csv",
        "mediatype": csvfile.MEDIA_TYPE,
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": dict(csvfile.DIALECT),
        "schema": schema(table),
    }


def schema(table: Table) -> Json:
    """The Table Schema of a table: fields, keys and references."""
    result: Json = {"fields": [_field(field) for field in table.fields], "primaryKey": list(table.key)}
    if table.unique:
        result["uniqueKeys"] = [list(names) for names in table.unique]
    if table.references:
        result["foreignKeys"] = [_foreign_key(reference) for reference in table.references]
    return result


def _field(field: Field) -> Json:
    result: Json = {"name": field.name, "type": field.type, **words("title", field.title)}
    result |= words("description", field.description)
    if field.free:
        result["description"] += GUARD_ZH
        result["descriptions"] = {"en": f"{field.description.en} {GUARD_EN}"}
    if field.unit:
        result["unit"] = field.unit
    constraints: Json = {}
    if field.missing:
        result["missingValues"] = [{"value": "", "label": field.missing.zh, "labels": {"en": field.missing.en}}]
    else:
        constraints["required"] = True
    if field.unique:
        constraints["unique"] = True
    if field.pattern:
        constraints["pattern"] = f"({field.pattern})"
    if field.categories:
        constraints["enum"] = [category.value for category in field.categories]
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
