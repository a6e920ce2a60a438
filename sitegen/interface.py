"""The words of the interface: templates and pages are written in Simplified Chinese, each text has its English.

The translations stand in ``content/interface/``, by the Chinese that templates and code have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.catalogue.entries import KnowledgeError, read_toml, tables

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ONE = 1
STRAY = r"%(?!\(\w+\)s)"


@dataclass(frozen=True, slots=True)
class Text:
    """The English of a text of the interface; ``one`` where its ``count`` is one."""

    en: str
    one: str = ""


@dataclass(frozen=True, slots=True)
class Interface:
    """The texts of the interface: by the Chinese that stands in templates and code, their English."""

    texts: Mapping[str, Text] = field(default_factory=dict)

    def say(self, language: str, chinese: str, values: Mapping[str, object]) -> str:
        """The text in the language, ``zh`` or ``en``; a text without its English is our own fault."""
        if language == "zh":
            return chinese
        if chinese not in self.texts:
            message = f"content/interface/ has no English of {chinese!r}"
            raise LookupError(message)
        text = self.texts[chinese]
        return text.one if text.one and values.get("count") == ONE else text.en


def load_interface(folder: Path) -> Interface:
    """Every ``*.toml`` of the folder; no text may be given twice."""
    texts: dict[str, Text] = {}
    for path in sorted(folder.glob("*.toml")):
        whole = read_toml(path)
        whole.check(text=list)
        for entry in tables(whole, "text"):
            entry.check(zh=str, en=str, one_=str)
            chinese = entry.values["zh"]
            if chinese in texts:
                raise KnowledgeError(path, entry.line, f"{chinese!r} is given twice")
            if stray := next((text for text in entry.values.values() if re.search(STRAY, text)), None):
                raise KnowledgeError(path, entry.line, f"{stray!r} has a % that is no place; a place is %(name)s")
            for english in (entry.values["en"], entry.values.get("one", "")):
                if english and not places(english) <= places(chinese):
                    raise KnowledgeError(path, entry.line, f"{english!r} has places that the Chinese has not")
            texts[chinese] = Text(entry.values["en"], entry.values.get("one", ""))
    return Interface(texts)


def places(text: str) -> set[str]:
    """The places of a text, written ``%(name)s``."""
    return set(re.findall(r"%\((\w+)\)s", text))


def msg(chinese: str) -> str:
    """Mark a text of the code as one of the interface; it is said in each language when a page is made."""
    return chinese


@dataclass(frozen=True, slots=True)
class Said:
    """A text of the interface that comes from code: the Chinese, and what fills its places."""

    chinese: str
    values: Mapping[str, object]


class Printed(str):
    """Text of a report, which is the same in every language."""

    __slots__ = ()


def said(chinese: str, **values: object) -> Said:
    """A text of the interface with places."""
    return Said(chinese, values)
