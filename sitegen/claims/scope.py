"""Whether a figure is certainly the reporting agency's own, of the whole year: every word around it must be known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.claims.scan import Scan
    from sitegen.claims.words import Word

SHORTEST = 3  # characters of a name
NAME = "\ue000"  # stands for a character of the agency's name
GOVERNMENT = re.compile(r"人民政府|管委会|管理委员会")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


@dataclass(frozen=True, slots=True)
class Reporter:
    """Whose report it is: names and year; whether it is a government's, and speaks for its territory as it says."""

    names: tuple[str, ...] = ()
    year: str = ""
    government: bool = False
    territory: bool = False

    def without_names(self, text: str) -> str:
        """The text with the agency's name, or an end of it such as 市商务局 of 广州市商务局, blanked out."""
        for name in dict.fromkeys((*self.names, *(GOVERNMENT.sub("政府", name) for name in self.names))):
            at = text.find(name[-SHORTEST:]) if len(name) >= SHORTEST else -1
            while at >= 0:
                length = SHORTEST
                while length < len(name) and at and text[at - 1] == name[-length - 1]:
                    at, length = at - 1, length + 1
                text = text[:at] + NAME * length + text[at + length :]
                at = text.find(name[-SHORTEST:], at + length)
        return text


def doubt(first: int, last: int, sentence: Scan) -> str:
    """Why the figure of the words from ``first`` to ``last`` may not be the table's; empty where nothing is unclear."""
    words, reporter, prose = sentence.outer, sentence.reporter, sentence.prose
    begin = next((n + 1 for n in range(first - 1, -1, -1) if words[n].kind == "mark"), 0)
    end = next((n for n in range(last + 1, len(words)) if words[n].kind == "mark"), len(words))
    group = next((n + 1 for n in range(first - 1, -1, -1) if words[n].text == ";"), 0)
    here, earlier = words[begin:end], words[group:begin]
    own = words[first : last + 1]
    kinds = {word.kind for word in here if word not in own}
    if _other_year(words[:end], reporter) or not kinds.isdisjoint(prose.elsewhere):
        return "elsewhere"
    if any(word.kind == "among" for word in words[group:first]):
        return "part"
    if "territory" in kinds and not reporter.territory:
        return "unclear" if reporter.government else "elsewhere"
    doubtful = {*prose.doubtful_before} - ({"territory"} if reporter.territory else set())
    if not kinds.isdisjoint(prose.doubtful_here) or not {w.kind for w in earlier}.isdisjoint(doubtful):
        return "unclear"
    if any(word.kind == "gap" for word in (*words[begin:first], *words[last + 1 : end], *own)):
        return "unclear"
    return ""


def _other_year(words: Sequence[Word], reporter: Reporter) -> bool:
    """Whether the last year named is not the report's; of a stretch of time, either end."""
    for word in reversed(words):
        if word.kind in {"year", "whole"}:
            years = re.findall(r"20\d\d", re.sub(r"二[〇○零].{2}", lambda m: m[0].translate(_DIGITS), word.text))
            if years:
                return any(year != reporter.year for year in years)
    return False
