"""Provinces, prefectures and agencies that do not exist: lines of ``divisions.csv`` and ``agencies.csv``."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from random import Random

    from sitegen.model import Catalogue, Department

PROVINCES = (11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61,
             62, 63, 64, 65)  # fmt: skip
PREFECTURES = 11  # in each province: about as many as there are
FIRST = {
    "云": "yun", "青": "qing", "临": "lin", "玉": "yu", "松": "song", "白": "bai", "望": "wang", "砚": "yan",
    "锦": "jin", "石": "shi", "碧": "bi", "丹": "dan", "柳": "liu", "沧": "cang", "岚": "lan", "霁": "ji",
    "棠": "tang", "兰": "lan", "枫": "feng", "鹭": "lu",
}  # fmt: skip
SECOND = {
    "澜": "lan", "屿": "yu", "墟": "xu", "津": "jin", "渚": "zhu", "坞": "wu", "浦": "pu", "汀": "ting", "陂": "bei",
    "岫": "xiu", "川": "chuan", "崖": "ya", "溪": "xi", "岑": "cen", "泽": "ze", "埠": "bu", "皋": "gao", "峦": "luan",
    "礁": "jiao", "湾": "wan",
}  # fmt: skip
PROVINCIAL, LOCAL = ("厅",), ("局", "办公室", "委员会")


@dataclass(frozen=True, slots=True)
class Place:
    """A division: its code, names, and the code of the one above, empty for a province."""

    code: str
    zh: str
    word: str
    en: str
    parent: str

    @property
    def level(self) -> str:
        """How an agency of it is filed."""
        return "prefecture" if self.parent else "province"


@dataclass(frozen=True, slots=True)
class Office:
    """An agency: its id and names, where it is, and what it does."""

    id: str
    zh: str
    place: Place
    department: Department

    def line(self) -> tuple[str, ...]:
        """Its line of ``agencies.csv``."""
        what = self.department
        return (
            *(self.id, self.zh, f"{self.place.en} {what.en}", self.place.code, self.place.level, what.kind),
            *(what.department, "yes" if what.merged else "no", ""),
        )


def places(rng: Random) -> tuple[Place, ...]:
    """Every province with its prefectures, named by chance, no two alike in either script."""
    names = [(a + b, FIRST[a] + SECOND[b]) for a in FIRST for b in SECOND]
    rng.shuffle(names)
    names = list({word: (zh, word) for zh, word in names}.values())
    waiting = iter(names)
    found: list[Place] = []
    for number in PROVINCES:
        zh, word = next(waiting)
        province = Place(f"{number}0000", f"{zh}省", word, f"{word.title()} Province", "")
        found.append(province)
        for count, (name, latin) in enumerate(islice(waiting, PREFECTURES), 1):
            code = f"{number}{count:02d}00"
            found.append(Place(code, f"{name}市", latin, f"{latin.title()} City", province.code))
    return tuple(found)


def offices(count: int, where: tuple[Place, ...], catalogue: Catalogue) -> Iterator[Office]:
    """So many agencies: one of every place, then a second of every place, and so on."""
    kinds = {
        level: list({d.word: d for d in catalogue.departments if d.zh.endswith(ends)}.values())
        for level, ends in (("province", PROVINCIAL), ("prefecture", LOCAL))
    }
    return islice(_offices(where, kinds), count)


def _offices(where: tuple[Place, ...], kinds: dict[str, list[Department]]) -> Iterator[Office]:
    for turn in range(max(map(len, kinds.values()))):
        for number, place in enumerate(where):
            of_level = kinds[place.level]
            if turn < len(of_level):
                what = of_level[(turn + number) % len(of_level)]
                yield Office(f"{place.word}-{what.word}", place.zh + what.zh, place, what)


def write_csv(path: Path, header: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> None:
    """A registry with its header."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows((header, *lines))
