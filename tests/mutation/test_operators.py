"""Faults for the tests of others: each is one, small, and where something happens."""

from __future__ import annotations

import ast

import pytest

from tests.mutation.operators import mutants

MODULE = '''"""A module."""
from os import path
LIMIT = 3

def f(a: int, b: "str" = "x") -> "bool":
    """A function."""
    while a and not b:
        a += 1
        if a <= LIMIT or a == 7:
            continue
        return a in (1, True)
    print(a - 1)
    return None
'''


def changed() -> list[str]:
    return [mutant.told for mutant in mutants(MODULE)]


@pytest.mark.parametrize(
    "fault",
    [
        "'3' -> '4'",
        "'3' -> '2'",
        "\"'x'\" -> \"''\"",
        "'a and (not b)' -> 'a or not b'",
        "'a and (not b)' -> 'not b'",
        "'not b' -> 'b'",
        "'a += 1' -> 'pass'",
        "'a <= LIMIT' -> 'a < LIMIT'",
        "'a <= LIMIT' -> 'a > LIMIT'",
        "'a == 7' -> 'a != 7'",
        "'continue' -> 'break'",
        "'return a in (1, True)' -> 'return None'",
        "'a in (1, True)' -> 'a not in (1, True)'",
        "'True' -> 'False'",
        "'a - 1' -> 'a + 1'",
        "'print(a - 1)' -> 'pass'",
    ],
)
def test_each_kind_of_slip_is_made(fault: str) -> None:
    assert fault in changed()


def test_nothing_that_only_explains_is_changed() -> None:
    """Docstrings, annotations, imports, and what is None already."""
    assert not [told for told in changed() if "module" in told or "function" in told or "import" in told]
    assert not [told for told in changed() if "'str'" in told or "'bool'" in told or "return None' ->" in told]


def test_each_mutant_is_a_module_with_one_fault() -> None:
    plain = ast.unparse(ast.parse(MODULE)).splitlines()
    for mutant in mutants(MODULE):
        lines = mutant.source.splitlines()
        assert lines != plain
        ast.parse(mutant.source)
        assert sum(one != other for one, other in zip(lines, plain, strict=True)) <= 1 or "while" in mutant.told
        assert mutant.line > 1
