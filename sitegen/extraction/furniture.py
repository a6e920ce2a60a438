"""What a page carries besides the report: site furniture and spam, to be cut from what is shown."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.cleaning import clean
from sitegen.model import Cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.model import Unwanted

CHAPTER = re.compile(r"\s*[一二三四五六七八九十]{1,2}、")
CLUSTER = 2  # lines of furniture that close together mark the foot of a page
NEAR = 6  # lines with text, within which they stand together
LONGEST = 80  # characters; what is longer is no furniture
SENTENCE = re.compile("[。,;]|、$")  # what text has and furniture has not
SPAM_WORDS = 2  # in a list of catchwords
SPAM_WORDS_IN_PROSE = 5
SPAM_SHARE = 0.25  # of the characters of a line; real spam has half and more, a report on gambling a fifth at most
PROSE = re.compile("[。、]")
NOTHING = r"(?!)"  # what no text matches


def cuts(lines: tuple[str, ...], keep: frozenset[int], title: int | None, unwanted: Unwanted) -> tuple[Cut, ...]:
    """The lines to cut, as ranges in order; a line in ``keep`` (evidence of a fact or of a figure) is never cut."""
    furniture = _furniture(unwanted.furniture)
    text = [line if line.isalnum() and line.isascii() else _bare(line) for line in lines]
    words = [(n, line) for n, line in enumerate(text, 1) if not line.isascii()]  # the other lines are figures
    spam = {n for n in _suspects(words, unwanted.spam) if is_spam(text[n - 1], unwanted)}
    page = {n for n, line in words if n not in spam and _is_furniture(line, furniture)}
    if title:
        page |= {n for n in range(1, title) if text[n - 1]} - spam
    last = _last_chapter(words, keep)
    foot = _foot(text, last, page | spam)
    if foot:
        page |= {n for n in range(foot, len(text) + 1) if text[n - 1] or n == foot} - spam
    return tuple(_ranges(text, {**dict.fromkeys(page - keep, "furniture"), **dict.fromkeys(spam - keep, "spam")}))


def _bare(line: str) -> str:
    """A line cleaned, without marks of lists."""
    return clean(line).text.strip().lstrip("•·-*> ")


def is_spam(text: str, unwanted: Unwanted) -> bool:
    """Whether a cleaned line consists for a good part of words of spam; a report on gambling may use some."""
    if text.isascii():
        return False
    found = _spam_words(unwanted.spam).findall(text)
    least = SPAM_WORDS_IN_PROSE if PROSE.search(text) else SPAM_WORDS
    printed = len(re.sub(r"[\s|]", "", text))
    return len({word.casefold() for word in found}) >= least and sum(map(len, found)) >= SPAM_SHARE * printed


def _is_furniture(text: str, furniture: re.Pattern[str]) -> bool:
    """Whether a cleaned line is the page's: it begins like one, and is no sentence of the report."""
    return len(text) <= LONGEST and furniture.match(text) is not None and not SENTENCE.search(text)


def _suspects(lines: list[tuple[int, str]], words: tuple[str, ...]) -> set[int]:
    """The lines in which any word of spam stands: only those are weighed."""
    together = "\n".join([line for _, line in lines])  # as no word has a line feed, most pages are told at once
    patterns = [pattern for pattern in _quick_words(words) if pattern.search(together)]
    return {n for n, line in lines if any(pattern.search(line) for pattern in patterns)} if patterns else set()


@lru_cache(maxsize=8)
def _quick_words(words: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words with letters and those without: to ignore case takes ten times as long, and few words have any."""
    lettered = tuple(word for word in words if word.lower() != word.upper())
    others = "|".join(re.escape(word) for word in words if word not in lettered)
    return _spam_words(lettered), re.compile(others or NOTHING)


@lru_cache(maxsize=8)
def _spam_words(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)) or NOTHING, re.IGNORECASE)


@lru_cache(maxsize=8)
def _furniture(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _last_chapter(lines: list[tuple[int, str]], keep: frozenset[int]) -> int:
    """The line of the last chapter heading or of the last figure, whichever comes later."""
    heading = next((n for n, line in reversed(lines) if "、" in line and CHAPTER.match(line)), 0)
    return max(heading, *keep, 0)


def _foot(text: list[str], last: int, unwanted: set[int]) -> int | None:
    """The first line of the foot of the page: after the report, the first of several unwanted lines close together."""
    below = [n for n in range(last + 1, len(text) + 1) if text[n - 1]]
    for i, n in enumerate(below):
        if n in unwanted and sum(m in unwanted for m in below[i : i + NEAR]) >= CLUSTER:
            return n
    return None


def _ranges(text: list[str], reasons: dict[int, str]) -> Iterator[Cut]:
    """Cut lines as ranges of one reason; empty lines between two cut lines belong to the range."""
    start, end, reason = 0, 0, ""
    for n in sorted(reasons):
        if start and reasons[n] == reason and _only_blank(text, range(end + 1, n)):
            end = n
            continue
        if start:
            yield Cut(start, end, reason)
        start, end, reason = n, n, reasons[n]
    if start:
        yield Cut(start, end, reason)


def _only_blank(text: list[str], between: Iterable[int]) -> bool:
    return all(not text[n - 1] for n in between)
