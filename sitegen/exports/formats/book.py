"""A workbook that puts down its shared texts at once, and packs its parts fast: both cost as much as all its sheets."""

from __future__ import annotations

import io
import re
from functools import lru_cache

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.packager import Packager  # type: ignore[import-untyped]
from xlsxwriter.sharedstrings import SharedStrings  # type: ignore[import-untyped]

from sitegen.exports.archive import archive

HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="{}" uniqueCount="{}">'
)
LEVEL = 2
"""Of compression: the XML of sheets repeats itself so much that more takes twice the time for an eighth of the size."""
_ODD = re.compile(r"[&<>\x00-\x1f\ufffe\uffff]|_x[0-9a-fA-F]{4}_|^\s|\s$")


class Book(Workbook):  # type: ignore[misc]  # the library publishes no types
    """A workbook in memory, whose parts are put together by the packager below."""

    parts: tuple[tuple[str, bytes], ...] = ()

    def __init__(self) -> None:
        """Take text for text: no formulas, links or numbers are made of it."""
        kinds = ("formulas", "urls", "numbers")
        super().__init__(io.BytesIO(), {"in_memory": True, **{f"strings_to_{kind}": False for kind in kinds}})

    def content(self) -> bytes:
        """The file, once the workbook is closed."""
        return archive(self.parts, LEVEL)

    def _get_packager(self) -> Packager:
        return _Packager()


class _Packager(Packager):  # type: ignore[misc]
    def _create_package(self) -> list[tuple[io.StringIO, str, bool]]:
        """Hand the parts to the workbook: the library knows no level, and gets none to pack."""
        made = super()._create_package()
        self.workbook.parts = tuple((name, file.getvalue().encode()) for file, name, _ in made)
        return []

    def _write_shared_strings_file(self) -> None:
        texts = self.workbook.str_table
        if texts.count:
            file = self._filename("xl/sharedStrings.xml")
            file.write(HEAD.format(texts.count, texts.unique_count))
            file.writelines(map(_item, texts.string_array))
            file.write("</sst>")


@lru_cache(maxsize=4096)
def _item(text: str) -> str:
    """A shared text as XML, what is odd about it written as the library does."""
    if not _ODD.search(text):
        return f"<si><t>{text}</t></si>"
    writer = SharedStrings()
    writer.fh = io.StringIO()
    writer._write_si(text)  # noqa: SLF001
    return str(writer.fh.getvalue())
