"""The source as it is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml.html import fromstring

from sitegen.interface import said
from sitegen.model import Cut, Place
from sitegen.pages.parts.evidence import Evidence, Source, place_name, source_lines, told_beyond, whereabouts
from sitegen.rendering import Renderer, load_content

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.cutting import Cuts
    from sitegen.model import Dataset, Report


@pytest.fixture(scope="module")
def cuts(root: Path, dataset: Dataset) -> Cuts:
    """The cuts of the first edition."""
    return Renderer(root / "templates", dataset.catalogue.site, load_content(root / "content")).cuts()[0]


@pytest.fixture
def report(dataset: Dataset) -> Report:
    """A real report with cuts."""
    return next(report for report in dataset.reports if report.id == "guangzhou-commerce-2020")


def test_every_line_with_text_is_shown_or_cut(report: Report) -> None:
    """Nothing disappears without a word."""
    lines = list(source_lines(report))
    cut = {n for one in report.cuts for n in range(one.first, one.last + 1)}
    text = {n for n, line in enumerate(report.lines, 1) if line.strip()}
    assert {line.number for line in lines if not line.cut} == text - cut
    for line in lines:
        if not line.cut:
            assert "".join(piece.text for piece in line.pieces) == report.lines[line.number - 1].rstrip()


def test_overlapping_spans_do_not_double_the_text(report: Report) -> None:
    """Cells read from one run of digits share its characters; each is shown once."""
    first = report.observations[0]
    assert first.provenance is not None
    twin = replace(first, row="other", provenance=replace(first.provenance))
    lines = {line.number: line for line in source_lines(replace(report, observations=(first, twin)))}
    place = first.provenance.place
    assert "".join(piece.text for piece in lines[place.line].pieces) == report.lines[place.line - 1].rstrip()


def test_a_cut_line_is_no_target(report: Report) -> None:
    """A link must not lead to what is not shown."""
    cut = replace(report, cuts=(Cut(3, 5, "furniture"),))
    assert [Evidence(cut).target(place) for place in (Place(1), Place(4), None)] == ["#L1", "", ""]


def test_an_empty_line_is_a_target_only_where_something_was_read_from_it(report: Report) -> None:
    """Others are not shown."""
    first = report.observations[0]
    assert first.provenance is not None
    empty = next(n for n, line in enumerate(report.lines, 1) if not line.strip())
    blank = replace(first, provenance=replace(first.provenance, place=Place(empty)))
    assert Evidence(report).target(Place(empty)) == ""
    assert Evidence(replace(report, observations=(blank,))).target(Place(empty)) == f"#L{empty}"
    assert Evidence(report).target(Place(len(report.lines) + 1)) == ""


def test_a_place_is_told_with_its_page_and_the_line_of_the_file() -> None:
    """The line is that of the text as it was read; a page of HTML or PDF has others."""
    places = (None, Place(7), Place(7, page=2), Place(7, file_line=7), Place(7, page=2, file_line=90))
    assert [place_name(place) for place in places[:3]] == [
        "",
        said("第 %(line)s 行", line=7),
        said("第 %(page)s 页，第 %(line)s 行", page=2, line=7),
    ]
    page, line = said("第 %(page)s 页", page=2), said("文件第 %(line)s 行", line=90)
    assert [whereabouts(place) for place in places] == [(), (), (page,), (), (page, line)]


def test_a_source_is_drawn_line_by_line_and_what_was_read_from_it_is_lit(report: Report, cuts: Cuts) -> None:
    """The page shows the characters of the file; what looks like markup in them is text."""
    first = report.observations[0]
    assert first.provenance is not None
    text = '<b> & "12"'
    at = Place(2, 7, 9)
    read = replace(first, provenance=replace(first.provenance, place=at))
    odd = replace(report, lines=("年报", text), observations=(read,), local_rows=(), cuts=())
    drawn = Source(source_lines(odd)).draw(cuts, None)
    first_line, second_line = drawn.splitlines()
    assert fromstring(first_line).text_content() == "1年报"
    assert fromstring(second_line).text_content() == f"2{text}"
    (lit,) = fromstring(second_line).xpath("//a[mark]")
    assert (lit.get("href"), lit.text_content()) == (f"#{first.cell}", "12")
    assert Source(()).draw(cuts, None) == ""


def test_what_a_place_tells_besides_its_line_is_the_same_in_a_list_and_in_markup(cuts: Cuts) -> None:
    """Tables ask for it cell by cell."""
    places = (None, Place(7), Place(7, page=2), Place(7, file_line=7), Place(7, page=2, file_line=90))
    for place in (*places, *places):
        assert told_beyond(place, cuts) == cuts.say(whereabouts(place))
