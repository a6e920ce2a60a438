"""Write a collection of invented reports: ``python -m tests.bench.collection DIR [REPORTS [AGENCIES [YEARS [SEED]]]]``.

DIR becomes a data folder: the knowledge of ``data/``, invented provinces, prefectures and agencies, and for every
agency and year a report as a file with its sidecar, in the layouts that are published most. Figures agree within a
report and over the years, except that in about each twentieth report one is wrong. The same seed gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import shutil
import sys
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.catalogue import load
from sitegen.cli import DATA
from tests.bench.places import offices, places, write_csv
from tests.bench.printing import Press
from tests.bench.years import Years
from tests.proving.facts import plain
from tests.proving.generator import random

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from random import Random

    from sitegen.model import Catalogue
    from tests.bench.places import Office
    from tests.proving.facts import Figure

LAST_YEAR = 2025
WRONG = 20  # in about each so-manieth report one figure is wrong
SIMPLIFIED_AND_CSV = ("api", "csvw", "en", "json", "parquet", "site_zip", "sqlite", "xlsx", "zh-hant")
# What is about reports and agencies of data/: registries keep their header, the others become empty.
REGISTRIES = ("aliases.csv", "events.csv", "redirects.csv")
EMPTY = ("addresses.txt", "corrections.toml", "releases.toml")
AGENCIES = ("id", "name_zh", "name_en", "division", "level", "kind", "department", "merged", "uscc")
DIVISIONS = ("code", "name_zh", "name_en", "parent")


@dataclass(frozen=True, slots=True)
class Size:
    """How many reports of how many agencies over how many years; the last agencies may have fewer."""

    reports: int = 10_000
    agencies: int = 1_000
    years: int = 10

    @classmethod
    def of(cls, reports: int, years: int = 10) -> Size:
        """So many reports, ten of an agency."""
        return cls(reports, max(1, -(-reports // years)), years)


@dataclass(frozen=True, slots=True)
class Invented:
    """A report to write: whose, of which year, published when, its figures, and the cell that is wrong, if one is."""

    office: Office
    year: int
    published: dt.date
    figures: dict[str, Figure]
    wrong: str = ""


def main(arguments: list[str]) -> None:
    """Write the collection and say what it is."""
    folder, numbers = Path(arguments[0]), [int(argument) for argument in arguments[1:]]
    size = Size(*numbers[:3]) if len(numbers) > 1 else Size.of(*numbers[:1]) if numbers else Size()
    wrong = write(folder, size, seed=numbers[3] if len(numbers) > 3 else 1)
    print(f"{size.reports:,} reports of {size.agencies:,} agencies, {len(wrong):,} with a wrong figure: {folder}")


def write(folder: Path, size: Size, *, seed: int = 1, other: int | None = None) -> tuple[str, ...]:
    """Write the collection; which figures are wrong, as ``<agency>-<year> <cell>``.

    The site is set to Simplified pages and CSV packages. The report of number ``other`` has another figure than it
    would have, and all the rest is the same.
    """
    rng = random(f"collection-{seed}")
    catalogue = load(DATA)
    where = places(rng)
    bodies = tuple(offices(size.agencies, where, catalogue))
    _knowledge(folder)
    leave(folder, SIMPLIFIED_AND_CSV)
    write_csv(folder / "divisions.csv", DIVISIONS, ((p.code, p.zh, p.en, p.parent) for p in where))
    write_csv(folder / "agencies.csv", AGENCIES, (office.line() for office in bodies))
    press = Press(catalogue, seed)
    reports = folder / "reports"
    reports.mkdir()
    wrong: list[str] = []
    for number, made in enumerate(invented(rng, catalogue, bodies, size)):
        shown = replace(made, figures=_with_another(made.figures)) if number == other else made
        name, content = press.printed(rng, shown)
        _file(reports / name, content, made)
        if made.wrong:
            wrong.append(f"{made.office.id}-{made.year} {made.wrong}")
    return tuple(wrong)


def invented(rng: Random, catalogue: Catalogue, bodies: tuple[Office, ...], size: Size) -> Iterator[Invented]:
    """The reports, agency by agency, the years of each in order."""
    years = Years(rng, catalogue)
    for number, office in enumerate(bodies):
        standing = years.office()
        count = min(size.years, size.reports - number * size.years)
        for year in range(LAST_YEAR - count + 1, LAST_YEAR + 1):
            figures, wrong = years.figures(standing, year), ""
            if rng.randrange(WRONG) == 0:
                figures, wrong = years.broken(figures, year)
            published = dt.date(year + 1, 1, 8) + dt.timedelta(days=rng.randrange(22))
            yield Invented(office, year, published, figures, wrong)


def _with_another(figures: dict[str, Figure]) -> dict[str, Figure]:
    """The figures with one of them larger by one."""
    cell = list(figures)[len(figures) // 2]
    return {**figures, cell: plain((figures[cell].value or Decimal(0)) + 1)}


def _knowledge(folder: Path) -> None:
    """The knowledge of ``data/`` without what is about its reports."""
    shutil.copytree(DATA, folder, ignore=lambda at, _: ["reports"] if Path(at) == DATA else [])
    for name in REGISTRIES:
        header, _, _ = (folder / name).read_text(encoding="utf-8").partition("\n")
        (folder / name).write_text(f"{header}\n", encoding="utf-8")
    for name in EMPTY:
        (folder / name).write_text("", encoding="utf-8")


def leave(folder: Path, parts: Iterable[str]) -> None:
    """Have the site of a collection made without these parts."""
    names = ", ".join(f'"{part}"' for part in parts)
    path = folder / "site.toml"
    text = re.sub(r"(?m)^leave_out = .*$", f"leave_out = [{names}]", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")


def _file(path: Path, content: bytes, made: Invented) -> None:
    path.write_bytes(content)
    day = made.published + dt.timedelta(days=40)
    sidecar = (
        f'sha256 = "{hashlib.sha256(content).hexdigest()}"\n'
        f'url = "https://www.{made.office.place.word}.example/{made.office.id}/{made.year}.html"\n'
        f"retrieved = {day.isoformat()}\n"
    )
    path.with_name(f"{path.name}.toml").write_text(sidecar, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
