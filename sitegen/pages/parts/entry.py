"""An entry of a ledger: a finding with the lines that it rests on, and the request to put it right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sitegen.cutting import as_markup, escaped
from sitegen.interface import msg
from sitegen.model import Outcome
from sitegen.pages.parts.evidence import told

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

    from sitegen.cutting import Cuts
    from sitegen.exports.schema import Words
    from sitegen.model import Place
    from sitegen.pages.parts.judgement import Judgement
    from sitegen.pages.parts.request import Request

TEMPLATE = "parts/entry.html"
SOURCE, KEYED = msg("原文"), msg("录入表")
FEW = 8  # quoted lines that need not be folded away


class Quoted(NamedTuple):
    """What a cell, or a sentence, prints in its line, and where that is; ``other`` is the year of another report."""

    name: Words | None
    before: str
    printed: str
    after: str
    place: Place
    target: str
    other: int | None = None

    def draw(self, cuts: Cuts, url: Callable[[str], str], source: str) -> Markup:
        """The line; one that is about no cell is named by its ``source``."""
        return cuts(TEMPLATE, "quoted_of", bool(self.other), bool(self.printed))(
            cuts.tell("%(year)s 年", year=self.other) if self.other else "",
            cuts.word(self.name) if self.name else source,
            self.before,
            self.printed,
            self.after,
            url(self.target),
            told(self.place, cuts),
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding with the lines that it rests on, and the request to put it right; ``keyed`` of a keyed sheet."""

    judgement: Judgement
    quoted: tuple[Quoted, ...]
    request: Request | None
    keyed: bool

    @property
    def folded(self) -> bool:
        """Whether there are so many lines that they are folded away."""
        return len(self.quoted) > FEW

    def draw(self, cuts: Cuts, url: Callable[[str], str]) -> Markup:
        """The entry."""
        one, request = self.judgement, self.request
        because = one.because
        summed = one.outcome != Outcome.PASS and bool(one.left)
        source = cuts.say(KEYED if self.keyed else SOURCE) if self.quoted else ""
        shape = one.outcome, bool(because), summed, len(self.quoted), self.keyed, self.folded, bool(request)
        filled = cuts(TEMPLATE, "entry_of", *shape).fill(
            (
                escaped(one.anchor),
                one.signed(cuts),
                one.said(cuts),
                escaped(cuts.word(because)) if because else "",
                one.side(one.left, cuts, url) if summed else "",
                one.side(one.right, cuts, url) if summed else "",
                "\n".join([line.draw(cuts, url, source) for line in self.quoted]) if self.quoted else "",
                escaped(url(f"codebook/rules/#{one.rule.id}")),
                cuts.name(one.rule),
                request.draw(cuts, url) if request else "",
            )
        )
        return as_markup(filled)
