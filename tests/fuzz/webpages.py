"""Pages: tables with odd spans, missing ends and nesting, made by a grammar; and real pages, damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sitegen.readers import html
from sitegen.readers.decoding import UnreadableError
from tests.fuzz import promises
from tests.fuzz.material import source
from tests.fuzz.mutating import ATTRIBUTES, CHARACTERS, damaged, rewritten
from tests.fuzz.promises import promise

if TYPE_CHECKING:
    from random import Random

    from tests.fuzz.material import Material

SPANS = ("", "", "", "", ' colspan="2"', ' rowspan="2"', ' colspan="3" rowspan="2"', ' rowspan="0"', ' colspan="0"')
ODD = (*SPANS, *(f" {attribute}" for attribute in ATTRIBUTES))
ENDS = ("</td>", "</td>", "</td>", "", "</th>", "</tr>")
ENTITIES = ("&#48;", "&#x31;", "&nbsp;", "&#xD800;", "&#0;", "&#1114112;", "&amp;#49;", "&ensp;", "&notanentity;", "&#")


class Made(NamedTuple):
    """A page, and the texts that it shows whatever else may be in it; none where it was damaged."""

    content: bytes
    shown: tuple[str, ...]


def draw(rng: Random, material: Material) -> Made:
    """A page of a grammar, whole or rewritten, or a real one that is damaged."""
    kind = rng.random()
    if kind < 0.3:
        page, shown = _page(rng, plain=True)
        return Made(page.encode(), shown)
    if kind < 0.9:
        page, _ = _page(rng, plain=False)
        return Made(rewritten(rng, page, material.texts).encode("utf-8", "ignore"), ())
    page = rng.choice(material.texts)
    if "<table" not in page:
        page = f"<html><body><table><tr><td>{page[:2000]}</td></tr></table></body></html>"
    start = page.find("<table")
    page = f"<html><body>{page[start : start + 6000]}"
    if rng.random() < 1 / 4:
        return Made(damaged(rng, page.encode(), tuple(t.encode("gb18030", "ignore") for t in material.texts[:2])), ())
    return Made(rewritten(rng, page, material.texts).encode("utf-8", "ignore"), ())


def _page(rng: Random, *, plain: bool) -> tuple[str, tuple[str, ...]]:
    shown: list[str] = []
    tables = "".join(_table(rng, shown, plain=plain, depth=0) for _ in range(rng.randint(1, 2)))
    return f"<!DOCTYPE html><html><head><title>年报</title></head><body><p>正文</p>{tables}</body></html>", tuple(shown)


def _table(rng: Random, shown: list[str], *, plain: bool, depth: int) -> str:
    rows = []
    for _ in range(rng.randint(1, 6)):
        cells = []
        for _ in range(rng.randint(0 if not plain else 1, 6)):
            text = _cell(rng, shown, plain=plain, depth=depth)
            attributes = rng.choice(SPANS if plain else ODD)
            kind = rng.choice(("td", "td", "th"))
            cells.append(f"<{kind}{attributes}>{text}{f'</{kind}>' if plain else rng.choice(ENDS)}")
        rows.append("<tr>" * (plain or rng.random() < 0.9) + "".join(cells) + "</tr>" * (plain or rng.random() < 0.8))
    if rng.random() < 1 / 3:
        at = rng.randint(0, len(rows))
        group = rng.choice(("tbody", "thead", "tfoot"))
        rows[at:] = [f"<{group}>", *rows[at:], f"</{group}>"]
    return f"<table>{''.join(rows)}" + "</table>" * (plain or rng.random() < 0.9)


def _cell(rng: Random, shown: list[str], *, plain: bool, depth: int) -> str:
    if not plain and depth < 3 and rng.random() < 0.05:
        return _table(rng, shown, plain=False, depth=depth + 1)
    if not plain and rng.random() < 0.2:
        return rng.choice((*ENTITIES, *CHARACTERS))
    text = f"{rng.choice(('规章', '行政许可', '项', '数'))}{len(shown) + 100}"
    shown.append(text)
    return text


def examine(case: Made) -> str:
    """Read the page; a whole one shows every one of its texts, each once."""
    try:
        document = html.read(source(case.content), case.content)
    except UnreadableError as error:
        promise(not case.shown, "a whole page is read", case)
        return str(error)
    promises.of_document(document)
    text = "\n".join(document.lines)
    for one in case.shown:
        promise(text.count(one) == 1, "a text is shown once", one, text, case)
    return "read"
