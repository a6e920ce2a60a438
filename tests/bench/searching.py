"""Print what the search and the findings weigh and cost: ``python -m tests.bench.searching [REPORTS [AGENCIES]]``.

The dataset is that of ``tests.bench.invented``: invented reports multiplied (1,000 of 1,000), checked like real ones.
Bytes are those of gzip, as servers send them; milliseconds are CPU a report.
"""

from __future__ import annotations

import gzip
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.catalogue import load
from sitegen.pages import findings, search
from sitegen.rendering import Renderer, load_content
from sitegen.search.folding import shard, shard_key, terms
from tests.bench.invented import multiplied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sitegen.model import Artifact, Catalogue, Dataset

ROOT = Path(__file__).resolve().parents[2]
QUERIES = ("行政许可", "主动公开政府信息", "行政复议 行政诉讼", "政务新媒体", "refused", "2020")
LOOKED_AT = 10


def main(arguments: list[str]) -> None:
    """Make the pages, and print a line for each kind of file and each search."""
    count, agencies = [*map(int, arguments), *(1000, 1000)[len(arguments) :]]
    dataset = multiplied(load(ROOT / "data"), count, agencies)
    dataset = replace(dataset, catalogue=named(dataset.catalogue))
    open_ones = sum(1 for finding in dataset.findings if finding.outcome != "pass")
    print(
        f"{count} reports of {agencies} agencies; {len(dataset.findings):,} findings, {open_ones:,} of them no passes"
    )
    renderer = Renderer(ROOT / "templates", dataset.catalogue.site, load_content(ROOT / "content"))
    for name, pages in (("search", search.pages), ("findings", findings.pages)):
        files = _made(name, pages, dataset, renderer)
        if name == "search":
            _first_search(files)


def named(catalogue: Catalogue) -> Catalogue:
    """The catalogue with agencies called as agencies are: a place of two characters and a department."""
    first, second = "安宝长常成东丰福高广海和河华怀吉建江金景", "州山阳江安城川宁德平林源水乡河泉原陵丘浦"
    ends = [one for one in catalogue.departments if one.zh.endswith("局")]
    agencies = tuple(
        replace(one, zh=f"{first[n // 50 % 20]}{second[n // 1000 % 20 + n // 50 % 7]}市{ends[n % 50 % len(ends)].zh}",
                en=f"Place {n // 50} {ends[n % 50 % len(ends)].en}", names=())
        for n, one in enumerate(catalogue.agencies)
    )  # fmt: skip
    return replace(catalogue, agencies=agencies)


def _made(
    name: str, pages: Callable[[Dataset, Renderer], Iterator[Artifact]], dataset: Dataset, renderer: Renderer
) -> Mapping[str, Artifact]:
    started = time.process_time()
    files = {artifact.path: artifact for artifact in pages(dataset, renderer)}
    spent = (time.process_time() - started) * 1000 / len(dataset.reports)
    total = sum(len(artifact.content) for artifact in files.values())
    print(f"{name}: {spent:.2f} ms and {total / len(dataset.reports):,.0f} bytes a report, {len(files):,} files")
    for kind in sorted({_kind(path) for path in files}):
        own = sorted(_sent(artifact) for path, artifact in files.items() if _kind(path) == kind)
        print(
            f"  {kind:34} {len(own):6,} files, median {statistics.median(own):9,.0f}, largest {own[-1]:9,} bytes sent"
        )
    return files


def _kind(path: str) -> str:
    parts = path.split("/")
    return "/".join(
        "*" if n > 0 and len(parts) > 2 and (part != "index.html") else part for n, part in enumerate(parts)
    )


def _sent(artifact: Artifact) -> int:
    return len(gzip.compress(artifact.content, mtime=0))


def _first_search(files: Mapping[str, Artifact]) -> None:
    """What a first search fetches beside the page: scripts, both indexes, shards, and ten texts."""
    start = ["search/agencies.json", "search/texts.json"]
    scripts = sum(
        len(gzip.compress((ROOT / "templates/assets" / name).read_bytes())) for name in ("find.js", "search.js")
    )
    base = sum(_sent(files[path]) for path in start) + scripts
    shards = sum(1 for path in files if path.startswith("search/terms/"))
    texts = sorted((_sent(file) for path, file in files.items() if path.startswith("search/texts/")), reverse=True)
    print(f"  what every search needs: {base:,}; then ten texts: up to {sum(texts[:LOOKED_AT]):,}")
    for query in QUERIES:
        wanted = {f"search/terms/{shard(shard_key(term), shards)}.json" for term in terms(query)}
        print(f"  {query}: {len(wanted)} shards, {sum(_sent(files[path]) for path in wanted):,} bytes sent")


if __name__ == "__main__":
    main(sys.argv[1:])
