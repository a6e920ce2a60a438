"""The editions of the site: Simplified Chinese, Traditional Chinese, which is converted from it, and English.

The Traditional edition is the Simplified one, converted character by character when a page is done;
what stands under ``lang="zh-Hans"``, as the source of a report does, stays as it was printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from opencc import OpenCC

SHOWN_ATTRIBUTES = re.compile(r'(\s(?:title|alt|aria-label|placeholder|content|label)=")([^"]*)(")')
PIECES = re.compile(r"(<!--.*?(?:-->|\Z)|<[^>]*+(?:>|\Z))", re.DOTALL)
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
AS_IT_IS = re.compile(r'\slang="zh-Hans"|\shreflang=')
OWN = ' lang="zh-Hant"'  # what the site says amid what stays as it is
CHINESE = re.compile(
    r"[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef](?:[^A-Za-z<>&\"“”‘’\n]*[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef])?"
)
VERBATIM = frozenset({"script", "style", "code", "pre", "kbd", "textarea"})
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edition:
    """The site in one language: its tag, the folder that its pages lie in, the language that knowledge has for it.

    ``name`` is what the edition calls itself, ``short`` what stands in the switch,
    ``locale`` its name in social networks.
    """

    tag: str
    folder: str
    base: str
    name: str
    short: str
    locale: str
    converted: bool = False


SIMPLIFIED = Edition("zh-Hans", "", "zh", "简体中文", "简", "zh_CN")
TRADITIONAL = Edition("zh-Hant", "zh-hant/", "zh", "繁體中文", "繁", "zh_TW", converted=True)
ENGLISH = Edition("en", "en/", "en", "English", "EN", "en_GB")
EDITIONS = (SIMPLIFIED, TRADITIONAL, ENGLISH)


def edition_of(path: str) -> Edition:
    """The edition that a file of the site belongs to."""
    return next((one for one in EDITIONS if one.folder and path.startswith(one.folder)), SIMPLIFIED)


def mixed(text: str) -> Markup:
    """Text of another language with what is Chinese in it marked as such, for screen readers and for fonts."""
    found, end = [], 0
    for match in CHINESE.finditer(text):
        found += [escape(text[end : match.start()]), Markup('<span lang="zh-Hans">%s</span>') % match[0]]
        end = match.end()
    return Markup().join([*found, escape(text[end:])])


def traditional(page: str) -> str:
    """The page in Traditional characters, but what is marked as Simplified, code, and what readers do not see."""
    out: list[str] = []
    within: list[tuple[str, bool]] = []  # the elements that decide, and whether what is in them stays as it is
    for piece in PIECES.split(page):
        stays = bool(within) and within[-1][1]
        if not piece.startswith("<"):
            out.append(piece if stays else converted(piece))
            continue
        tag = TAG.match(piece)
        name = tag[2].lower() if tag else ""
        as_it_is, own = bool(AS_IT_IS.search(piece)), OWN in piece
        out.append(piece if as_it_is or (stays and not own) else SHOWN_ATTRIBUTES.sub(_attribute, piece))
        if not tag or name in VOID or piece.endswith("/>"):
            continue
        if tag[1]:
            if within and name == within[-1][0]:
                within.pop()
        elif as_it_is or own or name in VERBATIM:
            within.append((name, not own))
        elif within and name == within[-1][0]:
            within.append((name, stays))
    return "".join(out)


def _attribute(match: re.Match[str]) -> str:
    return f"{match[1]}{converted(match[2])}{match[3]}"


@lru_cache(maxsize=1 << 16)
def converted(text: str) -> str:
    """Text in Traditional characters as they are written now, by OpenCC's ``s2tw``: no words of another region."""
    return str(_opencc().convert(text)) if any(character >= "\u3400" for character in text) else text


@lru_cache(maxsize=1)
def _opencc() -> OpenCC:
    from opencc import OpenCC  # noqa: PLC0415  loading its dictionaries takes a while

    return OpenCC("s2tw")
