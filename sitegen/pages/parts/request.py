"""A request for a correction, written in advance: what the finding says, and where, for somebody to complete."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from sitegen.exports.schema import Words
from sitegen.interface import Printed, Said, msg, said
from sitegen.pages.parts.names import in_both

if TYPE_CHECKING:
    from sitegen.cutting import Cuts
    from sitegen.pages.parts.judgement import Judgement, Term
    from sitegen.wording import Language

TEMPLATE = "parts/request.html"
MANY = 6  # cells that are named one by one

Piece = str | Said | Words


@dataclass(frozen=True, slots=True)
class Request:
    """A title and lines, each to be said in the language of the page."""

    title: Said
    lines: tuple[Piece, ...]

    def draw(self, cuts: Cuts, _: object) -> Markup:
        """The way to send it: with a repository as an issue that is written in advance, else as a text."""
        text = "\n".join(_plain(cuts.say(line)) for line in self.lines)
        if not cuts.site.repository:
            return cuts(TEMPLATE, "text_of")(cuts.mixed(text))
        return cuts(TEMPLATE, "issue_of")(quote(_plain(cuts.say(self.title))), quote(text))


def _plain(said: str) -> str:
    """What was said without the marks of escaping."""
    return said.unescape() if isinstance(said, Markup) else said


def request(one: Judgement, agency: Words, year: object, base: str | None) -> Request:
    """The request about a finding of that agency's report; ``base`` is the site's own address, where it is known."""
    sides = [*_side(msg("左边：%(cells)s"), one.left), *_side(msg("右边：%(cells)s"), one.right)]
    if not sides and 0 < len(one.cells) <= MANY:
        sides = [said("涉及：%(cells)s", cells=_cells(one.cells))]
    return Request(
        said("请求更正：%(agency)s %(year)s 年，%(rule)s", agency=agency, year=year, rule=one.rule),
        (
            said("年报：%(agency)s %(year)s 年", agency=agency, year=year),
            said("核对：%(rule)s（%(id)s）", rule=one.rule, id=one.anchor),
            one.message,
            *sides,
            *([said("原文：%(place)s", place=one.place)] if one.place else ()),
            said("地址：%(address)s", address=f"{base or ''}{one.address}"),
            Printed(""),
            msg("应当怎样改，依据是什么（请附原文的网址或截图）："),
        ),
    )


def _side(text: str, terms: tuple[Term, ...]) -> list[Said]:
    return [Said(text, {"cells": _cells(terms)})] if terms else []


def _cells(terms: tuple[Term, ...]) -> Words:
    """Cells with what they print."""
    return in_both(_printed, terms)


def _printed(terms: tuple[Term, ...], language: Language) -> str:
    return " + ".join(f"{getattr(term.name, language)} {term.shown.text}" for term in terms)
