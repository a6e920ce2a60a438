"""No pattern matches otherwise on an older Python 3.11.

Up to 3.11.4 ``re`` does not go back to where it was when a round of ``(?:…)*+`` fails that had come further
(python/cpython#106052); Debian 12 has such a Python. A round that ends in ``|(?!)`` is safe: the last alternative
begins where the round began, and fails there.
"""

from __future__ import annotations

from re import _constants, _parser  # type: ignore[attr-defined]  # nothing public takes patterns apart
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.hostile.patterns import Found

CHARACTERS = {_constants.LITERAL, _constants.NOT_LITERAL, _constants.IN, _constants.ANY}
REPEATS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT}
NEVER = str(_parser.parse("(?!)"))
UNSAFE = (
    r"(?:ab?c)*+",
    r"(?:ab?c)?+",
    r"(?:ab?c){1,3}+",
    r"(?:a(?!b)c|d)*+",
    r"(?:a(?!b))*+",
    r"(?:ab++)*+",
    r"(?:x*+y)*+",
    r"(?:ab?c|d)*+",
    r"x(?:(?:y(?:ab?c)*+)?z)*",
)
SAFE = (
    r"(?:ab?c|(?!))*+",
    r"(?:a(?!b)|(?!))?+",
    r"(?:abc)*+",
    r"(?:ab*+)*+",
    r"(?:a|b)*+",
    r"a*+b?+",
    r"(?:[^-]++|b)*+",
)


def test_no_pattern_comes_further_in_a_round_that_fails(patterns: tuple[Found, ...]) -> None:
    told = [found.where for found in patterns if _unsafe(found.pattern.pattern, found.pattern.flags)]
    assert told == []


@pytest.mark.parametrize("pattern", UNSAFE)
def test_a_round_that_can_fail_further_on_is_told(pattern: str) -> None:
    assert _unsafe(pattern)


@pytest.mark.parametrize("pattern", SAFE)
def test_a_round_that_fails_where_it_began_is_not_told(pattern: str) -> None:
    assert not _unsafe(pattern)


def _unsafe(pattern: str | bytes, flags: int = 0) -> bool:
    return _has_unsafe(_parser.parse(pattern, flags))


def _has_unsafe(part: Any) -> bool:  # noqa: ANN401  what re makes of a pattern has no type
    """Whether there is a repetition of that kind anywhere in a part of a parsed pattern."""
    if isinstance(part, tuple) and len(part) > 1 and part[0] is _constants.POSSESSIVE_REPEAT:
        body = part[1][2]
        return _strays(_flat(body)) or _has_unsafe(list(body))
    return isinstance(part, (tuple, list, _parser.SubPattern)) and any(map(_has_unsafe, part))


def _strays(steps: list[Any]) -> bool:
    """Whether steps can fail after one that has moved the place: all but a single character move it."""
    if steps and steps[0][0] is _constants.BRANCH:
        alternatives = [_flat(alternative) for alternative in steps[0][1][1]]
        safe = str(alternatives[-1]) == NEVER or not any(map(_strays, alternatives))
        return not safe or any(map(_fails, steps[1:]))
    moved = further = False
    for step in steps:
        single = step[0] in CHARACTERS
        if _fails(step) and (moved or (further and not single)):
            return True
        moved, further = moved or not single, True
    return False


def _fails(step: Any) -> bool:  # noqa: ANN401
    return not (step[0] in REPEATS and step[1][0] == 0)


def _flat(body: Any) -> list[Any]:  # noqa: ANN401
    """The steps of a body, those of groups among them."""
    steps: list[Any] = []
    for step in body:
        steps += _flat(step[1][-1]) if step[0] is _constants.SUBPATTERN else [step]
    return steps
