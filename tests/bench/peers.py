"""Print what Hugo needs for pages of the weight of ours, ``python -m tests.bench.peers [PAGES [BYTES]]``.

Every page has a JSON record of its own (tables of cells with their lines, the lines, checks), made as long as it takes
for a page of BYTES on average. Hugo is given the records in the ways that it has, and what it writes is weighed.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.catalogue import load
from sitegen.cli import DATA
from tests.bench.measuring import BenchError, Cost, run
from tests.bench.records import record, weighing
from tests.proving.facts import draw
from tests.proving.generator import random
from tests.proving.prose import compose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.bench.records import Record

HERE = Path(__file__).parent
HUGO = HERE.parents[1] / ".venv-peers" / "bin" / "hugo"
PAGES, BYTES = 10_000, 70_000
POOL = 160
NEAR = 0.02  # how far the mean weight may be from what was asked for
FIRST_YEAR = 2019  # of the forms with several tables
FEEDS = ("front-matter", "adapter")
# A record a page; to give it a hundred at a time gained nothing.
ADAPTER = """{{- range resources.Match "records/*.json" }}
{{- $r := . | transform.Unmarshal }}
{{- $.AddPage (dict "path" $r.title "title" $r.title "params" $r) }}
{{- end }}
"""


def main(arguments: list[str]) -> None:
    """Render the pages each way, and print what it costs."""
    pages, size = [*map(int, arguments), *(PAGES, BYTES)[len(arguments) :]]
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for feed in FEEDS:
            cost, mean = rendered(Path(folder), pages, size, feed)
            print(f"hugo {feed:16} {pages:,} pages of {mean:,.0f} bytes: {cost}", flush=True)


def rendered(folder: Path, pages: int, size: int, feed: str = FEEDS[0]) -> tuple[Cost, float]:
    """What Hugo costs to render the pages, and what a page weighs on average."""
    records = weighed(folder, size)
    cost, mean = _hugo(folder, (_numbered(records[n % len(records)], n) for n in range(pages)), feed)
    if not size * (1 - NEAR) < mean < size * (1 + NEAR):
        message = f"pages of {mean:,.0f} bytes on average instead of {size:,}"
        raise BenchError(message)
    return cost, mean


def weighed(folder: Path, size: int) -> list[Record]:
    """Different records whose pages weigh so many bytes on average, tried on a few."""
    records = list(islice(_records(), POOL))
    _, mean = _hugo(folder, (_numbered(made, n) for n, made in enumerate(records)), FEEDS[0])
    return [weighing(made, round(size - mean)) for made in records]


def _records() -> Iterator[Record]:
    """Records of invented reports on the forms in force."""
    catalogue, number = load(DATA), 0
    while True:
        rng = random(f"peer-{number}")
        facts, number = draw(rng, catalogue), number + 1
        if facts.year >= FIRST_YEAR and len(facts.tables) > 1:
            paper = compose(rng, facts)
            yield record(paper, catalogue, agency=facts.agency, office=f"office-{number:03d}", year=facts.year)


def _numbered(made: Record, number: int) -> Record:
    """The record as that of another report."""
    return {**made, "title": f"office-{number // 10:05d}-{2016 + number % 10}", "year": 2016 + number % 10}


def _hugo(folder: Path, records: Iterable[Record], feed: str) -> tuple[Cost, float]:
    site = folder / "hugo"
    shutil.copytree(HERE / "hugo", site)
    _written(site, records, feed)
    try:
        cost = run([HUGO, "--source", site, "--quiet", "--noBuildLock"])
        sizes = [page.stat().st_size for page in (site / "public").rglob("index.html")]
    finally:
        shutil.rmtree(site)
    if not sizes:
        message = f"Hugo wrote nothing:\n{cost.printed[-2000:]}"
        raise BenchError(message)
    return cost, sum(sizes) / len(sizes)


def _written(site: Path, records: Iterable[Record], feed: str) -> None:
    """The records as Hugo is to read them."""
    content = site / "content" / "reports"
    assets = site / "assets" / "records"
    content.mkdir(parents=True)
    assets.mkdir(parents=True)
    folder, kind = (content, "md") if feed == FEEDS[0] else (assets, "json")
    for made in records:
        (folder / f"{made['title']}.{kind}").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    if feed != FEEDS[0]:
        (content / "_content.gotmpl").write_text(ADAPTER, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
