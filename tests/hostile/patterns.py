"""Every regular expression of the programme: those of its modules, those within functions, those made of the data."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import sitegen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(sitegen.__file__).parent
# What each method does to a text, as far as time goes.
WAYS = {"match": "match", "fullmatch": "fullmatch", "search": "search"}
WAYS |= dict.fromkeys(("finditer", "findall", "sub", "subn", "split"), "finditer")
DEEP = 4  # levels of tuples within tuples in which a module may keep patterns


class Found(NamedTuple):
    """A pattern, where it stands, and the ways in which it is used."""

    where: str
    pattern: re.Pattern[Any]
    ways: frozenset[str]


def in_modules() -> Iterator[Found]:
    """The patterns that modules keep, with the ways that any module uses one of that name."""
    uses = _uses()
    for name, module in _modules():
        for key, value in vars(module).items():
            for pattern, way in _within(value, DEEP):
                ways = {way} if way else uses.get(key) or {"finditer"}
                yield Found(f"{name}.{key}", pattern, frozenset(ways))


def within_functions() -> Iterator[Found]:
    """The patterns that are written where they are used."""
    for path, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (way := _way(node)) and isinstance(node.args[0], ast.Constant):
                yield Found(f"{path} {_function(tree, node)}", re.compile(node.args[0].value), frozenset({way}))


@contextmanager
def compiled() -> Iterator[list[Found]]:
    """The patterns that are compiled meanwhile, as those that are made of the data."""
    found: list[Found] = []
    compile_one: Callable[[Any, Any], re.Pattern[Any]] = re._compile  # type: ignore[attr-defined]  # noqa: SLF001

    def noted(pattern: Any, flags: Any) -> re.Pattern[Any]:  # noqa: ANN401
        made = compile_one(pattern, flags)
        frame = sys._getframe(1)  # noqa: SLF001
        while frame.f_back and "/re/" in frame.f_code.co_filename.replace("\\", "/"):
            frame = frame.f_back
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(ROOT) and not isinstance(pattern, re.Pattern):
            where = f"{path.relative_to(ROOT)} {frame.f_code.co_name}"
            found.append(Found(where, made, frozenset({"finditer", "match"})))
        return made

    for _, module in _modules():  # what was made of the data before is made again
        for value in vars(module).values():
            getattr(value, "cache_clear", tuple)()
    re._compile = noted  # type: ignore[attr-defined]  # noqa: SLF001
    try:
        yield found
    finally:
        re._compile = compile_one  # type: ignore[attr-defined]  # noqa: SLF001


def _modules() -> Iterator[tuple[str, object]]:
    importlib.import_module("sitegen.pages")  # before those that it is made of
    for found in pkgutil.walk_packages(sitegen.__path__, "sitegen."):
        yield found.name, importlib.import_module(found.name)


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(ROOT.rglob("*.py")):
        yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def _within(value: object, deep: int) -> Iterator[tuple[re.Pattern[Any], str]]:
    """Patterns, and the one way in which each is used where only a method of it is kept."""
    if isinstance(value, re.Pattern):
        yield value, ""
    elif isinstance(own := getattr(value, "__self__", None), re.Pattern):
        yield own, WAYS[value.__name__]  # type: ignore[attr-defined]  # a method of it
    elif isinstance(value, tuple | list | frozenset | set | dict) and deep:
        for part in value.values() if isinstance(value, dict) else value:
            yield from _within(part, deep - 1)


def _uses() -> dict[str, set[str]]:
    """By name, the ways in which patterns of that name are used anywhere."""
    uses: dict[str, set[str]] = {}
    for _, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in WAYS:
                uses.setdefault(ast.unparse(node.value).rpartition(".")[2], set()).add(WAYS[node.attr])
    return uses


def _way(call: ast.Call) -> str | None:
    module, _, function = ast.unparse(call.func).partition(".")
    return WAYS.get(function) if module == "re" and call.args else None


def _function(tree: ast.Module, call: ast.Call) -> str:
    """The name of the innermost function that a call stands in; empty for the module."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.lineno <= call.lineno]
    around = [node for node in functions if (node.end_lineno or 0) >= call.lineno]
    return max(around, key=lambda node: node.lineno).name if around else ""
