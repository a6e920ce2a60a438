"""Tables that are cut once say what the plain templates say, for every form and whatever stands in the cells."""

from __future__ import annotations

import re
from itertools import cycle
from typing import TYPE_CHECKING

import pytest
from lxml import html

from sitegen.exports.schema import Words
from sitegen.interface import said
from sitegen.pages.parts import over_years, paper
from sitegen.pages.parts.marks import NO_SUCH_CELL, Corrected, Shown
from sitegen.pages.parts.paper import Filled, Slot
from sitegen.rendering import Renderer, load_content

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.cutting import Cuts
    from sitegen.model import Catalogue, Table
    from sitegen.pages.parts.paper import Paper

HOSTILE = (
    "12",
    "0",
    "<script>alert(1)</script>",
    "3 & 4",
    "100 %s %%",
    "\x000\x00",
    "\"'>",
    "326.6万元",
    "{{ 7 * 7 }}",
    "",
)
KINDS = ("number", "zero", "blank", "resolved", "not_applicable", "unreadable", "absent")


def hostile(number: int, text: str) -> Slot:
    """A cell of some shape, everywhere with that text."""
    mark = Shown(
        f"‹{text}›" if KINDS[number % 7] == "resolved" else text,
        KINDS[number % 7],
        said("原文印作「%(printed)s」", printed=text) if number % 7 > 1 else "",
        said("原文印作「%(printed)s」", printed=text) if number % 3 == 0 else "",
        Corrected(f"→{text}", "corrected", Words(text, text)) if number % 5 == 0 else None,
    )
    target = ("", f"#{text}", "reports/a/#b")[number % 3]
    return Slot(mark, target, "", f"findings/a/#{text}" if number % 4 == 0 else "")


def filled(table: Paper, names: tuple[str, ...] = ()) -> Filled:
    """The table with hostile cells; that of one report has their anchors."""
    texts = cycle(HOSTILE)
    slots = [
        hostile(number, next(texts))._replace(
            anchor="" if names else blank.cell, columns=blank.columns, broken=blank.broken
        )
        for number, blank in enumerate(table.blanks)
    ]
    return Filled(table, tuple(slots), names)


def plainly(table: Filled, cuts: Cuts) -> str:
    """The table by the macros alone, as Jinja renders them, each cell by itself."""
    slots = iter(table.slots)
    bodies = [
        [(line, [_cell(slot if isinstance(slot, Slot) else next(slots), cuts) for slot in line.slots]) for line in body]
        for body in table.paper.bodies
    ]
    rendered = cuts.macro(paper.TEMPLATE, "paper")(table.paper, bodies)
    for number, name in enumerate(table.names):
        rendered = rendered.replace(f"\x00{number}\x00", name, 1)  # those of the header come first
    return rendered


def _cell(slot: Slot, cuts: Cuts) -> str:
    """The cell by its macros."""
    shown, beside = slot.shown, slot.shown.corrected
    if shown.kind == "rule":
        return cuts.macro("parts/marks.html", "rule_of")(slot.broken)
    mark = cuts.macro("parts/marks.html", "mark_of")(
        "number" if shown.kind in {"number", "zero"} else shown.kind,
        shown.text.isascii(),
        beside.kind if beside else "",
        shown.text,
        re.sub("[‹›]", "", shown.text),
        cuts.say(shown.word),
        beside.text if beside else "",
        cuts.say(beside.word) if beside else "",
    )
    there = bool(slot.anchor), bool(slot.target), bool(shown.tip), bool(slot.flag)
    shape = shown.kind, shown.text == "‹0›", slot.broken, slot.columns, *there
    return cuts.macro("parts/marks.html", "cell_of")(
        *shape, slot.anchor, slot.target, cuts.say(shown.tip), slot.flag, mark
    )


def tables(catalogue: Catalogue) -> list[Table]:
    """The tables of every form."""
    return [table for form in catalogue.forms for table in form.tables]


@pytest.fixture(scope="module")
def every(root: Path, catalogue: Catalogue) -> list[Cuts]:
    """The cuts of every edition."""
    return Renderer(root / "templates", catalogue.site, load_content(root / "content")).cuts()


def test_every_table_of_every_form_is_cut_as_it_is_rendered(catalogue: Catalogue, every: list[Cuts]) -> None:
    """In every edition, with hostile text in the cells, the first time and again."""
    for cuts in every:
        for table in tables(catalogue):
            one = filled(paper.lay_out(table))
            assert one.draw(cuts, str) == one.draw(cuts, str) == plainly(one, cuts)


def test_every_table_over_years_is_cut_as_it_is_rendered(catalogue: Catalogue, every: list[Cuts]) -> None:
    """Alone, and after the form before it."""
    for cuts in every:
        for table in tables(catalogue):
            kin = [other for other in tables(catalogue) if other.id == table.id and other.layout == table.layout]
            for years in (((table, False),), ((kin[0], False), (table, True), (table, False))):
                one = filled(over_years.lay_out(years), tuple(str(2019 + at) for at in range(len(years))))
                assert one.draw(cuts, str) == plainly(one, cuts)


def test_what_stands_in_a_cell_is_text(catalogue: Catalogue, every: list[Cuts]) -> None:
    """No element comes from a cell, and what is printed there is read there."""
    one = filled(paper.lay_out(tables(catalogue)[0]))
    tree = html.fromstring(one.draw(every[0], str))
    assert not tree.xpath("//script")
    assert "<script>alert(1)</script>" in tree.text_content()


def test_a_cell_that_a_form_has_not_is_no_place_for_a_value(catalogue: Catalogue) -> None:
    """It is drawn when the table is cut."""
    old, new = (catalogue.form(name).table("proactive") for name in ("national-2019", "national-2021"))
    assert old
    assert new
    table = over_years.lay_out(((old, False), (new, True)))
    fixed = [slot for body in table.bodies for line in body for slot in line.slots if isinstance(slot, Slot)]
    assert any(slot.shown is NO_SUCH_CELL for slot in fixed)
    assert {blank.of for blank in table.blanks} == {0, 1}
