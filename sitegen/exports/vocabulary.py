"""The closed vocabularies of the published tables, each value with its label in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports.schema import Category, Words
from sitegen.model import Outcome, Severity, Status

if TYPE_CHECKING:
    from sitegen.model import Catalogue


def _categories(*labels: tuple[str, str, str]) -> tuple[Category, ...]:
    return tuple(Category(str(value), Words(zh, en)) for value, zh, en in labels)


STATUS = _categories(
    (Status.REPORTED, "印有数字", "a number is printed"),
    (
        Status.RESOLVED,
        "数字连印,按勾稽关系只有一种拆法",
        "digits run together, and the identities leave one way to split them",
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
)
GRADE = _categories(
    ("same", "口径相同", "same definition"),
    ("approximate", "大致可比", "roughly comparable"),
    ("not_comparable", "不可比", "not comparable"),
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
