"""A sentence as a row of words: each of a class of ``data/claims.toml``, a figure, a mark, or a gap."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sitegen import numerals

if TYPE_CHECKING:
    from decimal import Decimal

    from sitegen.model import Prose

SILENT = frozenset({"filler", "manner", "everyone", "open"})
MARKS = frozenset({"open", "close", "mark"})
FIGURE, PERCENT, GAP, CLOSE = "F", "P", "G", ")"
UNITS = r"件次|人次|条次|亿元|万元|元|件|条|份|宗|起|项|次|篇|部|个|期|例|场|名|人|处|封|则"
NUMBER = (
    r"(?P<figure>(?<![第\d.零〇一二两三四五六七八九十百千])(?P<before>约|近|大约|大概|超过|超|逾|突破|不少于|多达|至少)?"
    r"(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+)"
    r"(?P<scale>万|亿|千)?(?P<after>余|多|来)?(?P<stray>(?![余多来几万千百亿个月年日号次位人元季度天期点章节款大小名])"
    rf"[\u4e00-\u9fff](?=[条件份]))?(?P<unit>{UNITS})(?!性|工作日|自然日|月|事[,。一])(?P<tail>以上|左右|余|多)?)"
)
FIGURE_GROUPS = ("before", "number", "scale", "after", "stray", "unit", "tail")
SHARE = r"(?P<percent>(?<![\d.])(?P<rate>\d{1,4}(?:\.\d{1,6})?)(?:%|个百分点))"
SIGNS = r"(?P<open>\()|(?P<close>\))|(?P<mark>[,;:。!?])"
AT_LEAST, ABOUT, OVER = frozenset("余多来"), frozenset({"约", "近", "大约", "大概"}), frozenset({"多达"})


class Word(NamedTuple):
    """A word: its code, its class, its place in the sentence, and how deep in brackets it stands."""

    code: str
    kind: str
    start: int
    end: int
    text: str
    depth: int = 0
    value: Decimal | None = None
    unit: str = ""
    qualifier: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The classes of words as one pattern, and the code of each class."""

    scanner: re.Pattern[str]
    codes: dict[str, str]
    kinds: dict[str, str]  # the class that each group of the scanner stands for

    def read(self, text: str) -> list[Word]:
        """The words of a sentence with the gaps between them; words that say nothing are left out."""
        words: list[Word] = []
        done = depth = 0
        for found in self.scanner.finditer(text):
            start, end = found.span()
            if start > done:
                words.append(Word(GAP, "gap", done, start, text[done:start], depth))
            done = end
            group = found.lastgroup or ""
            if group == "open":
                depth += 1
            elif group == "close":
                depth = max(0, depth - 1)
            kind = self.kinds[group]
            if kind == "manner" and words and words[-1].kind == "none":  # 未按时 is not 未
                words.append(Word(GAP, "gap", start, end, found[0], depth))
            elif kind not in SILENT:
                words.append(self._word(found, group, depth))
        if done < len(text):
            words.append(Word(GAP, "gap", done, len(text), text[done:], depth))
        return words

    def _word(self, found: re.Match[str], group: str, depth: int) -> Word:
        if group == "figure":
            return _figure(found, depth)
        kind, (start, end) = self.kinds[group], found.span()
        if group == "percent":
            return Word(PERCENT, kind, start, end, found[0], depth, numerals.parse(found["rate"]).value, "%", "exact")
        if group in MARKS:
            code = CLOSE if group == "close" else "," if found[0] in ",:" else ";"
            return Word(code, kind, start, end, found[0], depth)
        return Word(self.codes[kind], kind, start, end, found[0], depth)

    def row(self, terms: str, gap: str = f"{GAP}?") -> str:
        """A row of classes as a pattern over codes; between two of its words a gap may stand."""
        parts = []
        for term in re.findall(r"\([^()]*\)\??|[a-z_|]+\??|,", terms):
            inner = re.sub(r"[a-z_]+", lambda m: self._one(m[0]), term.strip("()?")) if term != "," else ","
            inner = inner.replace(" ", "")
            parts.append(f"(?:{gap}(?:{inner}))?" if term.endswith("?") else f"{gap}(?:{inner})")
        return "".join(parts).removeprefix(gap)

    def _one(self, term: str) -> str:
        if term == "stop":
            return r"(?=[,;)]|$)"
        return {"figure": FIGURE, "percent": PERCENT}.get(term) or self.codes[term]


@lru_cache(maxsize=8)
def lexicon(prose: Prose) -> Lexicon:
    """The lexicon of a knowledge base, made once."""
    classes = "|".join(f"(?:{pattern})(?P<w_{name}>)" for name, pattern in prose.words)
    codes = {name: chr(0x100 + n) for n, (name, _) in enumerate(prose.words)}
    kinds = {f"w_{name}": name for name in codes} | {name: name for name in ("figure", "percent", *MARKS)}
    return Lexicon(re.compile(f"{NUMBER}|{SHARE}|{SIGNS}|{classes}"), codes, kinds)


def _figure(found: re.Match[str], depth: int) -> Word:
    before, number, scale, after, stray, unit, tail = found.group(*FIGURE_GROUPS)
    if stray:
        qualifier = "doubtful"
    elif after in AT_LEAST or tail in AT_LEAST:
        qualifier = "at_least"
    elif before in ABOUT or tail == "左右":
        qualifier = "about"
    elif before or tail == "以上":
        qualifier = "over"
    else:
        qualifier = "exact"
    start, end = found.span()
    value = numerals.parse(number).value
    return Word(FIGURE, "figure", start, end, found[0], depth, value, (scale or "") + unit, qualifier)
