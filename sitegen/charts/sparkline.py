"""Sparklines: a series as small as a word, beside the numbers that it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from sitegen.charts.scales import digits, scale

if TYPE_CHECKING:
    from sitegen.charts.tracks import Track

WIDTH, HEIGHT, EDGE = 96, 24, 4


def sparkline(track: Track, years: tuple[int, int] | None = None) -> Markup:
    """Lines between comparable neighbouring years, a dot where nothing is joined, the last year as a heavier dot.

    ``years`` are the first and the last of its axis, so that those of a column can be compared. It is silent: the
    numbers stand beside it. Nothing is drawn of fewer than two values.
    """
    drawn = track.drawn
    few = 2
    if len(drawn) < few:
        return Markup()
    at = scale(
        [*(years or ()), *(datum.year for datum in drawn)],
        [datum.value for datum in drawn if datum.value is not None],
        (EDGE, EDGE, WIDTH - EDGE, HEIGHT - EDGE),
    )
    spots = {year: f"{digits(at.x(year))} {digits(at.y(value))}" for year, value, *_ in drawn if value is not None}
    lines, end = [], 0
    joined = set[int]()
    for (start, *_), (next_, *_) in track.joined:
        lines.append(f"L{spots[next_]}" if start == end else f"M{spots[start]}L{spots[next_]}")
        joined |= {start, next_}
        end = next_
    dots = "".join([f"M{spots[year]}h0" for year in sorted(spots.keys() - joined)])
    parts = [("".join(lines), ""), (dots, ' class="d"'), (f"M{spots[drawn[-1].year]}h0", ' class="e"')]
    paths = "".join([f'<path d="{d}"{kind}/>' for d, kind in parts if d])
    return Markup(f'<svg class="spark" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">{paths}</svg>')  # noqa: S704  digits
