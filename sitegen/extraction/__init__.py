"""Extraction: a document and the forms give a report, its observations, and the findings of reading it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitegen import claims, recognition, statements
from sitegen.extraction import findings, keyed
from sitegen.extraction.cells import observations, open_splits, read_cells
from sitegen.extraction.doubts import with_doubts
from sitegen.extraction.findings import About, quarantined
from sitegen.extraction.furniture import cuts
from sitegen.extraction.grids import prepare
from sitegen.extraction.leftovers import leftovers, local_rows
from sitegen.extraction.stream import stream
from sitegen.extraction.tables import find_tables
from sitegen.model import Fact, Quarantined, Report
from sitegen.readers import sheets

if TYPE_CHECKING:
    from sitegen.model import Catalogue, Claim, Document, Finding, Form, Observation, OpenSplit, Table

__all__ = ["extract", "quarantined"]

MAIN_TABLES = ("requests", "statistics", "proactive", "remedies")  # the first of these that is there names the form

# A government whose table may count a whole territory; a town has nobody below it that reports.
GOVERNMENT = re.compile(r"(?<![镇乡])(?:人民政府|政府|管委会|管理委员会|实验区|开发区)(?:办公[室厅])?$")


@dataclass(frozen=True, slots=True)
class Content:
    """What a document's tables say: their forms, cells, rows of their own, findings of reading, what stays open."""

    tables: tuple[tuple[Table, Form], ...]
    cells: tuple[Observation, ...] = ()
    local: tuple[Observation, ...] = ()
    findings: tuple[Finding, ...] = ()
    open_splits: tuple[OpenSplit, ...] = ()
    claims: tuple[Claim, ...] = ()


def extract(document: Document, catalogue: Catalogue, *, registry: bool = True) -> Report | Quarantined:
    """Read a document; without ``registry`` an agency that is not listed or a year not told is no obstacle."""
    source = document.source
    facts = recognition.recognise(document, catalogue.register)
    report_id = f"{facts.agency.id}-{facts.year.value if facts.year else ''}" if facts.agency else source.path
    about = About(report_id, source, catalogue)
    entries = sheets.entries(document)
    content = _keyed(entries, about) if entries else _found(document, about, _reporter(facts))
    if not content.tables:
        return quarantined(source, catalogue.rule("R.NO_FORM"))
    if registry and facts.agency is None:
        name = facts.agency_name.value if facts.agency_name else "—"
        return quarantined(source, catalogue.rule("R.AGENCY"), detail=name)
    if registry and facts.year is None:
        return quarantined(source, catalogue.rule("R.YEAR"))
    report = _report(document, facts, content, about)
    return replace(report, findings=(*content.findings, *findings.about_report(report, facts, about)))


def _found(document: Document, about: About, reporter: claims.Reporter) -> Content:
    """The tables that stand in a document, aligned with the forms."""
    text, prepared = stream(document), prepare(document, about.catalogue.forms)
    matches = with_doubts(find_tables(prepared, text, about.catalogue.forms), about.catalogue.rules, text)
    readings = tuple(read_cells(match, about.catalogue.rules, text) for match in matches)
    rest = tuple((reading.match, leftovers(reading, prepared, text)) for reading in readings)
    sha256 = document.source.sha256
    return Content(
        tables=tuple((match.table, match.form) for match in matches),
        cells=tuple(cell for reading in readings for cell in observations(reading, about.report, sha256)),
        local=tuple(cell for match, left in rest for cell in local_rows(left, match, about.report, sha256)),
        findings=(*findings.about_tables(readings, about), *findings.about_leftovers(rest, about)),
        open_splits=tuple(split for reading in readings for split in open_splits(reading, about.report, sha256)),
        claims=claims.read(document, text, matches, reporter, about.catalogue.prose) if matches else (),
    )


def _reporter(facts: recognition.Facts) -> claims.Reporter:
    """Whose figures the prose tells; a department speaks for no territory."""
    names = [facts.agency_name.value] if facts.agency_name else []
    names += [facts.agency.zh, *facts.agency.names] if facts.agency else []
    government = any(map(GOVERNMENT.search, names))
    year = facts.year.value if facts.year else ""
    return claims.Reporter(tuple(dict.fromkeys(names)), year, government, government and facts.scope is not None)


def _keyed(entries: tuple[sheets.Entry, ...], about: About) -> Content:
    """The tables that a keyed sheet gives cell by cell."""
    tables = keyed.tables(entries, about.catalogue.forms)
    return Content(
        tables=tables,
        cells=tuple(keyed.observations(tables, entries, about.report, about.source.sha256)),
        findings=tuple(findings.about_strangers(keyed.strangers(tables, entries), about)),
    )


def _report(document: Document, facts: recognition.Facts, content: Content, about: About) -> Report:
    main = min(content.tables, key=lambda pair: MAIN_TABLES.index(pair[0].id))
    kept = findings.evidence(facts, content.cells) | {claim.place.line for claim in content.claims}
    title = facts.title.place.line if facts.title and facts.title.place else None
    return Report(
        id=about.report,
        source=document.source,
        lines=document.lines,
        agency=facts.agency.id if facts.agency else None,
        form=main[1].id,
        year=facts.year or Fact("", "", None, "none"),
        agency_name=facts.agency_name,
        title=facts.title,
        published_on=facts.published_on,
        signed_on=facts.signed_on,
        composed_on=facts.composed_on,
        index_no=facts.index_no,
        scope=facts.scope,
        years=statements.years(facts),
        names=statements.names(facts),
        chapters=statements.chapters(facts, about.catalogue),
        tables=tuple((table.id, form.id) for table, form in content.tables),
        observations=content.cells,
        local_rows=content.local,
        claims=content.claims,
        cuts=cuts(document.lines, kept, title, about.catalogue.unwanted),
        open_splits=content.open_splits,
    )
