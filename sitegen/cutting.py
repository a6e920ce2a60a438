"""Macros cut once: rendered with holes where values go, and filled by one format ever after.

A template stays the one place where markup is written. What a macro decides by, its *shape*, is given when it is cut;
what it only prints are its *holes*. Values are escaped when they are filled in, unless they are markup already.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Protocol, cast

from markupsafe import Markup, escape

from sitegen.interface import Said

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment
    from jinja2.runtime import Macro

    from sitegen.languages import Edition
    from sitegen.model import SiteSettings
    from sitegen.wording import Language

MARK = re.compile("\x00(\\d+)\x00")
SPECIAL = re.compile("[&<>'\"]")
REFUSED = "a hole is printed as it is: what decides anything, or is changed, belongs to the shape of a cut"
MOST, FEW = 1 << 12, 1 << 7
"""So many cuts are kept, and so many rows of them: more than there are shapes, a bound for what few agencies have."""

SEVERAL = {"zh": "；", "en": "; "}

as_markup: Callable[[str], Markup] = partial(str.__new__, Markup)
"""Text as markup; only for what is escaped already."""


class Hole:
    """A place for a value in a macro that is cut: it can be printed, and nothing can be decided by it."""

    __slots__ = ("_mark",)

    def __init__(self, number: int) -> None:
        """The place of the value of that number, counted from 0."""
        self._mark = f"\x00{number}\x00"

    def __html__(self) -> str:
        """The mark that the cut is made at."""
        return self._mark

    def __str__(self) -> str:
        """Refuse to be anything but printed."""
        raise TypeError(REFUSED)

    def __bool__(self) -> bool:
        """Refuse to decide."""
        raise TypeError(REFUSED)

    def __eq__(self, other: object) -> bool:
        """Refuse to be compared."""
        raise TypeError(REFUSED)

    def __hash__(self) -> int:
        """Refuse to be looked up."""
        raise TypeError(REFUSED)


class Cut:
    """Markup with holes."""

    __slots__ = ("_all", "_format", "_pick")

    def __init__(self, rendered: str) -> None:
        """Cut what was rendered at the marks of its holes, each of which may occur anywhere, and often."""
        parts = MARK.split(rendered)
        self._format = "%s".join(part.replace("%", "%%") for part in parts[::2])
        order = tuple(map(int, parts[1::2]))
        self._pick = _picker(order)
        self._all = order == tuple(range(len(order))) and len(order)

    def __call__(self, *values: object) -> Markup:
        """The markup with its holes filled by these values, in the order of their numbers."""
        return as_markup(self.fill(tuple(map(escaped, values))))

    def fill(self, escaped: tuple[str, ...]) -> str:
        """The same of values that are escaped already, to be joined with more of its kind and marked as markup then."""
        return self._format % (escaped if len(escaped) == self._all else self._pick(escaped))


def _picker(order: tuple[int, ...]) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """What takes the values of these numbers."""
    return itemgetter(*order) if len(order) > 1 else lambda values: tuple(values[at] for at in order)


def escaped(value: object) -> str:
    """The value as it may stand in markup."""
    if type(value) is str:
        return escape(value) if SPECIAL.search(value) else value
    return escape(value) if not isinstance(value, Markup) else value


class Drawn(Protocol):
    """What draws itself with the cuts of an edition; ``url`` makes the links of the page that it stands on."""

    def draw(self, cuts: Cuts, url: Callable[[str], str]) -> Markup:
        """The markup."""


class Cuts:
    """The macros of the templates of one edition, each cut once for each of its shapes."""

    def __init__(self, environment: Environment) -> None:
        """Take macros from the templates of that environment, and the words that its filters give."""
        self._environment = environment
        self.site = cast("SiteSettings", environment.globals["site"])
        self._known: dict[object, Cut] = {}
        self._several: dict[object, tuple[Cut, ...]] = {}
        self.texts: dict[object, str] = {}
        """What is kept of what has been said, by whoever says it."""
        self._names: dict[int, tuple[object, Markup]] = {}
        self.say: Callable[[object], str] = environment.filters["say"]
        self.word: Callable[[object], str] = environment.filters["word"]
        self.tell = lru_cache(maxsize=MOST)(self._tell)
        self.language = cast("Language", cast("Edition", environment.globals["edition"]).base)
        self.set: Callable[[str], str] = environment.filters["set"]
        self.mixed: Callable[[str], str] = environment.filters["mixed"]
        self.unbroken: Callable[[str], Markup] = environment.filters["unbroken"]

    def _tell(self, chinese: str, **values: object) -> Markup:
        """A text of the interface with its places filled, as it may stand in markup; the same again and again."""
        return escape(self.say(Said(chinese, values)))

    def several(self, said: list[str]) -> str:
        """Several things that are said, together."""
        return said[0] if len(said) == 1 else SEVERAL[self.language].join(said)

    def name(self, thing: object) -> str:
        """What something of the knowledge is called, as it may stand in markup; the same thing again and again."""
        known = self._names.get(id(thing))
        if known is None:
            known = self._names[id(thing)] = thing, escape(self.word(thing))  # with the thing, or its id is another's
        return known[1]

    def macro(self, template: str, name: str) -> Macro:
        """A macro as the template has it."""
        macro: Macro = getattr(self._environment.get_template(template).module, name)
        return macro

    def __call__(self, template: str, name: str, *shape: object) -> Cut:
        """The macro of that shape, which its first arguments are; the others are holes, in their order."""
        key = (template, name, *shape)
        cut = self._known.get(key)
        if cut is None:
            macro = self.macro(template, name)
            holes = len(macro.arguments) - len(shape)
            cut = self.keep(key, lambda _: macro(*shape, *map(Hole, range(holes))))
        return cut

    def keep_all(self, key: object, cut: Callable[[Cuts], tuple[Cut, ...]]) -> tuple[Cut, ...]:
        """Several cuts that belong together, found once for each key."""
        cuts = self._several.get(key)
        if cuts is None:
            if len(self._several) >= FEW:
                self._several.clear()
            cuts = self._several[key] = cut(self)
        return cuts

    def keep(self, key: object, render: Callable[[Cuts], str]) -> Cut:
        """What was rendered with holes, cut once for each key."""
        cut = self._known.get(key)
        if cut is None:
            if len(self._known) >= MOST:
                self._known.clear()
            cut = self._known[key] = Cut(render(self))
        return cut
