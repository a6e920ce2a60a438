"""What was found in a package or a table, as it is kept for the builds that follow: plain JSON that names its key."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sitegen.cache.keys import key as key_of
from sitegen.validation.blocks import Blocks
from sitegen.validation.descriptor import Resource
from sitegen.validation.schema import compiled
from sitegen.validation.shares import Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitegen.cache.store import Store
    from sitegen.validation.keys import Key
    from sitegen.validation.shares import Sums

Json = dict[str, Any]
Told = tuple[str, tuple[str, ...]]
"""A table, or the same one as ``""``, and names of fields of it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: problems as sentences, sums and blocks of rows that packages have in common.

    Of a table by itself also the keys that it ``wants`` in others, and those that it ``has`` for others; of a
    descriptor by itself the tables that it describes.
    """

    problems: tuple[str, ...] = ()
    sums: Sums = field(default_factory=dict)
    blocks: Mapping[str, Blocks] = field(default_factory=dict)
    wants: Mapping[Told, frozenset[Key]] = field(default_factory=dict)
    has: Mapping[tuple[str, ...], frozenset[Key]] = field(default_factory=dict)
    tables: tuple[Resource, ...] = ()


def write(store: Store, key: str, verdict: Verdict) -> None:
    """Keep a verdict under a key."""
    schemas = {id(one.schema): one.schema.document for one in verdict.tables}
    places = {known: place for place, known in enumerate(schemas)}
    content: Json = {
        "problems": verdict.problems,
        "sums": [(table, owner, f"{number:x}") for (table, owner), number in verdict.sums.items()],
        "wants": [(*told, sorted(keys)) for told, keys in verdict.wants.items()],
        "has": [(names, sorted(keys)) for names, keys in verdict.has.items()],
        "schemas": list(schemas.values()),
        "tables": [(one.name, one.path, one.size, one.sha256, places[id(one.schema)]) for one in verdict.tables],
    }
    _put(store, key, content)
    if verdict.blocks:
        blocks = {
            table: (known.held, known.led, [(*one[:3], one.digest.hex(), one.first.hex()) for one in known.blocks])
            for table, known in verdict.blocks.items()
        }
        _put(store, beside(key), blocks)


def beside(key: str) -> str:
    """The key of the blocks of a verdict, which are most of it and seldom asked for."""
    return key_of("blocks", key)


def read(store: Store, key: str) -> Verdict | None:
    """The verdict that was kept under the key, but for blocks; nothing where there is none, or that of another key."""
    found = _content(store, key)
    if found is None:
        return None
    schemas = [compiled(document)[0] for document in found.get("schemas", ())]
    return Verdict(
        tuple(found.get("problems", ())),
        {(table, owner): int(number, 16) for table, owner, number in found.get("sums", ())},
        {},
        {(table, tuple(names)): _keys(keys) for table, names, keys in found.get("wants", ())},
        {tuple(names): _keys(keys) for names, keys in found.get("has", ())},
        tuple(
            Resource(name, path, size, sha256, schema)
            for name, path, size, sha256, place in found.get("tables", ())
            if (schema := schemas[place])
        ),
    )


def blocks_of(store: Store, keys: Iterable[str], tables: Iterable[str]) -> Iterator[tuple[str, Blocks]]:
    """The blocks of these shared tables, each with its table, of the packages whose verdicts are under the keys."""
    wanted = frozenset(tables)
    for key in keys:
        found = _content(store, beside(key)) or {}
        for table in wanted & found.keys():
            yield table, _blocks(found[table])


def _put(store: Store, key: str, content: Json) -> None:
    told = {"key": key, **{name: one for name, one in content.items() if one}}
    store.put(key, json.dumps(told, ensure_ascii=False).encode())


def _content(store: Store, key: str) -> Json | None:
    content = store.get(key)
    if content is None or not content.startswith(f'{{"key": "{key}"'.encode()):
        return None
    found: Json = json.loads(content)
    return found


def _blocks(found: Sequence[Any]) -> Blocks:
    held, led, rows = found
    return Blocks(
        held,
        tuple(led),
        tuple(
            Block(owner, about, length, bytes.fromhex(digest), bytes.fromhex(first))
            for owner, about, length, digest, first in rows
        ),
    )


def _keys(found: Iterable[str | list[str]]) -> frozenset[Key]:
    return frozenset(key if isinstance(key, str) else tuple(key) for key in found)
