"""A text in two languages has its code once: the English one takes it, with what it prints, from the Chinese one.

Code that is copied from one page to the other would drift; here a line ``{code}`` stands for the blocks of code of the
section that is in the same place.
"""

from __future__ import annotations

import re

MARK = "{code}"
MARKED = re.compile(rf"^{re.escape(MARK)}$", re.MULTILINE)
SECTION = re.compile(r"^(?=## )", re.MULTILINE)
BLOCK = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


class SharedCodeError(ValueError):
    """The two texts do not fit each other; ``line`` is where, in the English one."""

    def __init__(self, line: int, message: str) -> None:
        """Say what is wrong at that line."""
        super().__init__(message)
        self.line = line

    def __reduce__(self) -> tuple[type[SharedCodeError], tuple[int, str]]:
        """Come from another process as it was raised there."""
        return type(self), (self.line, str(self))


def with_code_of(chinese: str, english: str) -> str:
    """The English text with the code of the Chinese one; a text without marks has its own and stays as it is."""
    if not MARKED.search(english):
        return english
    ours, theirs = _sections(english), _sections(chinese)
    if len(ours) != len(theirs):
        raise SharedCodeError(1, f"it has {len(ours)} sections, the Chinese text has {len(theirs)}")
    found, line = [], 1
    for section, other in zip(ours, theirs, strict=True):
        blocks, marks = BLOCK.findall(other), len(MARKED.findall(section))
        if marks != bool(blocks):
            raise SharedCodeError(line, f"a section has {marks} lines {MARK}, and the Chinese one {len(blocks)} blocks")
        code = "\n\n".join(blocks)
        lines = section.splitlines(keepends=True)
        found += [code + own[len(MARK) :] if own.rstrip() == MARK else own for own in lines]
        line += section.count("\n")
    return "".join(found)


def _sections(text: str) -> list[str]:
    """The text cut before each heading of a section; code may have lines that look like one, but none of ours has."""
    return SECTION.split(text)
