"""Bars by year, each stacked of the parts of a whole; a year in which a part has no number has no bar."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from sitegen.charts import telling
from sitegen.charts.drawing import before, break_mark, inline, tag, titled, year_names
from sitegen.charts.labels import Label, placed
from sitegen.charts.paths import run
from sitegen.charts.scales import Scale, digits, scale
from sitegen.cutting import Cut, Hole, as_markup
from sitegen.rendering import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from sitegen.interface import Said

WIDTH, HEIGHT = 400, 180
MARGIN, ABOVE, BELOW = 24, 22, 22
WIDEST, ROOM = 34.0, 0.62


@dataclass(frozen=True, slots=True)
class Stack:
    """The parts of a year in the order of all; ``broken`` where the way of counting changes before it."""

    year: int
    parts: tuple[Decimal | None, ...]
    broken: bool = False

    @property
    def whole(self) -> Decimal | None:
        """The sum of the parts, where every one has a number."""
        known = [part for part in self.parts if part is not None and part >= 0]
        return sum(known, Decimal(0)) if len(known) == len(self.parts) else None


@dataclass(frozen=True)
class StackedChart:
    """The bars of all years on one scale."""

    stacks: tuple[Stack, ...]
    scale: Scale
    width: int
    height: int

    @property
    def drawn(self) -> tuple[Stack, ...]:
        """The years that have a bar."""
        return tuple(stack for stack in self.stacks if stack.whole is not None)

    @property
    def gaps(self) -> tuple[int, ...]:
        """The years of which a part has no number."""
        return tuple(stack.year for stack in self.stacks if stack.whole is None)

    @property
    def said(self) -> tuple[Said, ...]:
        """What it shows, in words for the page to say."""
        return tuple(telling.of_stacks((stack.year, stack.whole) for stack in self.stacks))

    @property
    def bar(self) -> float:
        """The width of a bar."""
        return min(WIDEST, ROOM * (self.scale.x(self.scale.first + 1) - self.scale.x(self.scale.first)))

    def svg(self, title: str, description: str, names: Sequence[str] = ()) -> Markup:
        """The chart for a page, with what it says in words; ``names`` are those of the parts."""
        return inline(self, title, description, names)

    def shapes(self, names: Sequence[str] = ()) -> Markup:
        """The bars, each part with its name and number in a title; the sum above the bar."""
        most = max((len(stack.parts) for stack in self.stacks), default=0)
        return as_markup(self._drawn.fill(tuple(before(name) for name in (*names, *[""] * most))))

    @cached_property
    def _drawn(self) -> Cut:
        """The shapes, with holes for what the parts are called; every language has the same."""
        at, half = self.scale, self.bar / 2
        parts = []
        for stack in self.drawn:
            below = Decimal(0)
            for place, part in enumerate(stack.parts):
                if part:
                    top, height = at.y(below + part), at.y(below) - at.y(below + part)
                    title = titled(Hole(place), f"{stack.year}: {number(part)}")
                    parts.append(
                        tag("rect", title, x=digits(at.x(stack.year) - half), y=digits(top), width=digits(self.bar),
                            height=f"{height:.2f}", class_=f"part t{place}")
                    )  # fmt: skip
                    below += part
        for stack in self.stacks:
            if stack.broken:
                parts.append(break_mark(at, stack.year))
            if stack.whole is None:
                parts.append(
                    tag("text", "·", x=digits(at.x(stack.year)), y=digits(at.bottom - 4), text_anchor="middle")
                )
        edge = half + 4
        parts.append(tag("path", d=run([(at.left - edge, at.bottom), (at.right + edge, at.bottom)]), class_="axis"))
        parts += year_names(at)
        parts += [
            tag("text", label.text, x=digits(label.x), y=digits(label.y), text_anchor="middle", class_="value")
            for label in self._labels()
        ]
        return Cut("".join(parts))

    def _labels(self) -> tuple[Label, ...]:
        at = self.scale
        wanted = [
            Label(at.x(stack.year), at.y(stack.whole) - 5, number(stack.whole))
            for stack in reversed(self.drawn)
            if stack.whole is not None
        ]
        return placed(wanted, self.width)


def stacked(stacks: Sequence[Stack], size: tuple[int, int] = (WIDTH, HEIGHT)) -> StackedChart | None:
    """The chart of these years, or none where no year has all its parts."""
    wholes = [stack.whole for stack in stacks if stack.whole is not None]
    if not wholes:
        return None
    width, height = size
    at = scale((stack.year for stack in stacks), wholes, (MARGIN, ABOVE, width - MARGIN, height - BELOW))
    return StackedChart(tuple(stacks), at, width, height)
