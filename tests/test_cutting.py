"""Macros cut once, and what may and may not be done with their holes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import escape

from sitegen.cutting import Cut, Cuts, Hole, escaped
from sitegen.languages import SIMPLIFIED
from sitegen.rendering import unbroken

if TYPE_CHECKING:
    from collections.abc import Callable

HOSTILE = (
    "<script>alert(1)</script>",
    "a & b",
    "100 %s %(x)s %%",
    "\x00 0\x00",
    "\x000\x00",
    "“‹›”",
    "'\"",
    "{{ 7 * 7 }}",
    "",
)
LINKED, BARE = True, False
PAGE = """
{% macro plain(kind, linked, target, text) -%}
<td class="{{ kind }}" data-share="100 %">
{%- if linked %}<a href="#{{ target }}" title="{{ text }}">{{ text }}</a>{% else %}{{ text }}{% endif %}</td>
{%- endmacro %}
{% macro deciding(text) %}{% if text %}x{% endif %}{% endmacro %}
{% macro comparing(text) %}{{ text == 'x' }}{% endmacro %}
{% macro changing(text) %}{{ text | upper }}{% endmacro %}
{% macro joining(text) %}{{ '#' ~ text }}{% endmacro %}
"""


@pytest.fixture(scope="module")
def cuts() -> Cuts:
    """Cuts of a template of a few macros."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, loader=DictLoader({"page.html": PAGE}))
    environment.filters.update(say=str, word=str, mixed=str, set=str, unbroken=unbroken)
    environment.globals.update(site=None, edition=SIMPLIFIED)
    return Cuts(environment)


@given(st.text() | st.sampled_from(HOSTILE), st.text() | st.sampled_from(HOSTILE), st.booleans())
def test_a_cut_says_what_the_macro_says(cuts: Cuts, target: str, text: str, linked: bool) -> None:  # noqa: FBT001
    """Whatever the values are: escaped once, in every place, with per cents and marks as they are."""
    plain = cuts.macro("page.html", "plain")
    assert cuts("page.html", "plain", "v", linked)(target, text) == plain("v", linked, target, text)


@given(st.text() | st.sampled_from(HOSTILE))
def test_a_value_is_escaped_once(text: str) -> None:
    """Text is; markup is already."""
    assert escaped(text) == escape(text)
    assert escaped(escape(text)) == escape(text)
    assert escaped(7) == "7"


def test_what_was_cut_may_be_filled_into_another_cut(cuts: Cuts) -> None:
    """A table is made of cells."""
    inner = cuts("page.html", "plain", "v", BARE)("", "<b>")
    assert cuts("page.html", "plain", "v", BARE)("", inner).count("&lt;b&gt;") == 1


def test_a_cut_is_made_once(cuts: Cuts) -> None:
    """Of each shape."""
    assert cuts("page.html", "plain", "v", LINKED) is cuts("page.html", "plain", "v", LINKED)
    assert cuts("page.html", "plain", "v", LINKED) is not cuts("page.html", "plain", "w", LINKED)


@pytest.mark.parametrize("name", ["deciding", "comparing", "changing", "joining"])
def test_nothing_is_decided_by_a_hole(cuts: Cuts, name: str) -> None:
    """A macro that branches on a value, or changes it, would be cut for one value and shown for all."""
    with pytest.raises(TypeError, match="belongs to the shape"):
        cuts("page.html", name)


@pytest.mark.parametrize("use", [bool, str, hash, lambda hole: hole == 1, lambda hole: f"{hole}"])
def test_a_hole_refuses_whatever_is_not_printing(use: Callable[[Hole], object]) -> None:
    """In code as in templates."""
    with pytest.raises(TypeError, match="belongs to the shape"):
        use(Hole(0))


def test_holes_may_stand_in_any_order_and_be_left_out() -> None:
    """As the template has them."""
    assert Cut("a\x002\x00b\x000\x00c")("x", "y", "z") == "azbxc"
    assert Cut("none")("x") == "none"
    assert Cut("\x000\x00")("x", "y") == "x"
