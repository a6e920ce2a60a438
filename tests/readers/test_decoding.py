"""Decoding: each encoding of the ladder keeps the whole text, and what fits none is refused with its reason."""

from __future__ import annotations

import codecs
import random
import time

import pytest

from sitegen.readers.decoding import EMPTY, UNDECODABLE, UnreadableError, decode, glance

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
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "gb18030"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
@pytest.mark.parametrize("text", [TEXT, RARE, TRADITIONAL])
def test_the_whole_text_comes_through_each_encoding(mark: bytes, encoding: str, text: str) -> None:
    """No character is lost, rare ones included, and a byte order mark is no part of the text."""
    assert decode(mark + text.encode(encoding)) == text


def test_a_big5_page_is_read_in_its_own_characters() -> None:
    """Nearly all Big5 is valid GB18030 too, but then rare characters come out of it."""
    assert decode(TRADITIONAL.encode("big5")) == TRADITIONAL


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "big5", "utf-8", "iso-8859-1", "shift_jis", "no such thing"])
@pytest.mark.parametrize(("text", "encoding"), [(TEXT, "gbk"), (RARE, "gb18030"), (TRADITIONAL, "big5")])
@pytest.mark.parametrize("in_utf8", [True, False])
def test_a_wrong_declaration_does_no_harm(text: str, encoding: str, declared: str, in_utf8: bool) -> None:  # noqa: FBT001
    """What a page declares only decides where the bytes leave it open."""
    assert decode(text.encode("utf-8" if in_utf8 else encoding), declared) == text


def test_a_declaration_decides_where_both_encodings_give_common_characters() -> None:
    """These four bytes are two common characters either way."""
    content = "度 12 ".encode("gbk") + "年".encode("gbk")
    assert decode(content, "big5") == content.decode("big5") != decode(content, "gb2312") == content.decode("gbk")


@pytest.mark.parametrize("content", [b"", b"\n", b" \r\n\t ", b"\x00" * 64, b"\x00\n\x00"])
def test_a_file_of_nothing_is_empty(content: bytes) -> None:
    """No bytes, blank bytes and zero bytes are an empty file."""
    with pytest.raises(UnreadableError, match=f"^{EMPTY}$"):
        decode(content)


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE])
def test_a_byte_order_mark_alone_is_an_empty_file(mark: bytes) -> None:
    """A mark with no character behind it is nothing."""
    with pytest.raises(UnreadableError, match=f"^{EMPTY}$"):
        decode(mark)


@pytest.mark.parametrize(
    "content",
    [
        b"\xff",
        codecs.BOM_UTF8 + b"\xff",
        TEXT.encode() + b"\xff\xff",
        b"a\x00b",
        "规章 0\x00".encode(),
        TEXT.encode() + b"\x00" * 200,
        "ÀÉ à la carte, où ça".encode("latin-1"),
    ],
)
def test_what_no_encoding_fits_is_refused(content: bytes) -> None:
    """Broken bytes, other languages and files full of zero bytes are never taken for something else."""
    with pytest.raises(UnreadableError, match=f"^{UNDECODABLE}$"):
        decode(content)


@pytest.mark.parametrize("size", [2_000, 1_000_000])
def test_random_bytes_are_refused(size: int) -> None:
    """Bytes that are no text are told from text."""
    noise = random.Random(2019)  # noqa: S311  no secret, only noise that is the same each time
    with pytest.raises(UnreadableError, match=f"^{UNDECODABLE}$"):
        decode(noise.randbytes(size))


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "big5"])
@pytest.mark.parametrize("utf8_first", [True, False])
@pytest.mark.parametrize("share", [1, 30])
def test_a_file_of_two_encodings_is_refused(encoding: str, utf8_first: bool, share: int) -> None:  # noqa: FBT001
    """Half a page in UTF-8 and half in another encoding is nothing to be guessed at, however small one half is."""
    halves = ["予以公開 12 行政復議".encode(), ("部分公開 34 行政訴訟\n" * share).encode(encoding)]
    with pytest.raises(UnreadableError, match=f"^{UNDECODABLE}$"):
        decode(b"\n".join(halves if utf8_first else reversed(halves)))


@pytest.mark.parametrize(
    ("mark", "encoding", "lost"),
    [
        (b"", "utf-8", 1),
        (b"", "utf-8", 2),
        (b"", "gb18030", 1),
        (b"", "big5", 1),
        (codecs.BOM_UTF16_LE, "utf-16-le", 1),
    ],
)
def test_a_character_cut_at_the_end_does_not_spoil_the_text(mark: bytes, encoding: str, lost: int) -> None:
    """A download that ended within a character is read up to there, and a sign stands for the rest."""
    content = mark + (TRADITIONAL + "開").encode(encoding)[:-lost]
    assert decode(content) == TRADITIONAL + "\ufffd"


@pytest.mark.parametrize(
    "content", [b"\xe4", "\ufffd\ufffd".encode(), b"\n \xe4\xb8", b"\xed\xbf", b"\xff\xfe\n\x00\x4e"]
)
def test_nothing_but_the_beginning_of_a_character_is_no_text(content: bytes) -> None:
    """The sign that stands for what is cut off is nothing that the file says."""
    with pytest.raises(UnreadableError, match=f"^{UNDECODABLE}$"):
        decode(content)


def test_a_control_character_does_not_make_a_text_binary() -> None:
    """Programs leave single zero bytes and controls in cells; cleaning takes them away."""
    content = TEXT + "1\x002\x01"
    assert decode(content.encode()) == content


def test_a_glance_shows_the_tags_in_any_encoding() -> None:
    """The format is told before the encoding is."""
    page = "<html><p>规章"
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        assert glance(page.encode(encoding)).startswith("<html><p>")


def test_decoding_takes_time_in_proportion_to_the_file() -> None:
    """A megabyte of Chinese takes a moment."""
    content = (TEXT * 20_000).encode("gb18030")
    begin = time.process_time()
    decode(content)
    assert time.process_time() - begin < 2
