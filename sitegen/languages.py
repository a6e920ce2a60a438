"""The editions of the site: Simplified Chinese, Traditional Chinese, which is converted from it, and English.

The Traditional edition is the Simplified one, converted character by character when a page is done;
what stands under ``lang="zh-Hans"``, as the source of a report does, stays as it was printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from sitegen.traditionalizing import traditionalized

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
    stays = False
    pieces = PIECES.split(page)
    pieces.append("")
    for text, markup in zip(pieces[::2], pieces[1::2], strict=True):
        out.append(text if stays or text.isascii() else converted(text))
        tag = _tag(markup)
        out.append(markup if stays and not tag.own else tag.turned)
        if tag.decides:
            within.append((tag.name, not tag.own))
        elif within and tag.name == within[-1][0]:
            if tag.closes:
                within.pop()
            else:
                within.append((tag.name, stays))
        else:
            continue
        stays = bool(within) and within[-1][1]
    return "".join(out)


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag, or other markup: its name, if it begins or ends an element; with the attributes that readers see turned.

    Where it ``decides``, it begins what is turned or not: by its language, which may be our ``own``, or as code.
    """

    turned: str
    name: str = ""
    closes: bool = False
    own: bool = False
    decides: bool = False


@lru_cache(maxsize=1 << 12)
def _tag(markup: str) -> _Tag:
    """What there is to know of a tag: those of a site are much the same on all its pages."""
    tag = TAG.match(markup)
    name = tag[2].lower() if tag else ""
    as_it_is, own = bool(AS_IT_IS.search(markup)), OWN in markup
    turned = markup if as_it_is else SHOWN_ATTRIBUTES.sub(_attribute, markup)
    if not tag or name in VOID or markup.endswith("/>"):
        return _Tag(turned, own=own)
    closes = bool(tag[1])
    return _Tag(turned, name, closes, own, not closes and (as_it_is or own or name in VERBATIM))


def _attribute(match: re.Match[str]) -> str:
    return f"{match[1]}{converted(match[2])}{match[3]}"


@lru_cache(maxsize=1 << 16)
def converted(text: str) -> str:
    """Text in Traditional characters as they are written now, by OpenCC's ``s2tw``: no words of another region."""
    return text if text.isascii() else traditionalized(text)
