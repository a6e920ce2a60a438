"""A request for a correction, written in advance: what the finding says, and where, for somebody to complete."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.exports.schema import Words
from sitegen.interface import Printed, Said, msg, said

if TYPE_CHECKING:
    from sitegen.pages.parts.judgement import Judgement, Term

MANY = 6  # cells that are named one by one

Piece = str | Said | Words


@dataclass(frozen=True, slots=True)
class Request:
    """A title and lines, each to be said in the language of the page."""

    title: Said
    lines: tuple[Piece, ...]


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
    return Words(
        " + ".join(f"{term.name.zh} {term.shown.text}" for term in terms),
        " + ".join(f"{term.name.en} {term.shown.text}" for term in terms),
    )
