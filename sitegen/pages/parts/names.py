"""Names of what the registry holds as codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports.schema import Words
from sitegen.interface import Printed, msg
from sitegen.readers import sheets

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.model import Agency, Catalogue, Division, Report

LEVELS = {
    "national": msg("国家级"),
    "province": msg("省级"),
    "prefecture": msg("地市级"),
    "county": msg("县级"),
    "township": msg("乡级"),
}
KINDS = {"government": msg("政府"), "department": msg("政府部门")}
DEPARTMENTS = {"commerce": msg("商务")}
MEDIA = {
    "text/plain": msg("纯文本"),
    "text/markdown": Printed("Markdown"),
    "text/html": msg("网页"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": msg("Word 文件"),
    "application/msword": msg("旧版 Word 文件"),
    "application/pdf": Printed("PDF"),
    sheets.MEDIA_TYPE: msg("手工录入表（CSV）"),
    sheets.WORKBOOK: msg("手工录入表（Excel）"),
    "application/octet-stream": msg("格式不明"),
}


def in_both(words: Callable[..., str], *about: object) -> Words:
    """What a function of wording says in each language."""
    return Words(words(*about, "zh"), words(*about, "en"))


def divisions(agency: Agency, catalogue: Catalogue) -> tuple[Division, ...]:
    """The agency's division and those above it, the highest first."""
    found: list[Division] = []
    code: str | None = agency.division
    while code:
        division = catalogue.division(code)
        found.insert(0, division)
        code = division.parent
    return tuple(found)


def place(agency: Agency, catalogue: Catalogue) -> Words:
    """The place of the agency in words, such as 四川省资阳市; in English the lowest comes first."""
    found = divisions(agency, catalogue)
    return Words("".join(one.zh for one in found), ", ".join(one.en for one in reversed(found)))


def level(agency: Agency) -> str:
    """The agency's level."""
    return LEVELS.get(agency.level, agency.level)


def kind(agency: Agency) -> tuple[str, ...]:
    """Government or department, and which kind of department where there is a word for it."""
    department = DEPARTMENTS.get(agency.department)
    name = KINDS.get(agency.kind, agency.kind)
    return (name, department) if department else (name,)


def media(media_type: str) -> str:
    """What kind of file that is."""
    return MEDIA.get(media_type) or Printed(media_type)


def is_keyed(report: Report) -> bool:
    """Whether the file is a keyed sheet: somebody's word for what the report prints, and not the report."""
    return report.source.media_type in sheets.KEYED


def agency_name(report: Report, catalogue: Catalogue) -> Words:
    """The agency of a report by the registry, else as the report names itself."""
    found = next((agency for agency in catalogue.agencies if agency.id == report.agency), None)
    own = report.agency_name.value if report.agency_name else report.id
    return Words(found.zh, found.en) if found else Words(own, own)
