"""Templates are compiled once: for the next build too, unless anything is different, or nothing can be kept."""

from __future__ import annotations

import marshal
from typing import IO, TYPE_CHECKING

import pytest
from jinja2 import Environment, FileSystemLoader

from sitegen.compiling import Compiled
from sitegen.keeping import COMPILED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A folder with one template."""
    (tmp_path / "one.html").write_text("{{ 1 + number }}", encoding="utf-8")
    return tmp_path


def _built(templates: Path, key: str, monkeypatch: pytest.MonkeyPatch) -> tuple[str, int]:
    """What the template gives, and how often it was compiled for that."""
    compiled, count = Compiled(templates, key), 0
    environment = Environment(loader=FileSystemLoader(templates), bytecode_cache=compiled, autoescape=True)
    compile_: Callable[..., object] = environment.compile

    def counted(*given: object, **named: object) -> object:
        nonlocal count
        count += 1
        return compile_(*given, **named)

    monkeypatch.setattr(environment, "compile", counted)
    text = environment.get_template("one.html").render(number=2)
    compiled.keep()
    return text, count


def _kept(templates: Path) -> Path:
    (file,) = (templates / COMPILED).iterdir()
    return file


def test_the_next_build_compiles_nothing(templates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _built(templates, "a", monkeypatch) == ("3", 1)
    assert _built(templates, "a", monkeypatch) == ("3", 0)


def test_what_was_kept_for_another_key_is_compiled_anew_and_takes_its_place(
    templates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _built(templates, "a", monkeypatch)
    assert _built(templates, "b", monkeypatch) == ("3", 1)
    assert _built(templates, "b", monkeypatch) == ("3", 0)
    assert _kept(templates).is_file()


def test_a_template_that_has_changed_is_compiled_anew(templates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even under the same key."""
    _built(templates, "a", monkeypatch)
    (templates / "one.html").write_text("{{ 5 + number }}", encoding="utf-8")
    assert _built(templates, "a", monkeypatch) == ("7", 1)


@pytest.mark.parametrize("harm", [lambda kept: kept[:9], lambda kept: kept[:-1], lambda kept: kept[:-9] + b"x" * 9])
def test_what_was_harmed_is_as_good_as_none(
    templates: Path, monkeypatch: pytest.MonkeyPatch, harm: Callable[[bytes], bytes]
) -> None:
    _built(templates, "a", monkeypatch)
    file = _kept(templates)
    file.write_bytes(harm(file.read_bytes()))
    assert _built(templates, "a", monkeypatch) == ("3", 1)


def test_where_nothing_can_be_kept_templates_are_compiled_each_time(
    templates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkout may be read only; here its place is taken by a file, which refuses the administrator, too."""
    (templates / COMPILED).write_bytes(b"")
    assert _built(templates, "a", monkeypatch) == ("3", 1)
    assert _built(templates, "a", monkeypatch) == ("3", 1)
    assert {file.name for file in templates.iterdir()} == {COMPILED, "one.html"}


def test_what_is_kept_is_unpacked_once_for_all_editions(templates: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _built(templates, "a", monkeypatch)
    compiled, unpack, unpacked = Compiled(templates, "a"), marshal.load, 0

    def counted(file: IO[bytes]) -> object:
        nonlocal unpacked
        unpacked += 1
        return unpack(file)

    monkeypatch.setattr(marshal, "load", counted)
    for edition in range(3):
        environment = Environment(loader=FileSystemLoader(templates), bytecode_cache=compiled, autoescape=True)
        assert environment.get_template("one.html").render(number=edition) == str(1 + edition)
    assert unpacked == 1
