"""A checked draft as a part of a page, in the language of the edition, and as plain text to hand on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sitegen.draft import ADDRESS
from sitegen.draft.checking import AUTHOR
from sitegen.interface import msg
from sitegen.languages import converted
from sitegen.model import Dataset, Outcome, Report
from sitegen.pages.parts.evidence import Source, place_name, source_lines
from sitegen.pages.parts.judgement import Judge, count_by_rule, sorted_by_weight
from sitegen.pages.parts.marks import OUTCOME_SIGNS
from sitegen.pages.parts.names import agency_name
from sitegen.pages.parts.paper import kinds
from sitegen.pages.parts.tables import flags, sheets
from sitegen.rendering import typeset
from sitegen.wording import message, outcome_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.draft.checking import Checked
    from sitegen.exports.schema import Words
    from sitegen.interface import Said
    from sitegen.languages import Edition
    from sitegen.model import Artifact, Fact, Finding
    from sitegen.pages.parts.judgement import Judgement
    from sitegen.rendering import Renderer
    from sitegen.wording import Language

TEMPLATE = "draft/result.html"
ORDER = (Outcome.FAIL, Outcome.UNCERTAIN, Outcome.NOT_ASSESSABLE, Outcome.PASS)
TOLD = (Outcome.FAIL, Outcome.UNCERTAIN)  # what to look at before publishing
OPEN = Outcome.NOT_ASSESSABLE
CLAIM = "claim"  # the kind of rule that compares prose with cells
# Formats that the project reads with programs which a browser has not: what to do instead.
INSTEAD = {
    "application/pdf": msg(
        "浏览器里读不了 PDF。请用 Word 文稿，或者把 PDF 里的文字和表格复制过来；也可以用命令行核对。"
    ),
    "application/msword": msg("浏览器里读不了旧版 Word 文件（.doc）和 RTF。请在 Word 或 WPS 里另存为 .docx。"),
}


def shown(checked: Checked, renderer: Renderer) -> Artifact:
    """What was found in a draft, as the part of the page that shows it; the renderer has one edition."""
    if not isinstance(checked.draft, Report):
        return next(renderer.pages(ADDRESS, TEMPLATE, report=None, why=_why(checked)))
    return next(renderer.pages(ADDRESS, TEMPLATE, **_values(checked, checked.draft)))


def _why(checked: Checked) -> tuple[Said | Words | str, ...]:
    """Why a draft could not be read."""
    if instead := INSTEAD.get(checked.draft.source.media_type):
        return (instead,)
    judge = Judge(Dataset(checked.catalogue, ()))
    return tuple(judge(finding).message for finding in checked.findings)


def _values(checked: Checked, draft: Report) -> dict[str, Any]:
    """What the template shows of a draft that was read."""
    catalogue, findings = checked.catalogue, checked.findings
    judge = _Here(Dataset(catalogue, (draft,), findings))
    about_prose = frozenset(rule.id for rule in catalogue.rules if rule.kind == CLAIM)
    outcomes = Counter(finding.outcome for finding in findings)
    tables = list(sheets(draft, judge, flags(findings)))
    form = catalogue.form(draft.form)
    printed = {table_id for table_id, _ in draft.tables}
    known = draft.agency not in {None, AUTHOR}
    return {
        "report": draft,
        "form": form,
        "agency": agency_name(draft, catalogue) if known else None,
        "facts": [(name, fact, place_name(fact.place)) for name, fact in _facts(draft)],
        "outcomes": [(outcome.value, OUTCOME_SIGNS[outcome], outcomes[outcome]) for outcome in ORDER],
        "told": _judged(judge, [f for f in findings if f.outcome in TOLD]),
        "claims": _judged(judge, [f for f in findings if f.outcome not in TOLD and f.rule in about_prose]),
        "open": _judged(judge, [f for f in findings if f.outcome is OPEN and f.rule not in about_prose]),
        "counts": count_by_rule((f for f in findings if f.outcome is Outcome.PASS), catalogue),
        "tables": tables,
        "kinds": kinds(*(table.paper for table in tables), *(table.local for table in tables if table.local)),
        "missing": [table for table in form.tables if table.id not in printed],
        "lines": Source(source_lines(draft)),
    }


def _facts(draft: Report) -> Iterator[tuple[str, Fact]]:
    named = (
        (msg("年报标题"), draft.title),
        (msg("机关"), draft.agency_name),
        (msg("报告年度"), draft.year if draft.year.value else None),
        (msg("公布日期"), draft.published_on),
        (msg("落款的日期"), draft.signed_on),
    )
    return ((name, fact) for name, fact in named if fact)


def _judged(judge: Judge, findings: Iterable[Finding]) -> list[Judgement]:
    """The findings as they are shown, the weightiest first."""
    return [judge(finding) for finding in sorted_by_weight(findings)]


class _Here(Judge):
    """A judge whose ways lead to places of the same page."""

    def way(self, report: Report, fragment: str) -> str:  # noqa: ARG002  there is only one
        """The draft is shown where it is judged."""
        return fragment


def as_text(checked: Checked, edition: Edition) -> str:
    """The findings as plain text, a line each, failures first, passes counted."""
    language: Language = "en" if edition.base == "en" else "zh"
    found = sorted_by_weight(checked.findings)
    lines = [
        f"{OUTCOME_SIGNS[one.outcome]} {outcome_name(one.outcome, language)}  "
        f"{message(one, checked.catalogue, language)}"
        for one in found
        if one.outcome is not Outcome.PASS
    ]
    passes = sum(one.outcome is Outcome.PASS for one in found)
    lines.append(f"{OUTCOME_SIGNS[Outcome.PASS]} {outcome_name(Outcome.PASS, language)}  {passes}")
    text = "\n".join(lines) + "\n"
    return text if language == "en" else converted(typeset(text)) if edition.converted else typeset(text)
