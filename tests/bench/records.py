"""A report as plain values: what another programme is given to render a page of the weight of ours."""

from __future__ import annotations

import json
from itertools import cycle
from typing import TYPE_CHECKING, Any

from tests.proving.paper import Sheet

if TYPE_CHECKING:
    from sitegen.model import Catalogue
    from tests.proving.paper import Paper, Spot

Record = dict[str, Any]
RULES = 30
ROW = '<tr><th scope="row"><a href="../../codebook/rules/index.html#"></a></th></tr>\n' + 3 * '<td class="v"></td>'
LONG = 20  # characters of a paragraph


def record(paper: Paper, catalogue: Catalogue, *, agency: str, office: str, year: int) -> Record:
    """The blocks of a report: lines, and tables with the line of every cell; and what checks found."""
    names = {table.id: table.zh for form in catalogue.forms for table in form.tables}
    blocks: list[Record] = []
    line = 0
    for block in paper:
        if isinstance(block, Sheet):
            rows = []
            for row in block.rows:
                rows.append([_cell(spot, line + place) for place, spot in enumerate(row, 1)])
                line += len(row)
            blocks.append({"caption": names[block.id], "rows": rows})
        else:
            line += 1
            blocks.append({"line": line, "text": block.text})
    checks = [
        {"rule": rule.id, "name": rule.zh, "counts": [0, 0, number % 3 // 2, number % 7 + 1]}
        for number, rule in enumerate(catalogue.rules[:RULES])
    ]
    facts = [{"name": name, "text": text, "how": "取自标题", "line": 1} for name, text in (
        ("标题", f"{agency}{year}年政府信息公开工作年度报告"), ("机关", agency), ("年度", str(year)),
    )]  # fmt: skip
    return {
        "title": f"{office}-{year}", "agency": agency, "office": office, "year": year, "facts": facts,
        "blocks": blocks, "checks": checks,
    }  # fmt: skip


def _cell(spot: Spot, line: int) -> Record:
    cell: Record = {"line": line, "text": spot.text}
    if spot.figure:
        cell |= {"cell": spot.figure, "kind": "zero" if spot.text == "0" else "number"}
    if spot.across > 1:
        cell["across"] = spot.across
    if spot.down > 1:
        cell["down"] = spot.down
    return cell


def weighing(made: Record, more: int) -> Record:
    """The record with prose taken away or said again until its page weighs so many bytes more or less."""
    blocks: list[Record] = list(made["blocks"])
    checks: list[Record] = list(made["checks"])
    for block in reversed(made["blocks"]):
        if more < 0 and "text" in block:
            blocks.remove(block)
            more += _weight(block)
    while more < 0 and checks:
        more += len(ROW) + len(json.dumps(checks.pop(), ensure_ascii=False).encode())
    prose = [block for block in made["blocks"] if len(block.get("text", "")) > LONG]
    last = max(block["line"] for block in made["blocks"] if "line" in block)
    for block in cycle(prose):
        if more <= 0:
            break
        last += 1
        again = {**block, "line": last}
        blocks.append(again)
        more -= _weight(again)
    return {**made, "blocks": blocks, "checks": checks}


def _weight(block: Record) -> int:
    """The bytes of a line on the page."""
    around = '<li id="L"><a class="no" href="#L"></a><span class="text"></span></li>\n'
    return len(around) + 3 * len(str(block["line"])) + len(block["text"].encode())
