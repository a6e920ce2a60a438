"""JSON in which the same object stands again and again: it is parsed once, and what is found is the same."""

from __future__ import annotations

import json
from typing import Any

STANDS_FOR = "NaN"
"""What stands in place of a schema that is known: no text can hide it behind an escape where it is no string."""
BEFORE = '"schema": '
DECODER = json.JSONDecoder()


def parsed(text: str) -> Any:  # noqa: ANN401  whatever JSON can say
    """What :func:`json.loads` finds in a descriptor; schemas of the same text are one object.

    The whole has thousands of tables of few schemas, which are most of its descriptor. A quotation mark that stands in
    a string is escaped, so that ``"schema":`` is that name wherever it is read.
    """
    if STANDS_FOR in text:
        return json.loads(text)
    known: dict[str, Any] = {}
    parts: list[str] = []
    found: list[Any] = []
    end, at = 0, text.find(f"{BEFORE}{{")
    while at >= 0:
        start = at + len(BEFORE)
        same = next((one for one in known if text.startswith(one, start)), None)
        if same is None:
            try:
                schema, after = DECODER.raw_decode(text, start)
            except ValueError:
                return json.loads(text)  # which tells what is wrong
            same = text[start:after]
            known[same] = schema
        parts += (text[end:start], STANDS_FOR)
        found.append(known[same])
        end = start + len(same)
        at = text.find(f"{BEFORE}{{", end)
    order = iter(found)
    try:
        return json.loads("".join((*parts, text[end:])), parse_constant=lambda _: next(order))
    except ValueError:
        return json.loads(text)
