"""Packages are opened only as far as they are harmless, and refused within a second where they are not."""

from __future__ import annotations

import contextlib
import io
import time
import zipfile

import pytest

from sitegen.readers import archive, ooxml
from sitegen.readers.decoding import UnreadableError
from tests.readers.docx_fixtures import docx, package


def refusal(content: bytes) -> str:
    """Why a package is not opened, or its main part not read."""
    start = time.process_time()
    with pytest.raises(UnreadableError) as caught:
        _main(content)
    assert time.process_time() - start < 1
    return str(caught.value)


def _main(content: bytes) -> str:
    opened = archive.open_package(content)
    return ooxml.name(opened.xml(opened.main_part()))


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in members:
            file.writestr(name, content)
    return out.getvalue()


def test_a_package_names_its_main_part() -> None:
    opened = archive.open_package(docx(["标题"]))
    assert opened.main_part() == "word/document.xml"
    assert "标题" in opened.read("word/document.xml").decode()


def test_a_bomb_is_refused_by_its_headers() -> None:
    assert refusal(package({"word/document.xml": bytes(11_000_000)})) == "archive_unsafe"
    assert refusal(zipped(*((f"{n}.xml", bytes(11_000_000)) for n in range(10)))) == "archive_unsafe"


def test_a_large_table_of_zeros_is_no_bomb() -> None:
    content = docx([[["0"] * 100] * 150])
    assert _main(content) == "document"
    assert len(archive.open_package(content).read("word/document.xml")) > 100 * len(content)


def test_a_lying_header_does_not_help_a_bomb() -> None:
    honest = docx(["标题" * 5000])
    size = len(archive.open_package(honest).read("word/document.xml"))
    lying = honest.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lying != honest
    assert refusal(lying) == "archive_broken"


def test_too_many_members_are_refused_before_they_are_listed() -> None:
    assert refusal(zipped(*((f"{n}.xml", b"") for n in range(2001)), method=zipfile.ZIP_STORED)) == "archive_unsafe"


@pytest.mark.parametrize("name", ["../../x", "/etc/passwd", "C:/x", "word/../../x", "\\\\host\\share"])
def test_a_name_that_leads_elsewhere_is_ignored(name: str) -> None:
    assert set(archive.open_package(package({name: b"x"})).members) == {"[Content_Types].xml", "_rels/.rels"}


def test_a_link_and_a_folder_are_ignored() -> None:
    link = zipfile.ZipInfo("word/document.xml")
    link.external_attr = 0o120777 << 16
    assert not archive.open_package(zipped((link, b"/etc/passwd"), ("word/", b""))).members


def test_an_encrypted_member_is_told() -> None:
    content = bytearray(docx(["标题"]))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.rindex(signature) + offset] |= 1
    assert refusal(bytes(content)) == "archive_encrypted"


def test_macros_are_told() -> None:
    assert refusal(docx(["标题"], {"word/vbaProject.bin": b"x"})) == "archive_macros"


def test_two_parts_of_one_name_leave_open_which_is_the_document() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = zipped(("word/document.xml", b"<a/>"), ("word/document.xml", b"<b/>"))
    assert refusal(content) == "archive_broken"


def test_a_method_of_packing_that_no_office_program_uses_is_refused() -> None:
    assert refusal(zipped(("word/document.xml", b"<a/>" * 99), method=zipfile.ZIP_LZMA)) == "archive_broken"


@pytest.mark.parametrize("cut", [30, 400, -30])
def test_a_truncated_package_is_broken(cut: int) -> None:
    assert refusal(docx(["标题"])[:cut]) == "archive_broken"


def test_a_damaged_member_is_broken() -> None:
    content = bytearray(docx(["标题" * 500]))
    content[content.index(b"word/document.xml") + 40] ^= 0xFF
    assert refusal(bytes(content)) == "archive_broken"


LAUGHS = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(12))


@pytest.mark.parametrize(
    "declared",
    [
        f'<!DOCTYPE d [<!ENTITY a0 "ha">{LAUGHS}]><d>&a12;</d>',
        f'<!DOCTYPE d [<!ENTITY a "{"x" * 100_000}">]><d>{"&a;" * 10_000}</d>',
        '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>',
        '<!DOCTYPE d SYSTEM "http://127.0.0.1/d.dtd"><d/>',
        '<!DOCTYPE d [<!ENTITY % p SYSTEM "http://127.0.0.1/p"> %p;]><d/>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_declarations_in_a_part_are_refused(declared: str, encoding: str) -> None:
    assert refusal(package({"word/document.xml": declared.encode(encoding)})) == "archive_unsafe"


def test_a_part_in_an_encoding_that_hides_declarations_is_broken() -> None:
    hidden = '<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE d [+ADwAIQ-ENTITY a "b"+AD4]><d>&a;</d>'
    assert refusal(package({"word/document.xml": hidden})) == "archive_broken"


def test_a_part_that_is_too_large_is_refused_before_it_becomes_a_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ooxml, "MOST_BYTES", 1000)
    assert refusal(docx(["标题" * 500])) == "archive_unsafe"


def test_damage_anywhere_in_the_directory_is_told() -> None:
    whole = docx(["标题"])
    for place in range(whole.index(b"PK\x01\x02"), len(whole)):
        for byte in (0x00, 0x7F, 0xFF):
            damaged = whole[:place] + bytes((byte,)) + whole[place + 1 :]
            with contextlib.suppress(UnreadableError):
                assert _main(damaged) == "document"
