"""Damage to labels and to characters: other ways of writing, other names, breaks, glosses, what is cut off."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.proving.paper import Kind, Sheet, Text, each_spot, each_text
from tests.proving.writing import annotated, traditional, wide_brackets, with_unseen

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from tests.proving.paper import Block, Paper, Spot

SPLITTABLE = 4
GLOSSES = {
    "规章": "(设区的市、自治州人民政府应提供相关数据)",
    "规范性文件": "(行政机关制定发布的决定、公告、通告、意见、通知,以及标题采用“规定”“办法”等字样的公文)",
    "上一年项目数量": "(指上一年度事项数)",
    "本年增/减": "(指本年度增加或减少的事项数,减用负值表示,如-8)",
    "处理决定数量": "(指本年度办件量)",
    "其他对外管理服务事项": "(指行政许可以外的政务服务事项,含行政确认、行政奖励、行政处罚、行政强制和其他类)",
    "行政许可": "(含变更、延续)",
}


# --- ways of writing -------------------------------------------------------------------------------------------------


def in_traditional(_: Random, paper: Paper) -> Paper:
    """Traditional characters throughout."""
    return each_text(paper, traditional)


def pinyin(rng: Random, paper: Paper) -> Paper:
    """Traditional characters with readings in brackets."""
    return each_text(paper, lambda text: annotated(rng, text))


def wide_punctuation(_: Random, paper: Paper) -> Paper:
    """Brackets, commas and colons as wide as characters."""
    return each_text(paper, wide_brackets)


def unseen(rng: Random, paper: Paper) -> Paper:
    """Characters that nobody sees, in labels and numbers."""
    return each_text(paper, lambda text: with_unseen(rng, text))


# --- labels ----------------------------------------------------------------------------------------------------------


def _each_label(paper: Paper, change: Callable[[str], str]) -> Paper:
    return each_spot(
        paper, lambda spot: spot if spot.figure or not spot.text else replace(spot, text=change(spot.text))
    )


def split_labels(rng: Random, paper: Paper) -> Paper:
    """Labels break over lines where the cell is narrow."""

    def split(text: str) -> str:
        if len(text) <= SPLITTABLE or rng.random() < 0.6:
            return text
        at = rng.randint(3, len(text) - 1)
        return f"{text[:at]}\n{text[at:]}"

    return _each_label(paper, split)


def spaced_labels(rng: Random, paper: Paper) -> Paper:
    """Short labels are stretched with spaces."""
    gap = rng.choice((" ", "\u3000", "\u00a0", "  "))

    def stretched(text: str) -> str:
        return gap.join(text) if len(text) < SPLITTABLE and not text.isdecimal() and rng.random() < 0.6 else text

    return _each_label(paper, stretched)


def fused_labels(_: Random, paper: Paper) -> Paper:
    """The heading of a chapter runs into the first cell of its table."""
    out: list[Block] = []
    for block in paper:
        before = out[-1] if out else None
        if isinstance(block, Sheet) and isinstance(before, Text) and before.kind is Kind.CHAPTER:
            first, *others = block.rows[0]
            out[-1] = replace(block, rows=((replace(first, text=before.text + first.text), *others), *block.rows[1:]))
        else:
            out.append(block)
    return tuple(out)


def lost_header(rng: Random, paper: Paper) -> Paper:
    """The name of one column of a table is gone."""
    names = sorted(
        {spot.text for block in paper if isinstance(block, Sheet) for row in block.rows for spot in row if spot.column}
    )
    lost = rng.choice(names)
    return each_spot(paper, lambda spot: replace(spot, text="") if spot.column and spot.text == lost else spot)


def truncated_headers(rng: Random, paper: Paper) -> Paper:
    """Names of columns have lost a character or two, as 本年发件 for 本年制发件数."""

    def truncated(spot: Spot) -> Spot:
        if not spot.column or len(spot.text) <= SPLITTABLE or rng.random() < 0.5:
            return spot
        kept = sorted(rng.sample(range(len(spot.text)), k=len(spot.text) - rng.randint(1, 2)))
        return replace(spot, text="".join(spot.text[i] for i in kept))

    return each_spot(paper, truncated)


def aliases(rng: Random, paper: Paper) -> Paper:
    """Labels are printed by other names that the form knows."""

    def renamed(spot: Spot) -> Spot:
        return replace(spot, text=rng.choice(spot.others)) if spot.others and rng.random() < 0.6 else spot

    return each_spot(paper, renamed)


def glosses(_: Random, paper: Paper) -> Paper:
    """Labels are followed by long instructions for filling in."""
    return _each_label(paper, lambda text: text + GLOSSES.get(text, ""))


def inserted_commas(rng: Random, paper: Paper) -> Paper:
    """A stray comma stands beside the punctuation of labels."""
    return _each_label(paper, lambda text: re.sub("[、,，:]", lambda m: m[0] + rng.choice((",", "，")), text))


def other_marks(rng: Random, paper: Paper) -> Paper:
    """Items are numbered in another style."""
    style = rng.choice(("{}、", "{}．", "({})", "{},", "{}. "))
    chinese = rng.random() < 0.5

    def renumbered(text: str) -> str:
        text = re.sub(r"^(\d)\.", lambda m: style.format(m[1]), text)
        return re.sub(r"^\((七)\)(?=总计)", r"\1、", text) if chinese else text

    return _each_label(paper, renumbered)
