"""How figures in prose are read, from ``claims.toml``: words, concepts, and the cells that may say the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.catalogue.entries import Entry, read_toml, tables, unique
from sitegen.model import Alternative, Concept, Prose

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sitegen.model import Form, Rule

BUILT_IN = frozenset({"figure", "percent", "stop"})  # what the code itself reads
STRUCTURE = (
    *("about", "all", "among", "and", "applicant", "bare", "channel", "close", "compare", "deed", "down", "each"),
    *("everyone", "filler", "handle", "info", "manner", "none", "ordinal", "receive", "request", "review", "share"),
    *("suit", "territory", "up", "whole", "year"),
)  # fmt: skip


def load_claims(path: Path, forms: tuple[Form, ...], rules: tuple[Rule, ...]) -> Prose:
    """``claims.toml``, checked against the forms and the rules."""
    whole = read_toml(path)
    whole.check(words=dict, units=dict, role=dict, concept=list)
    words = tuple((name, _pattern(whole, name, text)) for name, text in whole.values["words"].items())
    classes = {name for name, _ in words}
    if missing := sorted(set(STRUCTURE) - classes):
        whole.fail(f"[words] has no {', '.join(missing)}, which the code names")
    role = Entry(whole.values["role"], path, 1)
    role.check(elsewhere=list, doubtful_before=list, doubtful_here=list)
    roles = {name: role.texts(name) for name in role.values}
    for named in roles.values():
        _refuse_unknown(role, "class of words", named, classes)
    entries = tables(whole, "concept")
    unique((entry.text("id"), entry) for entry in entries)
    units = {name: tuple(given) for name, given in whole.values["units"].items()}
    concepts = tuple(_concept(entry, units, classes) for entry in entries)
    cells = {
        form.id: {f"{table.id}/{row.id}/{column.id}" for table in form.tables for _, row, column in table.cells()}
        for form in forms
    }
    for entry, concept in zip(entries, concepts, strict=True):
        _refuse_unknown(entry, "rule", [concept.rule], {rule.id for rule in rules if rule.kind == "claim"})
        others = [*concept.under, *concept.not_after, *filter(None, [concept.after])]
        _refuse_unknown(entry, "concept", others, {c.id for c in concepts})
        for alternative in concept.equals:
            _check_cells(entry, alternative, cells)
    return Prose(words, roles["elsewhere"], roles["doubtful_before"], roles["doubtful_here"], concepts)


def _pattern(entry: Entry, name: str, text: object) -> str:
    """A pattern without groups of its own: the reader joins all of them into one."""
    if not isinstance(text, str):
        entry.fail(f"the words of {name!r} must be a pattern")
    try:
        pattern = re.compile(text)
    except re.error as error:
        entry.fail(f"{text!r} is no pattern: {error}")
    if pattern.groups or pattern.match(""):
        entry.fail(f"the words of {name!r} must have no groups that capture, and match something")
    return text


def _concept(entry: Entry, units: dict[str, tuple[str, ...]], classes: set[str]) -> Concept:
    entry.check(
        id=str, zh=str, en=str, rule=str, unit=str, patterns_=list, none_=list, phrases_=list, needs_=list, under_=list,
        after_=str, headed_=list, listed_=list, not_after_=list, hint_=bool, territorial_=bool, vague_=bool,
        equals_=list,
    )  # fmt: skip
    _refuse_unknown(entry, "unit", [entry.text("unit")], set(units))
    given = {
        name: entry.texts(name)
        for name in ("patterns", "none", "phrases", "needs", "under", "headed", "listed", "not_after")
    }
    if not any(given[name] for name in ("patterns", "none", "phrases", "listed")):
        entry.fail("a concept needs 'patterns', 'none', 'phrases' or 'listed'")
    for row in (*given["patterns"], *given["none"], *given["phrases"]):
        terms = re.findall(r"[a-z_]+", row)
        if re.sub(r"[a-z_ ()|?,]", "", row):
            entry.fail(f"{row!r} is no row of classes")
        _refuse_unknown(entry, "class of words", terms, classes | BUILT_IN)
    if any(row.split().count("figure") != 1 for row in given["patterns"]):
        entry.fail("every one of 'patterns' names 'figure' once")
    _refuse_unknown(entry, "class of words", (*given["needs"], *given["headed"], *given["listed"]), classes)
    return Concept(
        id=entry.text("id"),
        zh=entry.text("zh"),
        en=entry.text("en"),
        rule=entry.text("rule"),
        units=units[entry.text("unit")],
        after=entry.text("after"),
        hint=bool(entry.values.get("hint", False)),
        territorial=bool(entry.values.get("territorial", False)),
        vague=bool(entry.values.get("vague", False)),
        equals=tuple(_alternative(part) for part in _equals(entry)),
        **given,
    )


def _equals(entry: Entry) -> tuple[Entry, ...]:
    found = tables(entry, "equals", after="concept")
    return found[: len(entry.values.get("equals", ()))]


def _alternative(entry: Entry) -> Alternative:
    entry.check(forms=list, plus=list, minus_=list, zh=str, en=str, only_zero_=bool)
    return Alternative(
        entry.texts("forms"), entry.texts("plus"), entry.texts("minus"), entry.text("zh"), entry.text("en"),
        bool(entry.values.get("only_zero", False)),
    )  # fmt: skip


def _check_cells(entry: Entry, alternative: Alternative, known: dict[str, set[str]]) -> None:
    """Refuse forms that are not there, cells that none of the forms has, and a form that has none of the cells."""
    _refuse_unknown(entry, "form", alternative.forms, set(known))
    here = set().union(*(known[form] for form in alternative.forms))
    _refuse_unknown(entry, "cell", (*alternative.plus, *alternative.minus), here)
    for form in alternative.forms:
        if known[form].isdisjoint(alternative.plus):
            entry.fail(f"the form {form!r} has none of {', '.join(alternative.plus)}")


def _refuse_unknown(entry: Entry, what: str, named: Iterable[str], known: set[str]) -> None:
    if unknown := sorted(set(named) - known):
        entry.fail(f"there is no {what} {', '.join(unknown)}")
