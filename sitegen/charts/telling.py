"""What charts say in words, for those who do not see them; the words are said in each language by the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.interface import said
from sitegen.rendering import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from sitegen.charts.tracks import Track
    from sitegen.interface import Said
    from sitegen.quartiles import Quartiles


def of_track(track: Track) -> Iterator[Said]:
    """The first, the last and the highest value, where it breaks, and the years without a value."""
    drawn = track.drawn
    first, last, top = drawn[0], drawn[-1], max(drawn, key=lambda datum: (datum.value or 0, -datum.year))
    if first == last:
        yield said("%(year)s 年 %(value)s", year=first.year, value=track.text(first))
    else:
        yield said(
            "%(first)s 年 %(start)s，%(last)s 年 %(end)s", first=first.year, start=track.text(first), last=last.year,
            end=track.text(last),
        )  # fmt: skip
        yield said("最高是 %(year)s 年的 %(top)s", year=top.year, top=track.text(top))
    yield from of_breaks(track.broken)
    yield from of_gaps(datum.year for datum in track.data if datum.value is None and not datum.aside)
    if aside := years(datum.year for datum in track.data if datum.aside):
        yield said("%(years)s 年的数字不可比，不画", years=aside)


def of_many(tracks: Sequence[Track]) -> Iterator[Said]:
    """How many series there are, over which years."""
    known = [datum.year for track in tracks for datum in track.drawn]
    yield said("%(count)s 个机关，%(first)s–%(last)s 年", count=len(tracks), first=min(known), last=max(known))
    yield from of_breaks({year for track in tracks for year in track.broken})


def of_band(band: Sequence[Quartiles], unit: str) -> Iterator[Said]:
    """The medians of the first and the last year, with the number of agencies."""
    for one in (band[0], band[-1])[: len(band)]:
        yield said(
            "%(year)s 年 %(count)s 个机关，中位数 %(median)s，四分位数 %(low)s 和 %(high)s", year=one.year,
            count=one.count, median=number(one.median) + unit, low=number(one.low) + unit, high=number(one.high) + unit,
        )  # fmt: skip
    yield from of_breaks(one.year for one in band if one.broken)


def of_stacks(wholes: Iterable[tuple[int, Decimal | None]]) -> Iterator[Said]:
    """The whole of each year, and the years without one."""
    found = tuple(wholes)
    for year, whole in found:
        if whole is not None:
            yield said("%(year)s 年 %(value)s", year=year, value=number(whole))
    yield from of_gaps(year for year, whole in found if whole is None)


def of_breaks(broken: Iterable[int]) -> Iterator[Said]:
    """From which years the figures are counted differently."""
    if known := years(broken):
        yield said("口径在 %(years)s 年改变，前后不连线", years=known)


def of_gaps(empty: Iterable[int]) -> Iterator[Said]:
    """Which years have no number."""
    if known := years(empty):
        yield said("%(years)s 年没有数字，留空", years=known)


def years(known: Iterable[int]) -> str:
    """Years as a list that reads in any language."""
    return " / ".join(map(str, sorted(set(known))))
