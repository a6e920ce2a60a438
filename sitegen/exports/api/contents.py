"""The lists of the API: ``index.json`` with what there is, and all agencies, reports and indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports import indicators as known
from sitegen.exports import knowledge
from sitegen.exports import reports as published
from sitegen.exports.api.compact import Columns, Schema, closed, picked
from sitegen.exports.datapackage import RIGHTS
from sitegen.exports.jsontext import Encoded, each
from sitegen.exports.schema import Field, Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.exports.collected import About
    from sitegen.exports.jsontext import Json
    from sitegen.model import Catalogue, Dataset

LISTED = ("report", "agency", "year", "form", "title", "published_on", "retrieved", "sha256")
YEARS = Field(
    "years", "string", Words("年度", "Years"),
    Words("有报告的年度;报告的标识是机关标识加年度。", "The years with a report; a report's id is agency and year."),
)  # fmt: skip
YEARS_SCHEMA: Schema = {
    "type": "array", "items": {"type": "integer"}, "description": f"{YEARS.description.zh} {YEARS.description.en}",
}  # fmt: skip
FILES = {
    "agencies": "agencies.json",
    "agency": "agencies/{agency}.json",
    "reports": "reports.json",
    "report": "reports/{report}.json",
    "indicators": "indicators.json",
    "indicator": "indicators/{indicator}.json",
    "codebook": "codebook.json",
    "openapi": "openapi.json",
}


def index(dataset: Dataset, about: About) -> dict[str, Json]:
    """What the API holds; what there is of reports agencies tell."""
    site = dataset.catalogue.site
    known = {report.id for report in dataset.reports}
    return {
        "title": site.title_zh,
        "title_en": site.title_en,
        "rights": RIGHTS.zh,
        "rights_en": RIGHTS.en,
        "agencies": len(dataset.catalogue.agencies),
        "reports": len(dataset.reports),
        "observations": about.cells,
        "indicators": len(dataset.catalogue.indicators),
        "findings": about.findings + sum(1 for finding in dataset.findings if finding.report not in known),
        "files": dict(FILES),
    }


def agencies(dataset: Dataset) -> dict[str, Json]:
    """Every agency of the registry, with the years of its reports."""
    years: dict[str, list[int]] = {}
    for report in dataset.reports:
        years.setdefault(report.agency or "", []).append(int(report.year.value))
    rows = [[*row, sorted(years.get(str(row[0]), ()))] for row in knowledge.agencies(dataset.catalogue).rows]
    return {"agencies": _agencies(dataset.catalogue).table(rows)}


def reports(dataset: Dataset, rows: Mapping[str, str]) -> dict[str, Json]:
    """Every report, with the hash of the file that was read, by which a copy can tell what is new; the rows by id."""
    columns = picked(published.table(dataset.catalogue, ()), *LISTED)
    return {"reports": columns.table([Encoded(rows[report.id]) for report in dataset.reports])}


def rows_of(own: Dataset) -> dict[str, str]:
    """The rows of an agency's reports in that list, as JSON, by id."""
    table = published.table(own.catalogue, own.reports)
    at = [[field.name for field in table.fields].index(name) for name in LISTED]
    rows = each([[row[place] for place in at] for row in table.rows]) if table.rows else []
    return {report.id: str(row) for report, row in zip(own.reports, rows, strict=True)}


def indicators(catalogue: Catalogue) -> dict[str, Json]:
    """Every indicator with its definition."""
    table = known.indicators(catalogue)
    return {"indicators": Columns(table.fields).table(table.rows)}


def _agencies(catalogue: Catalogue) -> Columns:
    return Columns((*knowledge.agencies(catalogue).fields, YEARS), {"years": YEARS_SCHEMA})


def schemas(catalogue: Catalogue) -> dict[str, Schema]:
    """The properties of each list by its name."""
    counts = ("agencies", "reports", "observations", "indicators", "findings")
    words: Schema = {"type": "string"}
    return {
        "Index": {
            **dict.fromkeys(("title", "title_en", "rights", "rights_en"), words),
            **{name: {"type": "integer", "minimum": 0} for name in counts},
            "files": closed({name: {"const": path} for name, path in FILES.items()}),
        },
        "Agencies": {"agencies": _agencies(catalogue).schema()},
        "Reports": {"reports": picked(published.table(catalogue, ()), *LISTED).schema()},
        "Indicators": {"indicators": Columns(known.indicators(catalogue).fields).schema()},
    }
