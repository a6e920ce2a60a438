"""Print what each format costs: ``python -m tests.bench.formats [REPORTS [AGENCIES]]``, CPU and bytes a report.

Ten invented reports are read and then multiplied: so many reports (100) of so many agencies (10), year after year,
checked like real ones. The CSV packages are made first and not counted; the rest is timed apart. Machines differ.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

from sitegen.catalogue import load
from sitegen.cli import DATA
from sitegen.exports import exports
from sitegen.exports.formats import jsonfile, parquet, sqlitefile, xlsx
from tests.bench.invented import multiplied

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType
    from typing import Any

    from sitegen.model import Artifact

TIMED: tuple[tuple[str, ModuleType, str], ...] = (
    ("xlsx", xlsx, "content"),
    ("json", jsonfile, "content"),
    ("json", jsonfile, "table_content"),
    ("sqlite", sqlitefile, "content"),
    ("parquet", parquet, "contents"),
)
GOAL = 4.0


def main(arguments: list[str]) -> None:
    """Make the dataset, then its formats, and print a line for each."""
    count, agencies = [*map(int, arguments), *(100, 10)[len(arguments) :]]
    dataset = multiplied(load(DATA), count, agencies)
    spent: Counter[str] = Counter()
    for name, module, function in TIMED:
        setattr(module, function, _timed(getattr(module, function), name, spent))
    started = time.process_time()
    files = list(exports(dataset))
    everything = time.process_time() - started
    sizes = _sizes(files)
    print(f"{len(dataset.reports)} reports of {agencies} agencies, {len(dataset.findings)} findings")
    print(f"{'format':10} {'ms of CPU a report':>18} {'bytes a report':>15}")
    for name in ("csv", "descriptor", "zip", *dict.fromkeys(name for name, _, _ in TIMED)):
        cost = f"{spent[name] * 1000 / count:18.2f}" if name in spent else f"{'':18}"
        print(f"{name:10} {cost} {sizes[name] / count:15,.0f}")
    whole_cost = sum(spent.values()) * 1000 / count
    print(f"formats beyond the CSV packages: {whole_cost:.2f} ms of CPU a report (goal: at most {GOAL:.0f})")
    print(
        f"all exports: {everything * 1000 / count:.2f} ms of CPU and {sum(sizes.values()) / count:,.0f} bytes a report"
    )


def _timed(function: Callable[..., Any], name: str, spent: Counter[str]) -> Callable[..., Any]:
    def timed(*arguments: Any) -> Any:  # noqa: ANN401
        started = time.process_time()
        result = function(*arguments)
        if name == "parquet":  # a generator
            result = list(result)
        spent[name] += time.process_time() - started  # type: ignore[assignment]
        return result

    return timed


def _sizes(files: list[Artifact]) -> Counter[str]:
    sizes: Counter[str] = Counter()
    for file in files:
        descriptor = file.path.endswith("datapackage.json")
        sizes["descriptor" if descriptor else file.path.rpartition(".")[2]] += len(file.content)
    return sizes


if __name__ == "__main__":
    main(sys.argv[1:])
