"""The oldest browsers that the site is made for: Chromium 90 (and with it WeChat's) and Safari 15."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

# What a sheet may not have, and which of the two learned it when. What an older browser passes over without harm to
# what is shown (text-wrap, text-autospace, scrollbar-width, accent-color) is no matter.
TOO_NEW_STYLE = {
    r":has\(": "Chromium 105, Safari 15.4",
    r"@container": "Chromium 105, Safari 16",
    r"@layer": "Chromium 99, Safari 15.4",
    r"@scope": "Chromium 118, Safari 17.4",
    r"@starting-style": "Chromium 117, Safari 17.5",
    r"@property": "Chromium 85, Safari 16.4",
    r"\bcolor-mix\(": "Chromium 111, Safari 16.2",
    r"\bokl(?:ch|ab)\(": "Chromium 111, Safari 15.4",
    r"\blight-dark\(": "Chromium 123, Safari 17.5",
    r"\d(?:d|s|l)v(?:h|w|i|b|min|max)\b": "Chromium 108, Safari 15.4",
    r"\d(?:cq(?:w|h|i|b|min|max)|lh|rlh)\b": "Chromium 105, Safari 16",
    r"\bsubgrid\b": "Chromium 117, Safari 16",
    r"\boverflow(?:-[xy])?:\s*clip": "Chromium 90, Safari 16",
    r"::backdrop": "Chromium 37, Safari 15.4",
    r":modal|:popover-open": "Chromium 105, Safari 15.6",
    r"\b(?:translate|rotate|scale):": "Chromium 104, Safari 14.1",
    r"@media[^{]*[<>]": "Chromium 104, Safari 16.4",
    r"@import|@font-face": "asks for another file",
    r"&": "nesting: Chromium 112, Safari 16.5",
}
TOO_NEW_SCRIPT = {
    r"\?\?=|\|\|=|&&=": "beyond ES2020",
    r"\.at\(": "Chromium 92, Safari 15.4",
    r"\.replaceAll\(": "beyond ES2020",
    r"\bstructuredClone\(": "Chromium 98, Safari 15.4",
    r"\bObject\.hasOwn\(": "Chromium 93, Safari 15.4",
    r"\.(?:findLast|findLastIndex)\(": "Chromium 97, Safari 15.4",
    r"\.(?:toSorted|toReversed|toSpliced)\(": "Chromium 110, Safari 16",
    r"\b(?:Object|Map)\.groupBy\(": "Chromium 117, Safari 17.4",
    r"\bPromise\.(?:any|withResolvers|try)\(": "beyond ES2020",
    r"\bAbortSignal\.(?:timeout|any)\(": "Chromium 103, Safari 16",
    r"\(\?<[=!]": "look-behind: Chromium 62, Safari 16.4",
    r"\bIntl\.Segmenter\b": "Chromium 87, Safari 14.1, no Firefox before 125",
    r"\brequestIdleCallback\(": "Chromium 47, no Safari",
    r"\bDecompressionStream\b": "Chromium 80, Safari 16.4",
    r"\.(?:showModal|showPopover)\(": "Chromium 37, Safari 15.4",
    r"\bstatic\s*\{|[{;\s]#\w+\s*[=(;]": "class blocks and private members: Safari 15 to 16.4",
    r"\bimport\s*\(|^\s*(?:import|export)\s": "no modules are needed",
    r"\d_\d": "numeric separators are beyond ES2020",
    r"\beval\(|\bnew Function\(": "the policy of the site forbids it",
}
MOVING = re.compile(r"(?<![-\w])(?:transition|animation|scroll-behavior)\s*:")
STILL = re.compile(r"@media[^{]*prefers-reduced-motion:\s*no-preference[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
LITERALS = re.compile(r"/\*.*?\*/|(?<![:\\])//[^\n]*", re.DOTALL)


def found(patterns: dict[str, str], text: str) -> list[str]:
    """What of it is in the text, with the reason."""
    bare = LITERALS.sub("", text)
    return [f"{match[0]!r}: {why}" for one, why in patterns.items() for match in re.finditer(one, bare, re.MULTILINE)]


def files(root: Path, kind: str) -> list[Path]:
    """The sheets or scripts of the site's own making."""
    return sorted(path for path in (root / "templates").rglob(f"*.{kind}") if not path.name.endswith(f".min.{kind}"))


def test_no_sheet_needs_a_newer_browser(root: Path) -> None:
    assert len(files(root, "css")) > 5
    for path in files(root, "css"):
        assert not found(TOO_NEW_STYLE, path.read_text(encoding="utf-8")), path.name


def test_no_script_needs_a_newer_browser(root: Path) -> None:
    """The check of a draft runs Python, which needs a newer one anyway; its page says which, and the other way."""
    own = [path for path in files(root, "js") if path.name != "worker.js"]
    assert own
    for path in own:
        assert not found(TOO_NEW_SCRIPT, path.read_text(encoding="utf-8")), path.name


def test_nothing_moves_for_those_who_asked_for_rest(root: Path) -> None:
    """Whatever moves stands in a query for readers without a preference."""
    for path in files(root, "css"):
        rest = STILL.sub("", LITERALS.sub("", path.read_text(encoding="utf-8")))
        assert not MOVING.search(rest), path.name


@pytest.mark.parametrize(
    ("patterns", "text"),
    [
        (TOO_NEW_STYLE, "a:has(b) {}"),
        (TOO_NEW_STYLE, "a { height: 100dvh }"),
        (TOO_NEW_STYLE, "@media (width >= 640px) {}"),
        (TOO_NEW_STYLE, "a { & b {} }"),
        (TOO_NEW_SCRIPT, "x ??= 1"),
        (TOO_NEW_SCRIPT, "list.at(-1)"),
        (TOO_NEW_SCRIPT, "structuredClone(x)"),
        (TOO_NEW_SCRIPT, "/(?<=a)b/"),
    ],
)
def test_what_is_too_new_is_noticed(patterns: dict[str, str], text: str) -> None:
    assert found(patterns, text)
    assert not found(patterns, f"/* {text.replace('/', '')} */")
