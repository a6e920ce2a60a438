"""An empty keyed sheet for a form: what is filled in by hand for a report that exists only as a picture."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from sitegen.readers.sheets import HEADER

if TYPE_CHECKING:
    from sitegen.model import Form


def template(form: Form) -> str:
    """The sheet as CSV: a line for each cell of the form in the order of the paper, value and unit left empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    for table in form.tables:
        writer.writerows((table.id, row.id, column.id, "", "") for _, row, column in table.cells())
    return out.getvalue()
