"""Rules and the reasons that findings give, from ``rules/*.toml`` and ``reasons.toml``."""

from __future__ import annotations

import datetime as dt
import string
from typing import TYPE_CHECKING

from sitegen.catalogue import demands
from sitegen.catalogue.entries import Entry, KnowledgeError, read_toml, subtables, tables, unique
from sitegen.catalogue.needed import REASONS, RULES
from sitegen.catalogue.registry import KINDS as AGENCY_KINDS
from sitegen.model import Deadline, Form, Identity, Message, Outcome, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

KINDS = (
    "sum", "subtotal", "comparison", "whole", "amount", "echo", "jump", "copy", "deadline", "order", "years", "names",
    "chapters", "gap", "part", "parts", "claim", "growth", "reading",
)  # fmt: skip
PLACES = {
    "where", "left", "right", "difference", "without", "detail", "candidates", "expected", "before", "year", "agency",
    "implied", "doubts", "by",
}  # fmt: skip


def load_rules(folder: Path, forms: tuple[Form, ...]) -> tuple[Rule, ...]:
    """All rules of the folder, in the order of the files and of their place in them."""
    entries = [entry for path in sorted(folder.glob("*.toml")) for entry in _rules_of(path)]
    unique((entry.text("id"), entry) for entry in entries)
    rules = tuple(_rule(entry, forms) for entry in entries)
    _refuse_lack(folder, "rule", RULES, {rule.id for rule in rules})
    return rules


def load_reasons(path: Path) -> tuple[Message, ...]:
    """Why a check is uncertain or cannot be assessed: one sentence a reason."""
    whole = read_toml(path)
    whole.check(reason=dict)
    reasons = tuple(_message(key, entry) for key, entry in subtables(whole, "reason").items())
    _refuse_lack(path, "reason", REASONS, {reason.key for reason in reasons})
    return reasons


def _rules_of(path: Path) -> tuple[Entry, ...]:
    whole = read_toml(path)
    whole.check(rule=list)
    return tables(whole, "rule")


def _refuse_lack(path: Path, what: str, needed: Iterable[str], known: set[str]) -> None:
    """Refuse knowledge that lacks what the code gives by name: it would fail on some file of another day."""
    if missing := sorted(set(needed) - known):
        raise KnowledgeError(path, 1, f"there is no {what} {', '.join(missing)}, which the code names")


def _rule(entry: Entry, forms: tuple[Form, ...]) -> Rule:
    entry.check(
        id=str, kind=str, severity=str, zh=str, en=str, explanation_zh=str, explanation_en=str, forms_=list, table_=str,
        each_=str, blank_=str, identity_=list, comparison_=list, deadline_=list, cells_=list, rows_=list,
        bearer_=list, spared_=list, measure_=dict, doubt_=bool, message_=dict,
    )  # fmt: skip
    if entry.values["kind"] not in KINDS:
        entry.fail(f"'kind' must be one of {', '.join(KINDS)}")
    if entry.values["severity"] not in set(Severity):
        entry.fail(f"'severity' must be one of {', '.join(Severity)}")
    rule = Rule(
        id=entry.text("id"),
        kind=entry.text("kind"),
        severity=Severity(entry.text("severity")),
        zh=entry.text("zh"),
        en=entry.text("en"),
        explanation_zh=entry.text("explanation_zh"),
        explanation_en=entry.text("explanation_en"),
        forms=entry.texts("forms"),
        table=entry.text("table"),
        each=entry.text("each"),
        blank=entry.text("blank", "unknown"),
        identities=tuple(_identity(part) for part in tables(entry, "identity", after="rule")),
        comparisons=demands.comparisons(entry),
        deadlines=tuple(_deadline(part) for part in tables(entry, "deadline", after="rule")),
        cells=entry.texts("cells"),
        rows=entry.texts("rows"),
        bearers=demands.bearers(entry),
        spared=entry.texts("spared"),
        measure=demands.measure(entry),
        doubt=entry.values.get("doubt", False),
        messages=tuple(
            _message(key, Entry(value, entry.path, entry.line))
            for key, value in entry.values.get("message", {}).items()
        ),
    )
    if unknown := {m.key for m in rule.messages} - set(Outcome):
        entry.fail(f"there are no such outcomes: {', '.join(sorted(unknown))}")
    if rule.kind == "sum" or rule.identities:
        _check_terms(entry, rule, forms)
    else:
        demands.check_demands(entry, rule, forms)
    if rule.kind == "reading" and any(len(side) > 1 for i in rule.identities for side in (i.left, i.right)):
        entry.fail("what is carried over is one row on each side")
    return rule


def _identity(entry: Entry) -> Identity:
    entry.check(left=list, right=list, without_=str, excess_=bool)
    if not entry.values["left"] or not entry.values["right"]:
        entry.fail("an identity needs terms on both sides")
    excess = entry.values.get("excess", False)
    return Identity(entry.texts("left"), entry.texts("right"), entry.text("without"), excess=excess)


def _deadline(entry: Entry) -> Deadline:
    entry.check(kind=str, first_year=int, last_year_=int, month=int, day=int)
    if entry.text("kind") not in AGENCY_KINDS:
        entry.fail(f"'kind' must be one of {', '.join(AGENCY_KINDS)}")
    try:
        dt.date(2001, entry.values["month"], entry.values["day"])  # no leap year: the day must be there every year
    except ValueError:
        entry.fail(f"there is no day {entry.values['month']}-{entry.values['day']} in every year")
    return Deadline(**{"last_year": None, **entry.values})


def _message(key: str, entry: Entry) -> Message:
    entry.check(zh=str, en=str)
    for text in entry.values.values():
        try:
            unknown = set(_places(text)) - PLACES
        except ValueError as error:
            entry.fail(f"{text!r} is no template: {error}")
        if unknown:
            names = ", ".join(sorted(name or "without a name" for name in unknown))
            entry.fail(f"a message has no place {names}; there are {', '.join(sorted(PLACES))}")
    return Message(key, entry.text("zh"), entry.text("en"))


def _places(text: str) -> Iterator[str]:
    """The places of a template, each with whatever else stands in its braces: nothing else may."""
    for _, name, form, conversion in string.Formatter().parse(text):
        if name is not None:
            yield name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")


def _check_terms(entry: Entry, rule: Rule, forms: tuple[Form, ...]) -> None:
    """Refuse an identity whose terms are not rows or columns of the tables that it is about."""
    if rule.each not in {"row", "column"} or not rule.identities or not rule.forms:
        entry.fail("a sum needs 'forms', 'each' (row or column) and at least one [[rule.identity]]")
    if rule.blank not in {"unknown", "zero"}:
        entry.fail("'blank' must be 'unknown' or 'zero'")
    known = {form.id: form for form in forms}
    terms: set[str] = set()
    for form_id in rule.forms:
        table = known[form_id].table(rule.table) if form_id in known else None
        if table is None:
            entry.fail(f"the form {form_id!r} has no table {rule.table!r}")
        terms |= {(column if rule.each == "row" else row).id for _, row, column in table.cells()}
    named = {term for identity in rule.identities for term in identity.left + identity.right}
    if missing := named - terms:
        entry.fail(f"{rule.table} has no {', '.join(sorted(missing))} in {', '.join(rule.forms)}")
