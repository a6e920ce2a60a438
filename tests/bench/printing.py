"""Reports are laid out once with signs in place of names and figures, and printed many times with others.

To lay a report out takes many times as long as to put other figures into it; some hundred layouts, differing in prose,
headings, markup and breaks, are enough for any number of reports that all differ.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.model import Layout
from tests.proving.facts import Figure
from tests.proving.generator import LAYOUTS, MARKED, random
from tests.proving.paper import Kind, Text
from tests.proving.prose import EARLIER, META, NATIONAL, OPENING, TITLES
from tests.proving.sheets import sheet
from tests.proving.webpages import WEB

if TYPE_CHECKING:
    from random import Random

    from sitegen.model import Catalogue, Form
    from tests.bench.collection import Invented
    from tests.proving.paper import Block, Paper

# Layouts by how many of twenty reports have them.
SHARES = {"html": 7, "html-soup": 3, "html-nested": 2, "lines": 3, "blank-lines": 2, "markdown": 3}
DIFFERENT = 4  # of each layout and form, times its share
SIGNS = 0xE000  # private characters, which no report has
WORDS = ("agency", "year", "next", "published", "serial", "digit", "signed")
PLAIN = (
    "{year}年,本机关认真贯彻落实政府信息公开各项要求,坚持以公开为常态、不公开为例外。",
    "进一步完善工作机制,明确专人负责,做到应公开尽公开。",
    "下一步将加强业务培训,不断提高信息公开工作的质量和水平。",
    "公开内容还不够全面,解读形式比较单一,将在今后的工作中加以改进。",
    "信息发布的审核程序得到严格执行,公开渠道保持畅通,社会公众的知情权得到保障。",
    "围绕重点领域加强公开,及时回应社会关切,政策解读质量稳步提升。",
    "门户网站栏目设置更加清晰,信息更新更加及时,群众查询更加方便。",
)
CLAIM = "{year}年共收到政府信息公开申请{received}件,上年结转{carried}件。"
RECEIVED, CARRIED = "requests/received_new/total", "requests/carried_in/total"
DATED = tuple(line for line in META if "{published}" in line)
HEADED = tuple(title for title in TITLES if "{agency}" in title and "{chinese}" not in title)


@dataclass(frozen=True, slots=True)
class Plate:
    """A report laid out: its text with signs, and the sign of each cell."""

    text: str
    kind: str
    cells: dict[int, str]


class Press:
    """The layouts of reports by form."""

    def __init__(self, catalogue: Catalogue, seed: int) -> None:
        """Lay nothing out before it is needed."""
        self._catalogue, self._seed = catalogue, seed
        self._plates: dict[str, list[Plate]] = {}

    def printed(self, rng: Random, made: Invented) -> tuple[str, bytes]:
        """A name for the file, and its bytes."""
        form = next(f for f in self._catalogue.forms if f.id.startswith("national-") and _holds(f, made.year))
        plate = rng.choice(self._plates.setdefault(form.id, []) or self._laid(form))
        words = {
            "agency": made.office.zh, "year": str(made.year), "next": str(made.year + 1), "digit": str(made.year % 10),
            "published": made.published.isoformat(), "serial": f"{rng.randint(1, 99_999):05d}",
            "signed": _day(made.published - dt.timedelta(days=rng.randrange(6))),
        }  # fmt: skip
        signs = {SIGNS + number: words[name] for number, name in enumerate(WORDS)}
        signs |= {sign: made.figures[cell].text for sign, cell in plate.cells.items()}
        return f"{made.office.id}-{made.year}.{plate.kind}", plate.text.translate(signs).encode()

    def _laid(self, form: Form) -> list[Plate]:
        """The layouts of a form, made when the first report of it is printed."""
        plates = self._plates[form.id]
        for layout, share in SHARES.items():
            for number in range(share * DIFFERENT):
                rng = random(f"plate-{self._seed}-{form.id}-{layout}-{number}")
                plates.append(_plate(rng, form, layout))
        return plates


def _holds(form: Form, year: int) -> bool:
    return form.first_year <= year <= (form.last_year or year)


def _day(date: dt.date) -> str:
    return f"{date.year}年{date.month}月{date.day}日"


def _plate(rng: Random, form: Form, layout: str) -> Plate:
    cells = [f"{table.id}/{row.id}/{column.id}" for table in form.tables for _, row, column in table.cells()]
    signs = {cell: SIGNS + len(WORDS) + number for number, cell in enumerate(cells)}
    figures = {cell: Figure(None, chr(sign)) for cell, sign in signs.items()}
    words = {name: chr(SIGNS + number) for number, name in enumerate(WORDS)}
    laid = LAYOUTS[layout](rng, _paper(rng, form, figures, words))
    kind = "html" if layout in WEB else "md" if layout in MARKED else "txt"
    return Plate(laid.content.decode(), kind, {sign: cell for cell, sign in signs.items()})


def _paper(rng: Random, form: Form, figures: dict[str, Figure], words: dict[str, str]) -> Paper:
    """Page data, title, chapters with prose that says nothing wrong, each table in its chapter, the signature."""
    title = rng.choice(HEADED).format(**words)
    undated = (line for line in META if "{published}" not in line)
    blocks: list[Block] = [Text(line.format(**words, title=title), Kind.META) for line in undated if rng.random() < 0.4]
    blocks.append(Text(rng.choice(DATED).format(**words), Kind.META))
    blocks += [Text(title, Kind.TITLE), *(Text(line.format(**words)) for line in OPENING[:2])]
    national = any(table.layout is Layout.MATRIX for table in form.tables)
    waiting = [sheet(table, figures) for table in form.tables]
    headings = NATIONAL if national else EARLIER
    for number, names in enumerate(headings):
        blocks.append(Text(rng.choice(names), Kind.CHAPTER))
        if national and 1 <= number <= len(waiting):
            blocks.append(waiting[number - 1])
        elif number == len(headings) - 1 and not national:
            blocks += [Text(f"{words['year']}年政府信息公开工作情况统计表"), *waiting]
        else:
            blocks += [Text(line.format(**words)) for line in rng.sample(PLAIN, k=rng.randint(2, 4))]
    if national:
        said = CLAIM.format(**words, received=figures[RECEIVED].text, carried=figures[CARRIED].text)
        first = next(n for n, block in enumerate(blocks) if isinstance(block, Text) and block.kind is Kind.CHAPTER)
        blocks.insert(first + 1, Text(said))
    return (*blocks, Text(words["agency"], Kind.SIGNATURE), Text(words["signed"], Kind.SIGNATURE))
