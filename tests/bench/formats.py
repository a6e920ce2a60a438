"""Print what each format costs: ``python -m tests.bench.formats [REPORTS [AGENCIES]]``, CPU and bytes a report.

Ten invented reports are read and then multiplied: so many reports (100) of so many agencies (10), year after year,
checked like real ones. The rows that all formats share and the CSV packages are not counted; the rest is timed apart.
Then what the parts of a site of 5,000 reports of 500 agencies would weigh, regions as such a site has them and pages
too, and what its build would say. Machines differ.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sitegen.catalogue import load
from sitegen.cli import DATA
from sitegen.exports import api, exports, parts
from sitegen.exports.formats import jsonfile, parquet, sqlitefile, xlsx
from sitegen.pages import pages
from sitegen.pipeline import Workplace
from sitegen.rendering import Renderer, load_content
from sitegen.weight import MEGA, advice, weights
from tests.bench.invented import multiplied

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType
    from typing import Any

    from sitegen.model import Dataset

TIMED: tuple[tuple[str, ModuleType, str], ...] = (
    ("xlsx", xlsx, "content"),
    ("json", jsonfile, "content"),
    ("api", api, "artifacts"),
    ("sqlite", sqlitefile, "content"),
    ("parquet", parquet, "contents"),
)
WORK = Workplace()
GOAL = 4.0
KILO = 1000
LARGE, SAMPLES = 5_000, ((50, 5), (100, 10))
"""The reports of a large site, and how many of how many agencies the two are that it is estimated by, by a line."""


def main(arguments: list[str]) -> None:
    """Make the dataset, then its formats, and print a line for each."""
    count, agencies = [*map(int, arguments), *(100, 10)[len(arguments) :]]
    catalogue = load(DATA)
    dataset = multiplied(catalogue, count, agencies)
    spent: Counter[str] = Counter()
    for name, module, function in TIMED:
        setattr(module, function, _timed(getattr(module, function), name, spent))
    started = time.process_time()
    files = list(exports(dataset))
    everything = time.process_time() - started
    sizes = weights((file.path, len(file.content)) for file in files)
    print(f"{len(dataset.reports)} reports of {agencies} agencies, {len(dataset.findings)} findings")
    print(f"{'format':10} {'ms of CPU a report':>18} {'bytes a report':>15}")
    for name in dict.fromkeys([*(name for name, _, _ in TIMED), *sorted(sizes)]):
        cost = f"{spent[name] * 1000 / count:18.2f}" if name in spent else f"{'':18}"
        print(f"{name:10} {cost} {sizes[name] / count:15,.0f}")
    with_api = sum(spent.values()) * 1000 / count
    formats = with_api - spent["api"] * 1000 / count
    print(f"formats beyond the CSV packages: {formats:.2f} ms of CPU a report (goal: at most {GOAL:.0f})")
    print(f"with the API, whose files are the JSON of agencies and reports: {with_api:.2f} ms")
    print(
        f"all exports: {everything * 1000 / count:.2f} ms of CPU and {sum(sizes.values()) / count:,.0f} bytes a report"
    )
    weighed, grows = _project(*(_sample(multiplied(catalogue, *sample)) for sample in SAMPLES))
    print(f"a site of {LARGE:,} reports by part, estimated by {SAMPLES[0][0]} and {SAMPLES[1][0]}:")
    for part, size in weighed.most_common():
        print(f"  {part:10} {size / MEGA:8,.0f} MB, {grows[part] / KILO:6,.1f} KB a report")
    print(advice(weighed))


def _sample(dataset: Dataset) -> Counter[str]:
    """The weight of the parts of a small site whose tables are cut as those of a large one are."""
    largest, parts.LARGEST = parts.LARGEST, 0
    exported = exports(dataset)
    renderer = Renderer(WORK.templates, dataset.catalogue.site, load_content(WORK.content), exported)
    files = (*exported, *pages(dataset, renderer))
    parts.LARGEST = largest
    return weights((file.path, len(file.content)) for file in files)


def _project(few: Counter[str], many: Counter[str]) -> tuple[Counter[str], Counter[str]]:
    """The weight of the parts of a large site, and what each grows by with a report."""
    (fewer, _), (more, _) = SAMPLES
    grows = Counter({part: (many[part] - few[part]) // (more - fewer) for part in many})
    return Counter({part: many[part] + grows[part] * (LARGE - more) for part in many}), grows


def _timed(function: Callable[..., Any], name: str, spent: Counter[str]) -> Callable[..., Any]:
    def timed(*arguments: Any) -> Any:  # noqa: ANN401
        started = time.process_time()
        result = function(*arguments)
        if isinstance(result, Iterator):
            result = list(result)
        spent[name] += time.process_time() - started  # type: ignore[assignment]
        return result

    return timed


if __name__ == "__main__":
    main(sys.argv[1:])
