"""A page is parsed whole or refused, and no page keeps the parser busy."""

from __future__ import annotations

import time

import pytest
from lxml import etree

from sitegen.model import Source
from sitegen.readers import html, html_parsing
from sitegen.readers.decoding import UnreadableError
from sitegen.readers.html_parsing import DEPTH, LIMITS, LOST, parse

TABLE = "<table><tr><td>规章<td>12</table>"


def lines(page: str) -> tuple[str, ...]:
    return html.read(Source("report.html", html.MEDIA_TYPE, "0" * 64, len(page)), page.encode()).lines


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        pytest.param("<div>" * 3000 + TABLE, DEPTH, id="depth"),
        pytest.param("<table><tr><td>" * 1000 + TABLE, DEPTH, id="depth of tables"),
        pytest.param("<p>" + "公" * 11_000_000 + TABLE, LIMITS, id="text"),
        pytest.param("<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">" + TABLE, LIMITS, id="attributes"),
        pytest.param("<p " + "/".join(f"a{n}" for n in range(9_000)) + ">" + TABLE, LIMITS, id="slashes"),
        pytest.param("<p " + "".join(f'a{n}=">"' for n in range(9_000)) + ">" + TABLE, LIMITS, id="quotes"),
        pytest.param("<p " + "a" * 70_000 + ">" + TABLE, LIMITS, id="name"),
        pytest.param("<b></b>" * 300_000 + TABLE, LIMITS, id="tags"),
        pytest.param("<table>" + "<tr><td>1" * 100_001 + "</table>", LIMITS, id="cells"),
        pytest.param("<table>" + "<tr><td colspan=99 rowspan=0>1" * 1_000 + "</table>", LIMITS, id="spans"),
    ],
)
def test_a_page_beyond_the_limits_is_refused_at_once(page: str, reason: str) -> None:
    begin = time.process_time()
    with pytest.raises(UnreadableError, match=f"^{reason}$"):
        lines(page)
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<div>" * 240 + TABLE + "</div>" * 240, id="depth"),
        pytest.param("<table><tr><td>" * 60 + TABLE, id="depth of tables"),
        pytest.param("<table>" + "<form>" * 200 + TABLE[7:], id="depth of forms"),
        pytest.param("<font>" * 5_000 + TABLE, id="markup that nothing ends"),
        pytest.param("<img src='data:image/png;base64," + "A" * 3_000_000 + "'>" + TABLE, id="picture"),
        pytest.param("<script>" + "var a = '<p x=1>';" * 100_000 + "</script>" + TABLE, id="script"),
        pytest.param("<!--" + "<p>" * 100_000 + "-->" + TABLE, id="comment"),
    ],
)
def test_a_page_that_is_only_large_is_read(page: str) -> None:
    assert lines(page) == ("规章 | 12",)


@pytest.mark.parametrize(
    "piece",
    [
        *("<", "<a", "<a ", "<!--", "<!", "<?", "&", "&#", "<p>", "</p>", "<td>", "<tr>", "<br>", "<o:p>", "<s>1</s>"),
        *("<a b='", '<a b="c', "<a =", "<script ", "<style>", "<!--[if", "]]>", "<sup>1</sup>", "<table>", " ", "\x01"),
    ],
)
def test_much_of_anything_takes_a_moment(piece: str) -> None:
    page = "<html><p>12</p>" + piece * (300_000 // len(piece)) + "政府"
    begin = time.process_time()
    try:
        assert "12" in lines(page)
    except UnreadableError as error:
        assert str(error) in {DEPTH, LIMITS, "undecodable"}  # noqa: PT017  either is right, the time is the point
    assert time.process_time() - begin < 2


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><p>1</p></body></html><p>2</p><html><head><title>甲</title></head><body>3</body></html>4",
        "<p>1<title x='</html>'>2</title>3<?php echo ?>4",
        "<p>数量<5 且 >3</p><textarea>1 < 2</textarea>",
        "<p title='公开>公开' alt=\"it's\">1</p><p alt=it's>2</p>",
        "<!-- 3 --!>1<!-->2<!--->3<!doctype html>4",
    ],
)
def test_nothing_that_is_shown_is_lost(page: str) -> None:
    """Text after the end, in places where it should not be, and beside unusual tags."""
    expected = "".join(c for c in html_parsing._MARKUP.sub("", page) if c.isdigit())  # noqa: SLF001
    assert [c for c in str(parse(page).xpath("string()")) if c.isdigit()] == list(expected)


def test_a_loss_of_text_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever parser is installed: where less comes out than went in, the page is refused."""
    whole = etree.fromstring
    monkeypatch.setattr(etree, "fromstring", lambda text, parser: whole(text[:40], parser))
    with pytest.raises(UnreadableError, match=f"^{LOST}$"):
        parse("<html><body><p>全年新收申请</p>" + TABLE)


def test_the_number_of_a_reference_is_not_counted_as_text() -> None:
    """A reference right behind a bracket is one character, not three digits that the parser would have lost."""
    cell = "<td>行政许可(含变更)</td><td>" + "&#160;" * 3 + "0件</td>"
    assert parse("<table><tr>" + cell * 20 + "</tr></table>") is not None
