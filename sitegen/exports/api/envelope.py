"""What every file of the API begins with: the version of its shape and of the data, and the licence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports.datapackage import LICENCES
from sitegen.exports.jsontext import LINES, text
from sitegen.model import Artifact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.exports.jsontext import Json

ROOT = "api/v1/"
MEDIA_TYPE = "application/json"
SCHEMA_VERSION = "1.1.0"
"""Raised when a file changes its shape; a change that breaks readers goes to ``api/v2/`` and leaves this one be."""

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
    lines = LINES.join(f"{text(key)}:{text(value)}" for key, value in {**head, **document}.items())
    return Artifact(f"{ROOT}{path}", MEDIA_TYPE, f"{{\n{lines}\n}}\n".encode())
