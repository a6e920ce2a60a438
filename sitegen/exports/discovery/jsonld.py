"""JSON-LD as text: the same bytes each time, a node a line, and safe within a page."""

from __future__ import annotations

import json
from typing import Any

Json = dict[str, Any]
MEDIA_TYPE = "application/ld+json"
IN_PAGE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def document(head: Json, **lists: list[Json | str]) -> bytes:
    """The document: the properties of ``head`` a line each, then lists with an item a line; text is JSON already."""
    lines = [f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    for key, items in lists.items():
        inner = ",\n".join(item if isinstance(item, str) else json.dumps(item, ensure_ascii=False) for item in items)
        lines.append(f"{json.dumps(key)}: [\n{inner}\n]")
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def script(content: Json) -> str:
    """The content for a script element of a page: nothing in it can end the element."""
    return json.dumps(content, ensure_ascii=False).translate(IN_PAGE)
