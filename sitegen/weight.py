"""What each part of a site weighs, and which parts to leave out of one that is too large for its host."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from sitegen import bundle
from sitegen.exports import csvw
from sitegen.model import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

LARGEST = 900_000_000
"""The bytes of a site that needs no word: GitHub Pages hosts 1 GB, and a site grows."""
MEGA = 1_000_000
PAGES, PACKAGE, REST = "pages", "csv", "rest"
"""What cannot be left out: pages, the CSV package of the whole, the rest."""
KNOWN = (
    (re.escape(bundle.PATH), Part.SITE_ZIP),
    (r"data/regions/.+", Part.REGIONS),
    (r"data/agencies/.+", Part.AGENCIES),
    (r"en/.+", Part.ENGLISH),
    (r"zh-hant/.+", Part.TRADITIONAL),
    (r"api/.+\.json", Part.API),
    (rf".+{re.escape(csvw.SUFFIX)}", Part.CSVW),
    (r"findings/(?!rules/).+/index\.html", Part.LEDGERS),
    (r".+\.html", PAGES),
    (r".+\.xlsx", Part.XLSX),
    (r".+\.sqlite", Part.SQLITE),
    (r".+\.parquet", Part.PARQUET),
    (r"data/(.+/)?(datapackage\.json|schemas/[^/]+\.json|[^/]+\.csv)", PACKAGE),
    (r"data/.+\.json", Part.JSON),
    (r".+", REST),
)
"""The first pattern that a path matches tells the part; all in the folder of a region or an agency is theirs."""


def weights(files: Iterable[tuple[str, int]]) -> Counter[str]:
    """The bytes of each part of a site by its name, of all files by path and size."""
    found: Counter[str] = Counter()
    for path, size in files:
        found[_part(path)] += size
    return found


def files_of(site: Path) -> Iterable[tuple[str, int]]:
    """Path and size of every file of a site that was built."""
    return ((path.relative_to(site).as_posix(), path.stat().st_size) for path in site.rglob("*") if path.is_file())


def advice(parts: Mapping[str, int], limit: int | None = None) -> str:
    """How large a site of these parts is and what to leave out to come below the limit; nothing where it is below."""
    limit = LARGEST if limit is None else limit
    total = sum(parts.values())
    if total <= limit:
        return ""
    heaviest = sorted((part for part in Part if parts.get(part)), key=lambda part: (-parts[part], part))
    chosen: list[str] = []
    left = total
    for part in heaviest:
        if left > limit:
            chosen.append(part)
            left -= parts[part]
    kept = {name: size for name, size in parts.items() if name not in set(Part)}
    listed = ", ".join(f"{name} {_mega(parts[name])}" for name in heaviest)
    stays = ", ".join(f"{name} {_mega(size)}" for name, size in sorted(kept.items(), key=lambda one: -one[1]))
    names = ", ".join(f'"{part}"' for part in chosen)
    told = f"the site has {_mega(total)}, more than {_mega(limit)}: {stays}"
    if not chosen:
        return f"{told}; nothing more can be left out, so that it needs a host that takes as much"
    told += f"; and what can be left out: {listed}"
    if left > limit:
        return f"{told}. Without all of it {_mega(left)} stay: it needs a host that takes as much"
    return f"{told}. With leave_out = [{names}] in data/site.toml it comes to {_mega(left)}"


def _part(path: str) -> str:
    return next(part for pattern, part in KNOWN if re.fullmatch(pattern, path))


def _mega(size: int) -> str:
    return f"{size / MEGA:,.0f} MB" if size >= MEGA else f"{size / MEGA:,.3f} MB"
