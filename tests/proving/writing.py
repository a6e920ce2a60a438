"""Ways of writing that change the characters and not the meaning: traditional, annotated, full width, unseen."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from opencc import OpenCC

if TYPE_CHECKING:
    from random import Random

FULL_WIDTH = str.maketrans("0123456789.,+-/", "０１２３４５６７８９．，＋－／")
BRACKETS = str.maketrans("(),:;", "（），：；")
UNSEEN = ("\u200b", "\u200d", "\ufeff", "\u2060", "\u00ad")
# Readings as a careless converter adds them, after the characters that it has converted.
READINGS = {
    "報": "bào", "數": "shù", "規": "guī", "項": "xiàng", "開": "kāi", "務": "wù", "關": "guān", "機": "jī",
    "請": "qǐng", "復": "fù", "複": "fù", "議": "yì", "訴": "sù", "訟": "sòng", "總": "zǒng", "計": "jì",
    "處": "chù", "許": "xǔ", "罰": "fá", "強": "qiáng", "製": "zhì", "發": "fā", "廢": "fèi", "現": "xiàn",
    "業": "yè", "構": "gòu", "會": "huì", "織": "zhī", "結": "jié", "轉": "zhuǎn", "辦": "bàn", "國": "guó",
    "護": "hù", "權": "quán", "類": "lèi", "內": "nèi", "執": "zhí", "無": "wú", "屬": "shǔ", "過": "guò",
    "沒": "méi", "繼": "jì", "續": "xù", "對": "duì", "採": "cǎi", "購": "gòu", "額": "é", "減": "jiǎn",
}  # fmt: skip


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("s2t")


@lru_cache(maxsize=8192)
def traditional(text: str) -> str:
    """The text in traditional characters."""
    converted: str = _converter().convert(text)
    return converted


def annotated(rng: Random, text: str) -> str:
    """Traditional characters, some with their reading in brackets."""
    return "".join(f"{c}({READINGS[c]})" if c in READINGS and rng.random() < 0.3 else c for c in traditional(text))


def full_width(text: str) -> str:
    """Digits and signs as wide as characters."""
    return text.translate(FULL_WIDTH)


def wide_brackets(text: str) -> str:
    """Punctuation as wide as characters, as the official forms print it."""
    return text.translate(BRACKETS)


def with_unseen(rng: Random, text: str) -> str:
    """The text with characters between its own that nobody sees."""
    out = [text[:1]]
    for character in text[1:]:
        if rng.random() < 0.08:
            out.append(rng.choice(UNSEEN))
        out.append(character)
    return "".join(out)
