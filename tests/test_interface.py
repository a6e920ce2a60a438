"""The words of the interface: every text has its English, and every English text is the English of something."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest
from jinja2 import Environment

from sitegen.catalogue import KnowledgeError
from sitegen.interface import Interface, Text, load_interface

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MARKED = {"msg", "said"}


def used_in_templates(root: Path) -> Iterator[tuple[str, str]]:
    """Every text that a template asks for, with the name of the template."""
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.policies["ext.i18n.trimmed"] = True
    for path in sorted((root / "templates").rglob("*.html")):
        for _, _, text in environment.extract_translations(path.read_text(encoding="utf-8")):  # type: ignore[attr-defined]
            yield (text if isinstance(text, str) else text[0]), path.name


def used_in_code(root: Path) -> Iterator[tuple[str, str]]:
    """Every text that code marks as one of the interface, with the name of the module."""
    for path in sorted((root / "sitegen").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(text)), *_]) if name in MARKED:
                    yield text, path.name


def test_every_text_of_the_interface_has_its_english(root: Path) -> None:
    """Nothing on an English page is left in Chinese because somebody forgot it."""
    known = load_interface(root / "content" / "interface").texts
    used = [*used_in_templates(root), *used_in_code(root)]
    assert not [(text, where) for text, where in used if text not in known]


def test_every_translation_is_the_translation_of_something(root: Path) -> None:
    """A text that changes takes its translation with it."""
    used = {text for text, _ in (*used_in_templates(root), *used_in_code(root))}
    assert not set(load_interface(root / "content" / "interface").texts) - used


def test_one_thing_is_not_called_many() -> None:
    """A text that counts may have another English for one."""
    interface = Interface({"%(count)s 份": Text("%(count)s reports", "%(count)s report")})
    assert interface.say("en", "%(count)s 份", {"count": 1}) == "%(count)s report"
    assert interface.say("en", "%(count)s 份", {"count": 2}) == "%(count)s reports"
    assert interface.say("zh", "%(count)s 份", {"count": 1}) == "%(count)s 份"


def test_a_text_without_its_english_is_our_own_fault() -> None:
    """No English page is published with Chinese that somebody forgot."""
    assert Interface().say("zh", "份", {}) == "份"
    with pytest.raises(LookupError, match="no English of '份'"):
        Interface().say("en", "份", {})


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ('[[text]]\nzh = "国"\nen = "a"\n\n[[text]]\nzh = "国"\nen = "b"\n', 5),
        ('[[text]]\nzh = "国"\nen = "%(what)s"\n', 1),
        ('[[text]]\nzh = "国"\n', 1),
        ('[[text]]\nzh = "小四成"\nen = "40% smaller"\n', 1),
    ],
)
def test_a_translation_that_cannot_be_right_is_refused_with_file_and_line(
    tmp_path: Path, lines: str, line: int
) -> None:
    """Given twice, with places that nothing fills, none at all, or with a per cent sign that would be taken for one."""
    (tmp_path / "some.toml").write_text(lines, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=rf"some\.toml:{line}: "):
        load_interface(tmp_path)
