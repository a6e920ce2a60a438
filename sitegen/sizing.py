"""What a collection of the whole country would take, worked out from the figures of ``content/sizing.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from math import ceil
from typing import TYPE_CHECKING

from sitegen.catalogue.entries import read_toml, tables, unique

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from sitegen.catalogue.entries import Entry

KINDS = {"measured": ("实测", "measured"), "assumed": ("假定", "assumed"), "limit": ("上限", "limit")}
HEADS = {
    "given": (("数", "出处", "数值"), ("Figure", "Where from", "Value")),
    "computed": (("数", "算法", "数值"), ("Figure", "How", "Value")),
}
HOUR, GIGA, MEBIBYTES = 3_600_000, 10**9, 1024


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is given: its id, whether it was measured, is assumed or is a limit, its words and unit."""

    id: str
    kind: str
    value: Decimal
    words: tuple[str, str]
    unit: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Computed:
    """A number that follows: words, how it is worked out, unit, and the formula itself."""

    words: tuple[str, str]
    how: tuple[str, str]
    unit: tuple[str, str]
    formula: Callable[[Mapping[str, Decimal]], Decimal]


@dataclass(frozen=True, slots=True)
class Sizing:
    """The figures that are given."""

    figures: tuple[Figure, ...]

    def tables(self, language: int) -> dict[str, str]:
        """The tables of given and of computed figures in Markdown; the language is 0 for Chinese, 1 for English."""
        given = [
            (one.words[language], KINDS[one.kind][language], _shown(one.value, one.unit[language]))
            for one in self.figures
        ]
        computed = [
            (one.words[language], one.how[language], _shown(value, one.unit[language]))
            for one, value in zip(COMPUTED, self.computed(), strict=True)
        ]
        return {name: _table(HEADS[name][language], rows) for name, rows in (("given", given), ("computed", computed))}

    def computed(self) -> tuple[Decimal, ...]:
        """The value of each figure of :data:`COMPUTED`."""
        known = {one.id: one.value for one in self.figures}
        return tuple(one.formula(known) for one in COMPUTED)


def load_sizing(path: Path) -> Sizing:
    """The figures of a file; one that lacks, or that nothing is worked out from, is refused."""
    entry = read_toml(path)
    entry.check(figure=list)
    entries = tables(entry, "figure")
    unique((one.text("id"), one) for one in entries)
    figures = tuple(map(_figure, entries))
    if missing := NEEDED - {one.id for one in figures}:
        entry.fail(f"these figures lack: {', '.join(sorted(missing))}")
    return Sizing(figures)


def _figure(entry: Entry) -> Figure:
    entry.check(id=str, kind=str, value=(int, float), zh=str, en=str, unit_zh=str, unit_en=str)
    if entry.text("id") not in NEEDED:
        entry.fail(f"nothing is worked out from {entry.text('id')!r}")
    if entry.text("kind") not in KINDS:
        entry.fail(f"'kind' must be one of {', '.join(KINDS)}")
    if not 0 < (value := entry.values["value"]) < float("inf"):
        entry.fail(f"'value' must be a number above 0, not {value!r}")
    words, unit = ((entry.text(f"{name}zh"), entry.text(f"{name}en")) for name in ("", "unit_"))
    return Figure(entry.text("id"), entry.text("kind"), Decimal(str(value)), words, unit)


# --- what follows ----------------------------------------------------------------------------------------------------


def _reports(f: Mapping[str, Decimal]) -> Decimal:
    return f["agencies"] * f["years"]


def _gigabytes(name: str, f: Mapping[str, Decimal]) -> Decimal:
    return _reports(f) * f[name] / GIGA


def _site(f: Mapping[str, Decimal]) -> Decimal:
    """Bytes of all sites."""
    return _reports(f) * f["site_bytes"]


def _sites(f: Mapping[str, Decimal]) -> Decimal:
    """How many sites a province of average size needs, times the provinces."""
    room = f["pages_site_bytes"] * f["fill_percent"] / 100
    return Decimal(ceil(_site(f) / f["provinces"] / room)) * f["provinces"]


def _hours(f: Mapping[str, Decimal], *parts: str) -> Decimal:
    return _reports(f) * sum((f[part] for part in parts), Decimal(0)) / HOUR


