"""The legend: every mark that the site uses, with its meaning."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.interface import msg, said
from sitegen.model import Observation, Outcome, Place, Provenance, Status
from sitegen.pages.parts.judgement import ORDER
from sitegen.pages.parts.marks import OUTCOME_SIGNS, Shown, corrected, shown
from sitegen.pages.parts.names import in_both
from sitegen.pages.parts.series import GRADE_SIGNS, SMALL
from sitegen.series import SMALL_BASE
from sitegen.wording import outcome_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer

CELLS = (
    (Status.REPORTED, "12", msg("印出的数字。点它，看原文里的那一行。")),
    (Status.REPORTED, "0", msg("印出的零。表里多半是零，所以墨色浅一些。")),
    (Status.REPORTED, "15(子项)", msg("数字旁边印着别的字，照样列出。")),
    (
        Status.RESOLVED,
        "12",
        msg("几格数字连写在一起，没有分隔；表内的勾稽关系（有时加上相邻年度的结转数）只容许一种拆法，照此拆开。"),
    ),
    (Status.BLANK, "", msg("印出的格子是空白。空白不等于零，本站不替它补数。")),
    (Status.NOT_APPLICABLE, "/", msg("印着「/」「—」「无」一类的字，表示不适用，照印的样子列出。")),
    (Status.UNREADABLE, "▯▯", msg("印了字，但不能确定是什么数，不猜。")),
    (Status.ABSENT, "", msg("表式有这一格，这份报告没有印出。")),
)
CORRECTED = (
    (True, msg("印作 12，机关后来自己更正为 13。印出的数照样列出，核对也按印出的数。")),
    (False, msg("印作 12，有人建议更正为 13，机关没有确认。建议不计入指标，指标里只写「→?」。")),
)
OUTCOMES = {
    Outcome.PASS: msg("两边相等，或日期合乎规定。"),
    Outcome.FAIL: msg("两边不等，或日期不合。只说哪里对不上，不推断原因。"),
    Outcome.UNCERTAIN: msg("原文有缺漏，或不止一种读法。"),
    Outcome.NOT_ASSESSABLE: msg("缺少核对所需的数字或日期。"),
}
SERIES = (
    ("approximate", msg("近似可比：各表式的口径略有不同，理由写在表下。")),
    ("not_comparable", msg("不可比：口径不同，只并排列出，不能连起来看。")),
)


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The one legend."""
    del dataset  # marks are the same whatever the data
    yield from renderer.pages(
        "legend/",
        "pages/legend.html",
        cells=[
            *((_example(status, text), meaning) for status, text, meaning in CELLS),
            *((_corrected(confirmed=confirmed), meaning) for confirmed, meaning in CORRECTED),
        ],
        outcomes=[
            (outcome, OUTCOME_SIGNS[outcome], in_both(outcome_name, outcome), OUTCOMES[outcome]) for outcome in ORDER
        ],
        grades=[(grade, GRADE_SIGNS[grade], meaning) for grade, meaning in SERIES],
        small=(SMALL, said("基数小：分母不足 %(base)s，一两件就能让比率大变，不作比较和排序。", base=SMALL_BASE)),
    )


def _corrected(*, confirmed: bool) -> Shown:
    """The printed number of the other examples with a correction beside it."""
    return _example(Status.REPORTED, "12")._replace(corrected=corrected("13", confirmed=confirmed))


def _example(status: Status, text: str) -> Shown:
    """A mark made in the very way that tables make theirs."""
    has_value = status in {Status.REPORTED, Status.RESOLVED}
    value = Decimal("".join(c for c in text if c.isdigit())) if has_value else None
    provenance = Provenance("", Place(1), text)
    return shown(Observation("", "", "", "", "", value, "", status, provenance))
