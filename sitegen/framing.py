"""What stands around every page, its menu and its footer: drawn once for all pages from which its links look alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.cutting import as_markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from markupsafe import Markup

    from sitegen.cutting import Cuts

TEMPLATE = "parts/frame.html"
MOST = 1 << 10


class Frame:
    """The parts of the frame of an edition's pages; each is a macro of :data:`TEMPLATE`."""

    def __init__(self, cuts: Cuts, menu: Iterable[str]) -> None:
        """Take the macros of the edition, and the addresses that the menu leads to."""
        self._cuts, self._menu = cuts, frozenset(menu)
        self._targets: dict[str, tuple[str, ...]] = {}
        self._drawn: dict[object, Markup] = {}

    def draw(self, part: str, url: Callable[[str], str], address: str) -> Markup:
        """The part of that name on the page of that address; ``url`` makes the links of the page."""
        section = address.partition("/")[0]
        known = address if address in self._menu else None
        if part in self._targets:
            drawn = self._drawn.get((part, known, section, *map(url, self._targets[part])))
            if drawn is not None:
                return drawn
        targets: dict[str, str] = {}

        def noted(target: str) -> str:
            targets[target] = url(target)
            return targets[target]

        drawn = as_markup(self._cuts.macro(TEMPLATE, part)(noted, address, section))
        if len(self._drawn) >= MOST:
            self._drawn.clear()
        self._targets[part] = tuple(targets)
        self._drawn[part, known, section, *targets.values()] = drawn
        return drawn