FAR, HERE = ("read_ms", "check_ms"), ("pages_ms",)
COMPUTED = (
    Computed(("年报总数", "Reports"), ("机关数 × 年数", "agencies × years"), ("份", ""), _reports),
    Computed(
        ("读取、提取、核对全部年报", "Reading, extracting and checking all of them"),
        ("年报总数 × 每份用时", "reports × time for each"),
        ("CPU 小时", "CPU hours"),
        lambda f: _hours(f, *FAR),
    ),
    Computed(
        ("同上，由集群并行", "The same on the cluster"),
        ("CPU 小时 ÷ 核数", "CPU hours ÷ cores"),
        ("小时", "hours"),
        lambda f: _hours(f, *FAR) / f["cores"],
    ),
    Computed(
        ("制作全部页面和数据包", "Making all pages and packages"),
        ("年报总数 × 每份用时", "reports × time for each"),
        ("CPU 小时", "CPU hours"),
        lambda f: _hours(f, *HERE),
    ),
    Computed(
        ("每年新增年报，从读取到成页", "A new year, from reading to pages"),
        ("机关数 × 每份用时之和", "agencies × sum of the times for each"),
        ("CPU 小时", "CPU hours"),
        lambda f: _hours(f, *FAR, *HERE) / f["years"],
    ),
    Computed(
        ("集群各核合计内存", "Memory of all cores of the cluster"),
        ("核数 × 每个工作进程（连同读取进程）", "cores × a worker with its reading process"),
        ("GiB", "GiB"),
        lambda f: f["cores"] * f["worker_mib"] / MEBIBYTES,
    ),
    *(
        Computed(
            words,
            ("年报总数 × 每份字节", "reports × bytes of each"),
            ("GB", "GB"),
            partial(_gigabytes, name),
        )
        for name, words in (
            ("input_bytes", ("原文（连同来源记录）", "Inputs with their sidecars")),
            ("result_bytes", ("读取结果（缓存）", "Results of reading, kept")),
            ("slice_bytes", ("核对结果（制作时暂存）", "Checked slices, for as long as pages are made")),
            ("parts_bytes", ("Parquet 分片", "Parquet parts")),
            ("site_bytes", ("全部站点", "All sites")),
        )
    ),
    Computed(
        ("站点个数", "Sites"),
        (
            "各省平均大小 ÷（每站上限 × 填充率），进位，再乘以省数",
            "average size of a province ÷ (limit × fill), rounded up, × provinces",
        ),
        ("个", ""),
        _sites,
    ),
    Computed(
        ("每站年报数", "Reports of a site"),
        ("年报总数 ÷ 站点个数", "reports ÷ sites"),
        ("份", ""),
        lambda f: Decimal(ceil(_reports(f) / _sites(f))),
    ),
    Computed(
        ("全部站点各发布一次", "Publishing every site once"),
        ("站点个数 ÷ 每小时发布次数", "sites ÷ builds an hour"),
        ("小时", "hours"),
        lambda f: _sites(f) / f["pages_builds_an_hour"],
    ),
    Computed(
        ("每站每月可供浏览的年报页", "Views of a report's page that a site can serve in a month"),
        ("每月流量 ÷ 每页字节（未压缩）", "traffic a month ÷ bytes of a page, uncompressed"),
        ("次", ""),
        lambda f: f["pages_traffic_bytes"] // f["page_bytes"],
    ),
    Computed(
        ("一个文件能容下的年报数据", "Reports whose data one file can hold"),
        ("单个文件上限 ÷ 每份数据包字节", "limit of a file ÷ bytes of a report's package"),
        ("份", ""),
        lambda f: f["pages_file_bytes"] // f["package_bytes"],
    ),
)
NEEDED = frozenset(
    (
        *("agencies", "years", "provinces", "cores", "fill_percent", *FAR, *HERE, "worker_mib"),
        *("input_bytes", "result_bytes", "slice_bytes", "parts_bytes", "site_bytes", "page_bytes", "package_bytes"),
        *("pages_site_bytes", "pages_file_bytes", "pages_builds_an_hour", "pages_traffic_bytes"),
    )
)


def _shown(value: Decimal, unit: str) -> str:
    """A number with separators, to one decimal where it is not whole, and its unit."""
    text = f"{int(value):,}" if value == value.to_integral_value() else f"{value:,.1f}"
    return f"{text} {unit}".strip()


def _table(heads: tuple[str, ...], rows: list[tuple[str, str, str]]) -> str:
    lines = [heads, ("---", "---", "---:"), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
