"""A report: the official tables as printed, what checks found, and the source that every number leads to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sitegen.exports.discovery.citations import of_report
from sitegen.interface import Printed, msg, said
from sitegen.model import Outcome
from sitegen.pages.parts import citation, names, prose, years
from sitegen.pages.parts.corrections import told as told_corrections
from sitegen.pages.parts.evidence import Source, place_name, source_lines
from sitegen.pages.parts.judgement import ORDER, OUTCOME_WORDS, TOLD, count_by_rule, judge_of, sorted_by_weight
from sitegen.pages.parts.marks import OUTCOME_SIGNS
from sitegen.pages.parts.packages import listed
from sitegen.pages.parts.paper import kinds
from sitegen.pages.parts.tables import flags, sheets
from sitegen.wording import cell_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.exports.schema import Words
    from sitegen.interface import Said
    from sitegen.model import Artifact, Catalogue, Dataset, Fact, Finding, Quarantined, Report
    from sitegen.pages.parts.evidence import Evidence
    from sitegen.pages.parts.judgement import Judge
    from sitegen.pages.parts.marks import Speech
    from sitegen.rendering import Renderer

FACTS = (
    ("title", msg("标题")),
    ("agency_name", msg("机关")),
    ("year", msg("年度")),
    ("published_on", msg("发布日期")),
    ("signed_on", msg("落款日期")),
    ("composed_on", msg("成文日期")),
    ("index_no", msg("索引号")),
    ("scope", msg("范围")),
)
SCOPES = {"jurisdiction": msg("全辖区"), "own": msg("本机关"), "system": msg("本系统")}
NOT_PRINTED = {
    "title": msg("原文没有印出"),
    "published_on": msg("原文没有印出"),
    "signed_on": msg("原文没有印出，或印得不完整"),
}
NOT_KEYED = msg("没有录入")
HOW = {
    "title": msg("取自标题"),
    "sidecar": msg("据附记"),
    "text": msg("取自正文"),
    "period": msg("取自统计期限"),
    "caption": msg("取自表题"),
    "page_data": msg("取自页面信息"),
    "year_before_publication": msg("按发布日期的上一年推定"),
    "below_title": msg("印在标题下方"),
    "publisher": msg("取自发布机构"),
    "publisher_in_text": msg("发布机构的简称，全称取自正文"),
}
PLAIN = "text/plain"


@dataclass(frozen=True, slots=True)
class FactLine:
    """Something that the report says of itself, how it was found, and where it stands."""

    name: str
    value: Speech
    how: Said | str = ""
    place: Said | str = ""
    target: str = ""

    @property
    def printed(self) -> bool:
        """Whether the value is what the report prints, in whatever language the page is."""
        return isinstance(self.value, Printed)


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """One page a report, and its citation as files."""
    judge, packages = renderer.shared(dataset, judge_of), renderer.shared(dataset, listed)
    others: dict[str | None, list[Quarantined]] = {}
    for aside in dataset.duplicates:
        others.setdefault(aside.duplicate_of, []).append(aside)
    for report in dataset.reports:
        package = packages.get(f"data/agencies/{report.agency}")
        downloads = package.together if package else ()
        agency = dataset.catalogue.by_agency.get(report.agency or "")
        box = citation.box(of_report(renderer.site, report, agency), f"reports/{report.id}/")
        values = _values(report, judge.findings.get(report.id, []), others.get(report.id, []), judge)
        yield from renderer.pages(
            f"reports/{report.id}/",
            "pages/report.html",
            known_agency=agency is not None,
            downloads=downloads,
            citation=box,
            **values,
        )
        yield from box.artifacts


def _values(report: Report, findings: list[Finding], others: Iterable[Quarantined], judge: Judge) -> dict[str, Any]:
    """What the template shows of a report."""
    catalogue = judge.catalogue
    claims = {f.subject: judge(f) for f in reversed(findings) if any(f.subject == claim.id for claim in report.claims)}
    text = () if names.is_keyed(report) else prose.blocks(report, catalogue, claims)
    told = [judge(finding) for finding in sorted_by_weight(findings) if finding.outcome in TOLD]
    tables = list(sheets(report, judge, flags(findings)))
    keyed = names.is_keyed(report)
    form = catalogue.form(report.form)
    printed = {table_id for table_id, _ in report.tables}
    return dict(  # noqa: C408  the names are those of the template
        report=report,
        year=years.year_of(report),
        agency_name=names.agency_name(report, catalogue),
        form=form,
        facts=list(_facts(report, judge.evidence(report))),
        keyed=keyed,
        plain=report.source.media_type == PLAIN,
        media=names.media(report.source.media_type),
        others=[(other.source, names.media(other.source.media_type)) for other in others],
        tables=tables,
        kinds=kinds(*(table.paper for table in tables), *(table.local for table in tables if table.local)),
        missing=[table for table in form.tables if table.id not in printed],
        corrections=list(told_corrections(report, catalogue)),
        told=told,
        counts=count_by_rule(findings, catalogue),
        blocks=text,
        claims=frozenset(one.outcome for one in claims.values()) if text else frozenset(),
        signs=[(outcome.value, OUTCOME_SIGNS[outcome]) for outcome in ORDER],
        words=OUTCOME_WORDS,
        outcomes={outcome: sum(finding.outcome is outcome for finding in findings) for outcome in Outcome},
        lines=Source(source_lines(report, _glosses(report, catalogue) if keyed else None, judge.evidence(report))),
    )


def _facts(report: Report, evidence: Evidence) -> Iterator[FactLine]:
    for key, name in FACTS:
        fact: Fact | None = getattr(report, key)
        if fact and key == "scope":
            how = said("原文作「%(printed)s」", printed=fact.printed) if fact.printed else HOW.get(fact.how, "")
            value = SCOPES.get(fact.value) or Printed(fact.value)
            yield FactLine(name, value, how, place_name(fact.place), evidence.target(fact.place))
        elif fact:
            how = HOW.get(fact.how, "")
            yield FactLine(name, Printed(fact.value), how, place_name(fact.place), evidence.target(fact.place))
        elif key in NOT_PRINTED:
            yield FactLine(name, "", NOT_KEYED if names.is_keyed(report) else NOT_PRINTED[key])


def _glosses(report: Report, catalogue: Catalogue) -> dict[str, Words]:
    """The cells of a report in words."""
    return {cell.cell: names.in_both(cell_name, catalogue, cell.form, cell.cell) for cell in report.observations}
