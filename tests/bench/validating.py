"""Print what validation costs, ours and by frictionless, ``python -m tests.bench.validating [REPORTS [AGENCIES]]``.

The packages are those of invented reports, regions as a large site has them; then come long tables of ten fields.
Frictionless looks at a few of the smaller packages and at a tenth of the long rows. Machines differ: trust the ratios.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import resource
import sys
import tempfile
import time
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.catalogue import load
from sitegen.exports import agency, datapackage, parts, region, whole
from sitegen.exports.datapackage import Package
from sitegen.exports.schema import Category, Field, Reference, Table, Words
from sitegen.exports.shared import Shared
from sitegen.model import Part, SiteSettings
from sitegen.validation import between, examine
from sitegen.validation.full import problems as by_frictionless
from tests.bench.invented import multiplied

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

ROOT = Path(__file__).resolve().parents[2]
REPORTS, AGENCIES = 200, 20
LONG = 250_000
SAMPLE = 5  # packages of a kind that frictionless looks at
KILO = 1024


def main(arguments: list[str]) -> None:
    """Make the packages, and measure each kind."""
    numbers = [int(argument) for argument in arguments]
    reports, agencies = (*numbers, *(REPORTS, AGENCIES)[len(numbers) :])[:2]
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        _stage(root, reports, agencies)
        folder = root / "data"
        packages = {
            "whole": [folder / "datapackage.json"],
            "agencies": sorted(folder.glob("agencies/*/datapackage.json")),
            "regions": sorted(folder.glob("regions/*/datapackage.json")),
        }
        examine(packages["agencies"][0])  # schemas, and what is imported
        print(f"{reports} reports of {agencies} agencies")
        heads = ("packages", "rows", "rows/s", "ms a package", "ms a report", "frictionless")
        print(f"{'':10}" + "".join(f"{head:>14}" for head in heads))
        total = sum(_line(kind, paths, reports) for kind, paths in packages.items())
        print(
            f"all packages: {total:.2f} ms a report; csv.reader alone reads the whole at "
            f"{_reading(packages['whole'][0]):,.0f} rows/s"
        )
        print(f"that they agree with the whole: {_agreeing(packages) / reports * 1e6:.0f} µs a report")
        _simple(root / "simple")
        print(f"memory at its highest: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILO:.0f} MB")


def _stage(root: Path, reports: int, agencies: int) -> None:
    catalogue = load(ROOT / "data")
    dataset = multiplied(catalogue, reports, agencies)
    formats = (Part.XLSX, Part.SQLITE, Part.PARQUET, Part.JSON, Part.CSVW)
    site = replace(dataset.catalogue.site, leave_out=formats)
    dataset = replace(dataset, catalogue=replace(dataset.catalogue, site=site))
    shared = Shared(dataset)
    for export in (whole, agency, region):
        parts.LARGEST = 0 if export is region else LONG  # regions as a large site has them
        for artifact in export.artifacts(dataset, shared):
            file = root / artifact.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(artifact.content)


def _line(kind: str, paths: list[Path], reports: int) -> float:
    """Print what packages of a kind cost; the milliseconds a report of ours."""
    seconds = _seconds(_sound, paths)
    rows = sum(map(_rows, paths))
    some = paths[:SAMPLE] if kind != "whole" else paths
    times = _seconds(by_frictionless, some) / _seconds(_sound, some)
    each, report = seconds / len(paths) * 1000, seconds / reports * 1000
    rate = rows / seconds
    print(f"{kind:10}{len(paths):14}{rows:14,}{rate:14,.0f}{each:14.2f}{report:14.2f}{times:8.0f} times")
    return report


def _seconds(look: Callable[[Path], object], paths: Iterable[Path]) -> float:
    start = time.process_time()
    for path in paths:
        look(path)
    return time.process_time() - start


def _sound(path: Path) -> None:
    if found := examine(path).problems:
        raise ValueError(str(found[0]))


def _agreeing(packages: Mapping[str, list[Path]]) -> float:
    """Seconds that the comparison of sums takes once each package has its own."""
    (whole_path,) = packages["whole"]
    known = examine(whole_path).sums
    own = {path: examine(path).sums for path in (*packages["agencies"], *packages["regions"])}
    start = time.process_time()
    if found := [said for path, sums in own.items() for said in between(whole_path, known, path, sums)]:
        raise ValueError(found[0])
    return time.process_time() - start


def _simple(folder: Path) -> None:
    """Print what long tables of ten fields cost, with types, constraints, a primary key and a reference."""
    fast = _table(folder, LONG)
    seconds = _seconds(_sound, [fast])
    few = _table(folder / "few", LONG // 10)
    times = _seconds(by_frictionless, [few]) / _seconds(_sound, [few])
    print(
        f"{LONG:,} rows of ten fields: {LONG / seconds:,.0f} rows/s; csv.reader alone {_reading(fast):,.0f} rows/s; "
        f"frictionless, of a tenth, {times:.0f} times"
    )


def _table(folder: Path, rows: int) -> Path:
    """A package of a table of so many rows that refers to another."""
    nothing = Words("无", "none")
    text, number = partial(Field, type="string"), partial(Field, type="integer")
    names = tuple(f"report-{n:05d}" for n in range(rows // 250 + 1))
    fields = (
        text("report", title=nothing, description=nothing, pattern="[a-z0-9-]+"),
        number("line", title=nothing, description=nothing),
        text("kind", title=nothing, description=nothing, categories=(Category("flat"), Category("round"))),
        number("count", title=nothing, description=nothing, missing=nothing),
        Field("share", "number", nothing, nothing, missing=nothing),
        Field("day", "date", nothing, nothing),
        Field("new", "boolean", nothing, nothing),
        *(text(name, title=nothing, description=nothing, missing=nothing) for name in ("label", "words", "place")),
    )
    day = dt.date(2020, 1, 1)
    body = tuple(
        (names[n // 250], n % 250, "flat" if n % 3 else "round", n % 1000, Decimal(n % 997) / 10,
         day + dt.timedelta(n % 365), n % 2 == 0, "名称", f"词语{n % 5000}", f"{n % 300}:1-4")
        for n in range(rows)
    )  # fmt: skip
    tables = (
        Table("reports", "reports.csv", nothing, nothing, fields[:1], tuple((name,) for name in names), ("report",)),
        Table("rows", "rows.csv", nothing, nothing, fields, body, ("report", "line"),
              references=(Reference(("report",), "reports", ("report",)),)),
    )  # fmt: skip
    package = Package("simple", "simple", nothing, nothing, (), tables, ())
    for artifact in datapackage.files(package, SiteSettings("无", "none", "1")):
        file = folder / artifact.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(artifact.content)
    return folder / "simple" / "datapackage.json"


def _rows(path: Path) -> int:
    resources = json.loads(path.read_bytes())["resources"]
    return sum((path.parent / one["path"]).read_bytes().count(b"\n") - 1 for one in resources)


def _reading(path: Path) -> float:
    start = time.process_time()
    rows = 0
    for one in json.loads(path.read_bytes())["resources"]:
        with (path.parent / one["path"]).open(encoding="utf-8-sig", newline="") as file:
            rows += sum(1 for _ in csv.reader(file))
    return rows / (time.process_time() - start)


if __name__ == "__main__":
    main(sys.argv[1:])
