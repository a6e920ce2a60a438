"""Whether a report agrees with itself: the years and the names that it gives, and the chapters that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.model import Attribution, Finding, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.checks.evidence import Evidence
    from sitegen.model import Fact, Rule

ENOUGH = 4  # chapters of six; a file that has fewer may hold only a part of the report, or tables alone
BY_TITLE = "title"
PLACES = ("title", "period", "caption", "page_data", "text", "publisher", "signature")  # where years and names stand


def years(rule: Rule, one: Evidence) -> Iterator[Finding]:
    """Whether title, period, caption and page data give the same year; text may speak of other years and only hints."""
    facts = one.report.years
    official = [fact for fact in facts if fact.how != "text"]
    if not official:
        return
    told = {fact.value for fact in official}
    behind = [fact for fact in facts if fact.how == "text" and fact.value < min(told)]
    shown = _shown(facts if behind else official)
    outcome = Outcome.FAIL if len(told) > 1 else Outcome.UNCERTAIN if behind else Outcome.PASS
    reason = "text_year" if outcome is Outcome.UNCERTAIN else ""
    yield _finding(rule, one, (outcome, reason), shown, (behind or official)[-1])


def names(rule: Rule, one: Evidence) -> Iterator[Finding]:
    """Whether the names in the title, of the publisher and above the signature are one agency's.

    Names are shortened freely (市商务局), and an office publishes for others. Only a signature of another department
    disagrees; a page published by one leaves it open.
    """
    facts = one.report.names
    if len(facts) < 2:  # noqa: PLR2004  one name agrees with itself
        return
    main, *others = facts
    apart = [fact for fact in others if _apart(main.value, fact.value, one)]
    signed = [fact for fact in apart if fact.how == "signature"]
    outcome, reason = Outcome.PASS, ""
    if apart:
        outcome = Outcome.FAIL if signed else Outcome.UNCERTAIN
    elif not all(_alike(main.value, fact.value) for fact in others):
        outcome = Outcome.NOT_ASSESSABLE
        reason = "names_unlike"
    yield _finding(rule, one, (outcome, reason), _shown(facts), (signed or apart or others)[0])


def chapters(rule: Rule, one: Evidence) -> Iterator[Finding]:
    """Whether the chapters that the form asks for are there, in their order."""
    report = one.report
    if report.form not in rule.forms or not report.lines or one.keyed:
        return
    titled = [fact for fact in report.chapters if fact.how == BY_TITLE]
    first = {fact.value: fact for fact in reversed(titled)}
    known = {str(chapter.number): chapter for chapter in one.catalogue.chapters}
    if len(first) < ENOUGH:
        reason = "no_chapters"
        yield _finding(rule, one, (Outcome.NOT_ASSESSABLE, reason), "", None)
        return
    there = {fact.value for fact in report.chapters}
    missing = [chapter.zh for number, chapter in known.items() if number not in there]
    order = [fact for _, fact in sorted(first.items())]
    places = [fact.place for fact in order if fact.place]
    astray = [] if places == sorted(places) else [known[fact.value].zh for fact in sorted(order, key=_line)]
    outcome = Outcome.FAIL if missing or astray else Outcome.PASS
    words = "、".join(missing) if missing else "、".join(astray)
    reason = "chapters_astray" if astray and not missing else ""
    yield _finding(rule, one, (outcome, reason), words, order[-1])


def _line(fact: Fact) -> int:
    return fact.place.line if fact.place else 0


def _finding(rule: Rule, one: Evidence, said: tuple[Outcome, str], detail: str, fact: Fact | None) -> Finding:
    """The finding of an outcome and its reason."""
    outcome, reason = said
    failed = outcome is Outcome.FAIL
    return Finding(
        rule.id,
        outcome,
        rule.severity,
        one.report.id,
        one.report.source.path,
        place=fact.place if fact else None,
        reason=reason,
        details=(("detail" if rule.kind == "chapters" else "stated", detail),),
        attribution=Attribution.PUBLISHER if failed else None,
        grounds="stated_in_text" if failed else "",
    )


def _shown(facts: Sequence[Fact]) -> str:
    return " ".join(f"{fact.how}={fact.value}" for fact in facts)


# --- names -----------------------------------------------------------------------------------------------------------


def _alike(one: str, other: str) -> bool:
    """Whether the shorter name is the longer with characters left out: 市商务局 of 衢州市商务局."""
    short, long = (one, other) if len(one) < len(other) else (other, one)
    rest = iter(long)
    return all(character in rest for character in short)


def _apart(one: str, other: str, evidence: Evidence) -> bool:
    """Whether two names end in different departments; governments and their offices publish for everyone."""
    ours, theirs = _department(one, evidence), _department(other, evidence)
    if not ours or not theirs or ours == theirs or _alike(one, other):
        return False
    return not {"government", "general-office"} & {ours, theirs}


def _department(name: str, evidence: Evidence) -> str:
    """The department that a name ends in, by the longest end that is known."""
    return next((known.department for known in evidence.catalogue.departments if name.endswith(known.zh)), "")
