"""Names of what the registry holds as codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports.schema import Words
from sitegen.interface import Printed, Said, msg, said
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
DEPARTMENTS = {
    "commerce": msg("商务"),
    "general-office": msg("政府办公室"),
    "development-reform": msg("发展改革"),
    "education": msg("教育"),
    "science-technology": msg("科技"),
    "industry": msg("工业和信息化"),
    "public-security": msg("公安"),
    "civil-affairs": msg("民政"),
    "justice": msg("司法"),
    "finance": msg("财政"),
    "human-resources": msg("人力资源社会保障"),
    "natural-resources": msg("自然资源"),
    "environment": msg("生态环境"),
    "housing": msg("住房城乡建设"),
    "urban-management": msg("城市管理"),
    "transport": msg("交通运输"),
    "water": msg("水利"),
    "agriculture": msg("农业农村"),
    "rural-revitalisation": msg("乡村振兴"),
    "forestry": msg("林业"),
    "culture-tourism": msg("文化旅游"),
    "sports": msg("体育"),
    "health": msg("卫生健康"),
    "medical-security": msg("医疗保障"),
    "veterans": msg("退役军人事务"),
    "emergency": msg("应急管理"),
    "audit": msg("审计"),
    "state-assets": msg("国有资产监管"),
    "market-regulation": msg("市场监管"),
    "statistics": msg("统计"),
    "taxation": msg("税务"),
    "meteorology": msg("气象"),
    "foreign-affairs": msg("外事"),
    "petitions": msg("信访"),
    "licensing": msg("政务服务"),
    "data": msg("数据管理"),
}
"""What departments are for, in the order in which they are listed."""
GOVERNMENT = "government"
TYPES = {GOVERNMENT: KINDS[GOVERNMENT], **DEPARTMENTS, "department": msg("其他部门")}
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


def kind(agency: Agency) -> Said | str:
    """Government or department, and which kind of department where there is a word for it."""
    general, special = general_kind(agency), special_kind(agency)
    return said("%(kind)s（%(department)s）", kind=said(general), department=said(special)) if special else general


def general_kind(agency: Agency) -> str:
    """Government or department."""
    return KINDS.get(agency.kind, agency.kind)


def special_kind(agency: Agency) -> str:
    """Which kind of department, where there is a word for it."""
    return DEPARTMENTS.get(agency.department, "")


def department_of(agency: Agency) -> str:
    """The type of agency, one of ``TYPES``: what a department is for, or that it is a government."""
    return GOVERNMENT if agency.kind == GOVERNMENT else agency.department


def media(media_type: str) -> str:
    """What kind of file that is."""
    return MEDIA.get(media_type) or Printed(media_type)


def is_keyed(report: Report) -> bool:
    """Whether the file is a keyed sheet: somebody's word for what the report prints, and not the report."""
    return report.source.media_type in sheets.KEYED


def agency_name(report: Report, catalogue: Catalogue) -> Words:
    """The agency of a report by the registry, else as the report names itself."""
    found = catalogue.by_agency.get(report.agency or "")
    own = report.agency_name.value if report.agency_name else report.id
    return Words(found.zh, found.en) if found else Words(own, own)
