"""Drawings as SVG: in a page, where its style sheet and its language hold, or as a file that stands alone."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Protocol

from markupsafe import Markup, escape

from sitegen.charts.paths import run
from sitegen.charts.scales import digits
from sitegen.cutting import as_markup, escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.charts.scales import Scale
    from sitegen.cutting import Hole

YEAR_WIDTH, BELOW_AXIS = 32, 16
HEADROOM = 34
FOOTROOM = 24
STYLE = """
svg{--ink:#1b1c1d;--soft:#5c6066;--firm:#8d8a82;--paper:#fdfcf9;--surface:#ece7dc;--s1:#0b5c8a;--s2:#a3261f;
--s3:#4d7c2a;--s4:#7a4b9a;--s5:#79abc9;font:11px "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
@media(prefers-color-scheme:dark){svg{--ink:#e9e6df;--soft:#a3a7ad;--firm:#70757b;--paper:#16181a;--surface:#34383c;
--s1:#7fc3ea;--s2:#ff8a7d;--s3:#9ccb72;--s4:#c8a0e4;--s5:#45789a}}
text{fill:var(--soft)}.back{fill:var(--paper)}.head{font-size:14px;font-weight:700;fill:var(--ink)}path{fill:none;
stroke:var(--firm)}.t0{--s:var(--s1)}.t1{--s:var(--s2)}.t2{--s:var(--s3)}.t3{--s:var(--s4)}.band{fill:var(--surface);
stroke:none}.median{stroke:var(--soft);stroke-width:1.5;stroke-dasharray:4 3}.run{stroke:var(--s);stroke-width:1.8}
.value{font-weight:700;fill:var(--ink)}.run.t1{stroke-dasharray:6 3}.run.t2{stroke-dasharray:2 2}
.run.t3{stroke-dasharray:8 3 2 3}.dot{fill:var(--s,var(--firm));stroke:var(--s,var(--firm))}.dot.few{fill:var(--paper)}
.part{fill:var(--s,var(--firm));stroke:var(--paper)}.part.t1{--s:var(--s5)}.part.t2{--s:var(--s4)}
.part.t3{--s:var(--s3)}
""".replace("\n", "")


def titled(name: Hole | str, text: str) -> Markup:
    """What a dot or a bar says of itself: a name, where it has one, and the year with its number."""
    return tag("title", escape(name) + text)


class Drawing(Protocol):
    """What can be drawn: its size, and its shapes as the inside of an SVG; ``names`` are those of its series."""

    @property
    def width(self) -> int:
        """The width in units."""

    @property
    def height(self) -> int:
        """The height in units."""

    def shapes(self, names: Sequence[str] = ()) -> Markup:
        """The shapes."""


def inline(drawing: Drawing, title: str, description: str, names: Sequence[str] = ()) -> Markup:
    """The drawing for a page: it says in words what it shows, and takes its looks from the page."""
    return as_markup(
        f'<svg class="chart" role="img" viewBox="0 0 {drawing.width} {drawing.height}"><title>{escaped(title)}</title>'
        f"<desc>{escaped(description)}</desc>{drawing.shapes(names)}</svg>"
    )


def standalone(  # noqa: PLR0913  the words that a page has around its drawing
    drawing: Drawing, title: str, description: str, source: str, *, names: Sequence[str] = (), language: str = "zh-Hans"
) -> bytes:
    """The drawing as a file: with its title, a line that says where it comes from, and colours for light and dark."""
    height = drawing.height + HEADROOM + FOOTROOM
    text = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{language}" role="img" width="{double}" height="{tall}" '
        'viewBox="0 0 {width} {height}"><title>{title}</title><desc>{description}</desc><style>{style}</style>'
        '<rect class="back" width="{width}" height="{height}"/><text class="head" x="12" y="24">{title}</text>'
        '<g transform="translate(0 {down})">{shapes}</g><text x="12" y="{low}">{source}</text></svg>\n'
    ).format(
        language=language, double=2 * drawing.width, tall=2 * height, width=drawing.width, height=height, title=title,
        description=description, style=Markup(STYLE), down=HEADROOM, shapes=drawing.shapes(names),  # noqa: S704  our own
        low=height - 8, source=source,
    )  # fmt: skip
    return text.encode()


def tag(name: str, content: str | Markup = "", **attributes: object) -> Markup:
    """An element; ``class_`` is the attribute class, and one that is nothing is left out."""
    pairs = "".join([f' {_attribute(key)}="{escaped(value)}"' for key, value in attributes.items() if value != ""])
    return as_markup(f"<{name}{pairs}>{escaped(content)}</{name}>" if content else f"<{name}{pairs}/>")


@cache
def _attribute(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def before(name: str) -> Markup:
    """A name as it stands before a year; nothing where there is none."""
    return escape(f"{name} ".lstrip())


def year_names(scale: Scale) -> list[Markup]:
    """The years below the axis, as many as there is room for."""
    y = digits(scale.bottom + BELOW_AXIS)
    return [
        tag("text", str(year), x=digits(scale.x(year)), y=y, text_anchor="middle") for year in scale.ticks(YEAR_WIDTH)
    ]


def break_mark(scale: Scale, year: int) -> Markup:
    """The double rule before a year from which counting differs."""
    x, top, bottom = scale.x(year - 0.5), scale.top - 6, scale.bottom + 4
    return tag("path", d="".join(run([(x + aside, top), (x + aside, bottom)]) for aside in (-1.5, 1.5)), class_="break")
