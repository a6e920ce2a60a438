"""How a value is shown, the same everywhere: a number, or a mark with a word for those who do not see it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sitegen.cleaning import replay
from sitegen.exports.schema import Words
from sitegen.interface import Said, msg, said
from sitegen.model import Outcome, Status
from sitegen.rendering import number

if TYPE_CHECKING:
    from markupsafe import Markup

    from sitegen.cutting import Cuts
    from sitegen.model import Correction, Observation

Speech = str | Said | Words | tuple["Speech", ...]
"""What is said in the language of the page: a text of the interface, printed text, words of knowledge, several."""
WORDS = {
    Status.BLANK: msg("空白"),
    Status.NOT_APPLICABLE: msg("不适用"),
    Status.UNREADABLE: msg("读不出"),
    Status.ABSENT: msg("原文没有这一格"),
    Status.RESOLVED: msg("由连写的数字拆出"),
}
SIGNS = {Status.BLANK: "·", Status.UNREADABLE: "▯", Status.ABSENT: ""}
TEMPLATE = "parts/marks.html"
PLAIN = frozenset({"number", "zero"})
MONEY = frozenset({"元", "万元", "亿元"})
PROPOSAL = msg("有更正建议，机关没有确认")
OUTCOME_SIGNS = {Outcome.PASS: "✓", Outcome.FAIL: "✕", Outcome.UNCERTAIN: "?", Outcome.NOT_ASSESSABLE: "–"}


@dataclass(frozen=True, slots=True)
class Corrected:
    """What stands beside a printed number: the sign for the eye, the words for a screen reader, and the class."""

    text: str
    kind: str
    word: Speech


class Shown(NamedTuple):
    """What the eye sees, the word that a screen reader adds, the tip for a mouse, and the class that sets the look."""

    text: str
    kind: str
    word: Speech = ""
    tip: Speech = ""
    corrected: Corrected | None = None

    def draw(self, cuts: Cuts, _: object = None) -> Markup:
        """The mark: what the eye sees, and what a screen reader hears."""
        beside = self.corrected
        kind = "number" if self.kind in PLAIN else self.kind
        cut = cuts(TEMPLATE, "mark_of", kind, self.text.isascii(), beside.kind if beside else "")
        bare = self.text.replace("‹", "").replace("›", "") if kind == "resolved" else self.text
        if beside is None:
            return cut(self.text, bare, cuts.say(self.word), "", "")
        return cut(self.text, bare, cuts.say(self.word), beside.text, cuts.say(beside.word))


ABSENT = Shown("", "absent", WORDS[Status.ABSENT])
NO_SUCH_CELL = Shown("", "none", msg("该年表式没有这一格"))
RULE = Shown("", "rule")  # beside a heading without numbers
NO_REPORT = Shown("", "none", msg("没有收录该年年报"))


def shown(observation: Observation | None, label: str = "", correction: Correction | None = None) -> Shown:
    """A cell as it is shown. What it prints beside a plain number is kept: ``15(子项)``, ``326.6万元``.

    A unit of money that is stated elsewhere, and not in the ``label`` beside the cell, is added. A correction stands
    beside what is printed.
    """
    mark = _printed(observation, label)
    if correction is None:
        return mark
    unit = correction.unit
    own = observation is not None and observation.unit == unit and (unit not in MONEY or unit in label)
    beside = corrected(number(correction.value) + ("" if own else unit), confirmed=correction.confirmed)
    reason = Words(correction.reason_zh, correction.reason_en)
    return mark._replace(corrected=beside, tip=(mark.tip, beside.word, reason))


def corrected(text: str, *, confirmed: bool) -> Corrected:
    """The mark of a correction to that number, or of a proposal, which without a number says only that there is one."""
    if confirmed:
        return Corrected(f"→{text}", "corrected", said("机关更正为 %(text)s", text=text))
    word = said("有人建议更正为 %(text)s，机关没有确认", text=text) if text else PROPOSAL
    return Corrected(f"→{text}?", "proposed", word)


def _printed(observation: Observation | None, label: str) -> Shown:
    """What is printed in a cell as it is shown."""
    if observation is None or observation.status is Status.ABSENT:
        return ABSENT
    status = observation.status
    value = observation.value
    if value is not None:
        if status is Status.RESOLVED:
            return Shown(f"‹{number(value)}›", "resolved", WORDS[status], _as_in_source(observation))
        text = as_printed(observation) or number(value)
        if observation.unit in MONEY and observation.unit not in text + label:
            text += observation.unit
        return _number(text, "number" if value else "zero")
    sign = SIGNS.get(status) or as_printed(observation) or "/"
    tip = _as_in_source(observation) if status is Status.UNREADABLE else ""
    return Shown(sign, status.value, WORDS[status], tip)


@lru_cache(maxsize=1 << 12)
def _number(text: str, kind: str) -> Shown:
    return Shown(text, kind)


def _as_in_source(observation: Observation) -> Said:
    return said("原文印作「%(printed)s」", printed=observation.printed.strip())


def as_printed(observation: Observation) -> str:
    """The printed text with its characters cleaned, as the number was read from it."""
    provenance = observation.provenance
    if provenance is None:
        return ""
    if not provenance.steps and provenance.printed.isalnum():
        return provenance.printed
    return " ".join(replay(provenance.printed, provenance.steps).split())
