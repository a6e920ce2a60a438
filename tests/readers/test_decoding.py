"""Decoding: each encoding of the ladder keeps the whole text, and what fits none is refused with its reason."""

from __future__ import annotations

import codecs
import random

import pytest

from sitegen.readers.decoding import EMPTY, UNDECODABLE, UnreadableError, decode

TEXT = "四川省商务厅2019年政府信息公开工作年度报告\n(一)予以公开\n0\n12\n"
RARE = "朱镕基 㐂 政府信息公开 12"
TRADITIONAL = "廣州市商務局2020年政府信息公開工作年度報告\n一、總體情況\n規章 0 0 0\n行政許可 15 6 12250\n"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "gb18030"),
    ],
)
@pytest.mark.parametrize("text", [TEXT, RARE])
def test_the_whole_text_comes_through_each_encoding(mark: bytes, encoding: str, text: str) -> None:
    """No character is lost, rare ones included, and a byte order mark is no part of the text."""
    assert decode(mark + text.encode(encoding)) == text


@pytest.mark.xfail(strict=True, reason="nearly all Big5 is valid GB18030 too, so it is decoded into other characters")
def test_a_big5_page_is_read_in_its_own_characters() -> None:
    """Traditional pages of Taiwan and of converting gateways come in Big5."""
    assert decode(TRADITIONAL.encode("big5")) == TRADITIONAL


@pytest.mark.parametrize("content", [b"", b"\n", b" \r\n\t ", b"\x00" * 64, b"\x00\n\x00"])
def test_a_file_of_nothing_is_empty(content: bytes) -> None:
    """No bytes, blank bytes and zero bytes are an empty file."""
    with pytest.raises(UnreadableError, match=f"^{EMPTY}$"):
        decode(content)


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
@pytest.mark.xfail(strict=True, reason="a byte order mark alone counts as text")
def test_a_byte_order_mark_alone_is_an_empty_file(mark: bytes) -> None:
    """A mark with no character behind it is nothing."""
    with pytest.raises(UnreadableError, match=f"^{EMPTY}$"):
        decode(mark)


@pytest.mark.parametrize(
    "content",
    [
        b"\xff",
        codecs.BOM_UTF8 + b"\xff",
        codecs.BOM_UTF16_LE + b"a\x00b",
        codecs.BOM_UTF32_LE + "规章".encode("utf-32-le"),
        TEXT.encode() + b"\xff\xff",
        b"a\x00b",
        "规章 0\x00".encode(),
    ],
)
def test_what_no_encoding_fits_is_refused(content: bytes) -> None:
    """Broken bytes and zero bytes within text are never replaced in silence."""
    with pytest.raises(UnreadableError, match=f"^{UNDECODABLE}$"):
        decode(content)


def test_random_bytes_are_refused() -> None:
    """Bytes that are no text are told from text."""
    noise = random.Random(2019)  # noqa: S311  no secret, only noise that is the same each time
    for _ in range(20):
        with pytest.raises(UnreadableError, match=f"^{UNDECODABLE}$"):
            decode(noise.randbytes(2_000))


@pytest.mark.parametrize(
    "lost",
    [
        1,
        pytest.param(
            2,
            marks=pytest.mark.xfail(strict=True, reason="cut UTF-8 may be valid GB18030 and then turns to nonsense"),
        ),
    ],
)
def test_a_character_cut_at_the_end_does_not_spoil_the_text(lost: int) -> None:
    """A download that ended within a character is refused, or read up to there; it is never other characters."""
    content = "政府信息公开".encode()[:-lost]
    try:
        text = decode(content)
    except UnreadableError:
        return
    assert text.startswith("政府信息公")
