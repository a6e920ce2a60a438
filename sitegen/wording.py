"""Findings in words, rendered late and in either language (``zh`` or ``en``)."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from sitegen.model import Outcome

if TYPE_CHECKING:
    import datetime as dt

    from sitegen.model import Catalogue, Finding, Form, Message, Rule

Language = Literal["zh", "en"]

KEPT = 1 << 12  # findings, more than an agency has
_sentences: dict[int, tuple[Finding, Catalogue, dict[Language, str]]] = {}
REPEATED = frozenset({"sum", "comparison"})  # kinds that say the same of each row or column

SIDES = frozenset({"left", "right", "difference"})
HOLE = "\0"  # stands around the name of a side in a sentence that leaves it open, and in no other text

OUTCOMES: dict[Outcome, dict[Language, str]] = {
    Outcome.PASS: {"zh": "相符", "en": "pass"},
    Outcome.FAIL: {"zh": "不符", "en": "fail"},
    Outcome.UNCERTAIN: {"zh": "存疑", "en": "uncertain"},
    Outcome.NOT_ASSESSABLE: {"zh": "无法核对", "en": "not assessable"},
}


def outcome_name(outcome: Outcome, language: Language) -> str:
    """The outcome as readers see it."""
    return OUTCOMES[outcome][language]


def plain(value: Decimal | dt.date | None) -> str:
    """A side of a finding without unit: a plain decimal, a date as YYYY-MM-DD, or nothing."""
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else value.isoformat()


def cell_name(catalogue: Catalogue, form_id: str, cell: str, language: Language) -> str:
    """A cell's address ``table/row/column`` in words: the labels of its row and, where there are several, its column.

    A star stands for every row.
    """
    return _named(catalogue.form(form_id), cell, language)


@lru_cache(maxsize=1 << 15)
def _named(form: Form, cell: str, language: Language) -> str:
    """The cell of that form in words; the same cells are named in every report, and often."""
    table_id, row_id, *rest = cell.split("/")
    table = form.table(table_id)
    if table is None:
        return cell
    row = next((row for _, row in table.rows if row.id == row_id), None)
    column = next((column for column in table.columns if rest and column.id == rest[0]), None)
    names = [getattr(table, language)] if row is None else [row.label if language == "zh" else row.en]
    if column and row and len(table.columns) > 1:
        names.append(getattr(column, language))
    return ("·" if language == "zh" else ", ").join(names)


def message(finding: Finding, catalogue: Catalogue, language: Language) -> str:
    """One sentence that a citizen understands; the last are kept, since packages and pages ask one after another."""
    known = _sentences.get(id(finding))
    if known is None or known[1] is not catalogue:
        if len(_sentences) >= KEPT:
            _sentences.clear()
        known = _sentences[id(finding)] = finding, catalogue, {}  # with the finding, so that its id is not another's
    said = known[2].get(language)
    if said is None:
        said = known[2][language] = _message(finding, catalogue, language)
    return said


def _message(finding: Finding, catalogue: Catalogue, language: Language) -> str:
    rule = catalogue.rule(finding.rule)
    return _template(finding, rule, catalogue, language).format_map(_Parts(finding, rule, catalogue, language))


def _template(finding: Finding, rule: Rule, catalogue: Catalogue, language: Language) -> str:
    key = finding.reason or finding.outcome
    template = _own(rule, key) or catalogue.by_reason[key]
    return template.zh if language == "zh" else template.en


def phrased(finding: Finding, catalogue: Catalogue, language: Language) -> tuple[str, ...] | None:
    """The sentence in pieces, every other one the name of a side that stands there, the difference without its sign.

    Nothing where more than the sides and the details tells it from another one: the file or the line that it names.
    """
    if HOLE in "".join(value for _, value in finding.details):
        return None
    rule = catalogue.rule(finding.rule)
    said = _template(finding, rule, catalogue, language).format_map(_Phrase(finding, rule, catalogue, language))
    pieces = said.split(HOLE)
    return tuple(pieces) if all(name in SIDES for name in pieces[1::2]) and len(pieces) % 2 else None


@lru_cache(maxsize=1 << 10)
def _own(rule: Rule, key: str) -> Message | None:
    """What the rule itself says where that is the outcome, or the reason for one."""
    return next((message for message in rule.messages if message.key == key), None)


def because(finding: Finding, catalogue: Catalogue, language: Language) -> str:
    """The sentence that says whose a break is, and why; nothing where there is no break, or its message says so."""
    reason = catalogue.by_reason.get(finding.grounds) if finding.grounds else None
    return getattr(reason, language) if reason else ""


class _Parts(dict[str, object]):
    """What the sentence about a finding is made of, each part put into words when the sentence asks for it."""

    def __init__(self, finding: Finding, rule: Rule, catalogue: Catalogue, language: Language) -> None:
        self._finding, self._rule, self._catalogue, self._language = finding, rule, catalogue, language
        self._words = dict(finding.details)

    def __missing__(self, name: str) -> object:  # noqa: PLR0911  one for each part
        finding, catalogue, language, words = self._finding, self._catalogue, self._language, self._words
        match name:
            case "where":
                return _where(finding, self._rule, catalogue, language)
            case "left" | "right" | "difference":
                side = getattr(finding, name)
                return plain(abs(side) if name == "difference" and side is not None else side)
            case "without":
                return _without(words, finding, catalogue, language)
            case "by":
                return _by(finding, catalogue, language)
            case "year":
                return finding.year or ""
            case "agency":
                return _agency(finding, catalogue, language)
            case "implied":
                return _implied(words, language)
            case "doubts":
                return _doubts(words, catalogue, language)
            case "detail" | "candidates" | "expected" | "before":
                told = _told(finding, self._rule, catalogue, language) if name == "detail" else ""
                return told or words.get(f"{name}_{language}", words.get(name, ""))
        raise KeyError(name)


class _Phrase(_Parts):
    """The same, but sides are left open: their names between marks."""

    def __missing__(self, name: str) -> object:
        apart = name in SIDES or (name == "where" and "form" not in self._words)  # then it is of the file, or a line
        return f"{HOLE}{name}{HOLE}" if apart else super().__missing__(name)


def _told(finding: Finding, rule: Rule, catalogue: Catalogue, language: Language) -> str:
    """The detail of a finding in words, where it names cells, or places of the report that say its year or name."""
    words, comma = dict(finding.details), "、" if language == "zh" else ", "
    form, table = words.get("form", ""), finding.subject.split("/")[0]
    if rule.kind == "echo" and finding.cells:
        return cell_name(catalogue, form, finding.cells[-1], language)
    if finding.reason == "unread" and form:
        return comma.join(cell_name(catalogue, form, f"{table}/{cell}", language) for cell in words["detail"].split())
    if "odd" in words:
        odd = (item.partition("=") for item in words["odd"].split())
        return comma.join(
            f"{cell_name(catalogue, form, f'{table}/{cell}', language)} {value}" for cell, _, value in odd
        )
    if rule.kind == "chapters":
        return _chapters(words["detail"], catalogue, language)
    if "stated" in words:
        stated = (item.partition("=") for item in words["stated"].split())
        return comma.join(f"{getattr(catalogue.by_reason[f'at_{how}'], language)} {value}" for how, _, value in stated)
    return ""


def _chapters(titles: str, catalogue: Catalogue, language: Language) -> str:
    """The titles of chapters; one may have the mark in it that stands between them."""
    if language == "zh":
        return titles
    for chapter in sorted(catalogue.chapters, key=lambda chapter: -len(chapter.zh)):
        titles = titles.replace(chapter.zh, f"“{chapter.en}”")
    return titles.replace("、", ", ")


def _agency(finding: Finding, catalogue: Catalogue, language: Language) -> str:
    found = catalogue.by_agency.get(finding.agency or "")
    return getattr(found, language) if found else finding.agency or ""


def _implied(words: dict[str, str], language: Language) -> str:
    """What blank cells would have to be for a sum to hold."""
    least, most, several = words.get("least", ""), words.get("most"), len(words.get("detail", "").split()) > 1
    if language == "zh":
        cells, number = "空白各格合计" if several else "空白格", f"至少须为 {least}" if most is None else f"须为 {most}"
        each = f",每格在 0 到 {most} 之间" if several and most else ""
        return f"要相符,{cells}{number}{each}。"
    cells, number = "the blank cells together" if several else "the blank cell", most or f"at least {least}"
    each = f", each between 0 and {most}" if several and most else ""
    return f"For it to hold, {cells} must be {number}{each}."


def _doubts(words: dict[str, str], catalogue: Catalogue, language: Language) -> str:
    """The doubts about a reading: names of rules, or reasons."""
    if "doubts" not in words:
        return ""
    known = (catalogue.by_rule.get(key) or catalogue.by_reason[key] for key in words["doubts"].split())
    return ("、" if language == "zh" else "; ").join(getattr(one, language) for one in known)


def _form_of(finding: Finding, catalogue: Catalogue) -> Form | None:
    form_id = dict(finding.details).get("form")
    return catalogue.form(form_id) if form_id else None


def _where(finding: Finding, rule: Rule, catalogue: Catalogue, language: Language) -> str:
    """What a finding is about: a row, a column or a cell in words, else the file."""
    form = _form_of(finding, catalogue)
    if form is None:
        return finding.source if finding.report is None else _line(finding, language)
    about = finding.subject.partition(":")[0]
    if rule.kind == "part":  # about its worst cell, if any
        about = finding.cells[0] if finding.cells else "*/*"
    table, row, *column = about.split("/")
    if rule.kind in REPEATED and rule.each == "row":
        return cell_name(catalogue, form.id, f"{table}/{row}", language)
    repeated = rule.kind in REPEATED and rule.each == "column" and rule.one_identity
    if repeated and column and len((form.table(table) or form.tables[0]).columns) > 1:
        known = next((c for t in form.tables if t.id == table for c in t.columns if c.id == column[0]), None)
        return getattr(known, language, column[0])
    return cell_name(catalogue, form.id, "/".join((table, row, *column)), language)


def _line(finding: Finding, language: Language) -> str:
    """The line of the source that a finding is about."""
    if finding.place is None:
        return finding.source
    return f"第 {finding.place.line} 行" if language == "zh" else f"line {finding.place.line}"


def _without(words: dict[str, str], finding: Finding, catalogue: Catalogue, language: Language) -> str:
    """The sum without a term that publishers may leave out."""
    form = _form_of(finding, catalogue)
    if form is None or "without" not in words:
        return ""
    name = cell_name(catalogue, form.id, words["without"], language)
    return (
        f"不计其中的「{name}」,则为 {words['sum_without']}。"
        if language == "zh"
        else f" Without “{name}” they add up to {words['sum_without']}."
    )


def _by(finding: Finding, catalogue: Catalogue, language: Language) -> str:
    """The rows of other reports that decided, or were asked and did not."""
    form = _form_of(finding, catalogue)
    if form is None:
        return ""
    rows = [row.split(":") for name, row in finding.details if name == "by"]
    names = [(report, cell_name(catalogue, form.id, row, language)) for report, row in rows]
    if language == "zh":
        return "、".join(f"{report} 的「{name}」" for report, name in names)
    return " and ".join(f"“{name}” of {report}" for report, name in names)
