"""Names in Chinese of what the registry holds as codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.readers import sheets

if TYPE_CHECKING:
    from sitegen.model import Agency, Catalogue, Division, Report

LEVELS = {"national": "国家级", "province": "省级", "prefecture": "地市级", "county": "县级", "township": "乡级"}
KINDS = {"government": "政府", "department": "政府部门"}
DEPARTMENTS = {"commerce": "商务"}
MEDIA = {
    "text/plain": "纯文本",
    "text/markdown": "Markdown",
    "text/html": "网页",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word 文件",
    "application/msword": "旧版 Word 文件",
    "application/pdf": "PDF",
    sheets.MEDIA_TYPE: "手工录入表（CSV）",
    sheets.WORKBOOK: "手工录入表（Excel）",
    "application/octet-stream": "格式不明",
}


def divisions(agency: Agency, catalogue: Catalogue) -> tuple[Division, ...]:
    """The agency's division and those above it, the highest first."""
    found: list[Division] = []
    code: str | None = agency.division
    while code:
        division = catalogue.division(code)
        found.insert(0, division)
        code = division.parent
    return tuple(found)


def place(agency: Agency, catalogue: Catalogue) -> str:
    """The place of the agency in words, such as 四川省资阳市."""
    return "".join(division.zh for division in divisions(agency, catalogue))


def level(agency: Agency) -> str:
    """The agency's level."""
    return LEVELS.get(agency.level, agency.level)


def kind(agency: Agency) -> str:
    """Government or department, and which kind of department where there is a word for it."""
    department = DEPARTMENTS.get(agency.department)
    return KINDS.get(agency.kind, agency.kind) + (f"（{department}）" if department else "")


def media(media_type: str) -> str:
    """What kind of file that is."""
    return MEDIA.get(media_type, media_type)


def is_keyed(report: Report) -> bool:
    """Whether the file is a keyed sheet: somebody's word for what the report prints, and not the report."""
    return report.source.media_type in sheets.KEYED


def agency_name(report: Report, catalogue: Catalogue) -> str:
    """The agency of a report by the registry, else as the report names itself."""
    found = next((agency for agency in catalogue.agencies if agency.id == report.agency), None)
    return found.zh if found else (report.agency_name.value if report.agency_name else report.id)
