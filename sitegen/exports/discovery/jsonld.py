"""JSON-LD as text: the same bytes each time, a node a line, and safe within a page."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

Json = dict[str, Any]
MEDIA_TYPE = "application/ld+json"
IN_PAGE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def document(head: Json, **lists: Iterable[Json | str]) -> bytes:
    """The document: the properties of ``head`` a line each, then lists with an item a line; text is JSON already.

    The items are taken one after another, as there may be many and large ones.
    """
    made = BytesIO()
    lines = [f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    made.write(("{\n" + ",\n".join(lines)).encode())
    for key, items in lists.items():
        made.write(f",\n{json.dumps(key)}: [\n".encode())
        for number, item in enumerate(items):
            text = item if isinstance(item, str) else json.dumps(item, ensure_ascii=False)
            made.write(f"{',' + chr(10) if number else ''}{text}".encode())
        made.write(b"\n]")
    made.write(b"\n}\n")
    return made.getvalue()


def script(content: Json) -> str:
    """The content for a script element of a page: nothing in it can end the element."""
    text = json.dumps(content, ensure_ascii=False)
    for one, escaped in IN_PAGE.items():  # hardly any is there: a table of characters would look at each
        text = text.replace(one, escaped)
    return text
