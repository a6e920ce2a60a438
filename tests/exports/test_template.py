"""Empty keyed sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports.template import template
from sitegen.model import Source
from sitegen.readers import sheets

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Catalogue

SOURCE = Source("sheet.csv", sheets.MEDIA_TYPE, "0" * 64, 1)


def test_a_template_is_an_empty_keyed_sheet_with_every_cell_of_its_form(catalogue: Catalogue) -> None:
    for form in catalogue.forms:
        content = template(form).encode()
        assert sheets.accepts(content)
        entries = sheets.entries(sheets.read(SOURCE, content))
        cells = [(table.id, row.id, column.id) for table in form.tables for _, row, column in table.cells()]
        assert [(e.table, e.row, e.column) for e in entries] == cells
        assert not any(e.value.text or e.unit.text for e in entries)


def test_a_template_asks_for_what_the_sheets_of_seven_years_give(catalogue: Catalogue, shared: Path) -> None:
    for form, year in (("national-2019", 2019), ("national-2021", 2024)):
        keyed = (shared / "figures" / f"pingtan-{year}.csv").read_text(encoding="utf-8-sig").splitlines()
        asked = template(catalogue.form(form)).splitlines()
        assert [line.split(",")[:3] for line in asked] == [line.split(",")[:3] for line in keyed]
