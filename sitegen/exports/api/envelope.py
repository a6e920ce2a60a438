"""What every file of the API begins with, and how its values are written: plain JSON, each number digit for digit."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from sitegen.exports.datapackage import LICENCES
from sitegen.model import Artifact

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Json = Any
"""A value of :mod:`sitegen.exports.schema`, or a list or a dict of such values."""

ROOT = "api/v1/"
LINES = ",\n"
MEDIA_TYPE = "application/json"
SCHEMA_VERSION = "1.1.0"
"""Raised when a file changes its shape; a change that breaks readers goes to ``api/v2/`` and leaves this one be."""

PLAIN: dict[type, Callable[[Json], str]] = {
    str: encode_basestring,
    type(None): lambda _: "null",
    int: str,
    bool: lambda value: "true" if value else "false",
    Decimal: lambda value: f"{value:f}",
    dt.date: lambda value: f'"{value.isoformat()}"',
}

HEAD_SCHEMA: dict[str, object] = {
    "schema_version": {"const": SCHEMA_VERSION, "description": "接口格式的版本。The version of the files' shape."},
    "dataset_version": {
        "type": "string",
        "pattern": r"^\d+\.\d+\.\d+",
        "description": "数据的版本。The version of the dataset.",
    },
    "licence": {
        "type": "object",
        "required": ["name", "url"],
        "additionalProperties": False,
        "properties": {"name": {"type": "string"}, "url": {"type": "string", "format": "uri"}},
        "description": "本站所加内容的许可;官方数字可自由使用。"
        "The licence of what is added; official figures are free.",
    },
}


def file(path: str, document: Mapping[str, Json], version: str) -> Artifact:
    """A file of the API at that path below its root: the head, then the document."""
    head: dict[str, Json] = {
        "schema_version": SCHEMA_VERSION,
        "dataset_version": version,
        "licence": {"name": LICENCES[0]["name"], "url": LICENCES[0]["path"]},
    }
    lines = LINES.join(f"{encode_basestring(key)}:{text(value)}" for key, value in {**head, **document}.items())
    return Artifact(f"{ROOT}{path}", MEDIA_TYPE, f"{{\n{lines}\n}}\n".encode())


def text(value: Json) -> str:
    """A value as JSON: decimals with the digits they have and no exponent, dates as YYYY-MM-DD, None as null."""
    kind = type(value)
    if kind in PLAIN:
        return PLAIN[kind](value)
    if isinstance(value, str):  # and the members of enums that are text
        return encode_basestring(value)
    if isinstance(value, dict):
        return ",".join([f"{encode_basestring(key)}:{text(item)}" for key, item in value.items()]).join("{}")
    if not isinstance(value, list | tuple):
        message = f"{value!r} cannot be written as JSON"
        raise TypeError(message)
    if value and isinstance(value[0], list | tuple):
        return LINES.join([text(item) for item in value]).join(("[\n", "]"))
    return ",".join([text(item) for item in value]).join("[]")
