"""Marks of Markdown in a text: taken away line by line, so that the lines keep their numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.readers import pipes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(?=\S)")
_QUOTE = re.compile(r"(?:[ \t]{0,3}>[ \t]?)+")
_TABLE_TAG = re.compile(r"<(/?)table(?=[\s>])[^<>]{0,2000}>", re.IGNORECASE)

# In the order in which they are taken away. No pattern runs past the mark that it began with.
_MARKS = (
    (re.compile(r"<br[ \t]*/?>|&nbsp;|&#160;", re.IGNORECASE), " "),
    (re.compile(r"</?(?:b|strong|i|em|u|font|span|p|div|center)(?:[ \t][^<>]{0,500})?>", re.IGNORECASE), ""),
    (re.compile(r"\*\*(?=[^\s*|])([^*|]{1,400})(?<=\S)\*\*"), r"\1"),
    (re.compile(r"__(?=[^\s_|])([^_|]{1,400})(?<=\S)__"), r"\1"),
    (re.compile(r"(?<![*\w])\*(?=[^\s*|])([^*|]{1,400})(?<=\S)\*(?![*\w])"), r"\1"),
    (re.compile(r"\\\|"), "\N{FULLWIDTH VERTICAL LINE}"),  # a bar that is no border
    (re.compile(r"\\([!-/:-@\[-`{}~])"), r"\1"),
    (re.compile(r"\\$"), ""),
)
_MARKED = re.compile(r"[<&*_\\]")  # one of these stands in every mark; few lines have any


def is_markdown(lines: Sequence[str]) -> bool:
    """Whether a text has a heading of Markdown or a table with a rule under its header."""
    return any(
        ("#" in line and _HEADING.match(line)) or ("--" in line and "|" in line and pipes.is_rule(line))
        for line in lines
    )


def plain(line: str) -> str:
    """A line without the marks of headings, quotations and emphasis, with its escaped characters as they are meant."""
    line = line[found.end() :] if (found := _QUOTE.match(line)) else line
    if found := _HEADING.match(line):
        line = line[found.end() :].rstrip().rstrip("#").rstrip()
    if _MARKED.search(line):
        for pattern, text in _MARKS:
            line = pattern.sub(text, line)
    return line


def html_tables(text: str) -> Iterator[tuple[int, int]]:
    """Where tables in HTML stand in a text, from the first character to one past the last."""
    depth = start = 0
    for tag in _TABLE_TAG.finditer(text):
        if not tag[1]:
            start = start if depth else tag.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield start, tag.end()
