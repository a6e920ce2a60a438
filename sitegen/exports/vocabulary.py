"""The closed vocabularies of the published tables, each value with its label in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports.schema import Category, Words
from sitegen.model import Attribution, CorrectionStatus, Outcome, Severity, Status
from sitegen.series import Standing

if TYPE_CHECKING:
    from sitegen.model import Catalogue


def _categories(*labels: tuple[str, str, str]) -> tuple[Category, ...]:
    return tuple(Category(str(value), Words(zh, en)) for value, zh, en in labels)


STATUS = _categories(
    (Status.REPORTED, "印有数字", "a number is printed"),
    (
        Status.RESOLVED,
        "数字连印,按勾稽关系(有时加上相邻年度的结转数)只有一种拆法",
        "digits run together; the identities, with the carry-over of other years if need be, leave one split",
    ),
    (Status.BLANK, "印作空白(空白不是零)", "printed empty, which is not zero"),
    (Status.NOT_APPLICABLE, "印作“/”“-”“无”等,表示不适用", "printed as “/”, “-”, “无” or the like: not applicable"),
    (Status.UNREADABLE, "印有内容,但读不出确定的数字", "something is printed that is no certain number"),
    (Status.ABSENT, "表式有这一格,报告没有印出", "the form has the cell, the report does not print it"),
)
STATUS_UNLABELLED = tuple(Category(status.value) for status in STATUS)
OUTCOME = _categories(
    (Outcome.PASS, "相符", "agrees"),
    (Outcome.FAIL, "不符", "does not agree"),
    (Outcome.UNCERTAIN, "存疑", "uncertain"),
    (Outcome.NOT_ASSESSABLE, "无法核对", "cannot be checked"),
)
SEVERITY = _categories(
    (Severity.ERROR, "错误", "error"),
    (Severity.WARNING, "警告", "warning"),
    (Severity.NOTICE, "提示", "notice"),
)
CORRECTION = _categories(
    (CorrectionStatus.CONFIRMED, "机关自己作出或确认", "the agency itself has said so"),
    (CorrectionStatus.PROPOSED, "他人建议,机关尚未确认", "proposed by somebody else, not confirmed by the agency"),
)
ATTRIBUTION = _categories(
    (Attribution.PUBLISHER, "报告本身不符", "the report itself does not agree"),
    (Attribution.READING, "本站没有读出", "not read here"),
    (Attribution.UNDETERMINED, "无法判定", "cannot be told"),
)
LEVEL = _categories(
    ("national", "国家级", "national"),
    ("province", "省级", "province"),
    ("prefecture", "地级", "prefecture"),
    ("county", "县级", "county"),
    ("township", "乡级", "township"),
)
KIND = _categories(
    ("government", "人民政府", "government"),
    ("department", "部门", "department"),
)
SCOPE = _categories(
    ("jurisdiction", "全辖区", "the whole jurisdiction"),
    ("own", "本机关", "the agency alone"),
    ("system", "本系统", "the branch of administration"),
)
GRADE = _categories(
    ("same", "口径相同", "same definition"),
    ("approximate", "大致可比", "roughly comparable"),
    ("not_comparable", "不可比", "not comparable"),
)
STANDING = _categories(
    (Standing.REPORTED, "各格都印有数字", "every cell prints a number"),
    (Standing.RESOLVED, "至少一格由连印的数字拆出", "at least one cell was split from digits run together"),
    (Standing.BLANK, "有一格印作空白(空白不是零)", "a cell is printed empty, which is not zero"),
    (Standing.NOT_APPLICABLE, "有一格印作“/”“-”“无”等", "a cell is printed as “/”, “-”, “无” or the like"),
    (Standing.UNREADABLE, "有一格读不出确定的数字", "a cell has no certain number"),
    (Standing.ABSENT, "报告没有印出其中一格", "the report does not print a cell"),
    (Standing.NO_TWIN, "表式没有这一项", "the form has no such item"),
    (Standing.MIXED_UNITS, "各格单位不一,不相加也不相比", "the cells are in different units: no sum and no rate"),
    (Standing.NO_BASE, "分母不是正数,没有比率", "the denominator is not positive: no rate"),
    (Standing.NO_SHARE, "分子大于分母或为负数,不成比率", "the numerator exceeds the denominator, or is negative"),
)


def forms(catalogue: Catalogue) -> tuple[Category, ...]:
    """The forms by id."""
    return _categories(*((form.id, form.zh, form.en) for form in catalogue.forms))


def tables(catalogue: Catalogue) -> tuple[Category, ...]:
    """The tables of all forms by id, each once, named as in the last form that has it."""
    return _categories(*{t.id: (t.id, t.zh, t.en) for form in catalogue.forms for t in form.tables}.values())


def rules(catalogue: Catalogue) -> tuple[Category, ...]:
    """The rules by id."""
    return _categories(*((rule.id, rule.zh, rule.en) for rule in catalogue.rules))


def concepts(catalogue: Catalogue) -> tuple[Category, ...]:
    """What claims in prose may be about, by id."""
    rates = (("share", "所占比例", "a share"), ("growth", "比上年增减", "growth on the year before"))
    return _categories(*((concept.id, concept.zh, concept.en) for concept in catalogue.prose.concepts), *rates)
