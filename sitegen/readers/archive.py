"""Office packages are zip archives of XML: opened only as far as they are harmless, and never onto the disk."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from stat import S_IFLNK, S_IFMT
from typing import TYPE_CHECKING

from sitegen.readers import ooxml
from sitegen.readers.decoding import UnreadableError
from sitegen.readers.ooxml import BROKEN, UNSAFE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

SIGNATURE = b"PK\x03\x04"
MOST_MEMBERS = 2_000
MOST_BYTES = 100 * 1024 * 1024  # of all members together, unpacked
MOST_RATIO = 100  # bytes unpacked for a byte of the file; what is SMALL unpacked is harmless, and zeros pack well
SMALL = 10 * 1024 * 1024
ENCRYPTED_BIT = 0x1
# What damaged archives make the library raise.
DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError, OverflowError)
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # office programs use no other; LZMA takes gigabytes
RELATIONS = "_rels/.rels"

ENCRYPTED, MACROS = "archive_encrypted", "archive_macros"  # keys of data/reasons.toml


def accepts(head: bytes) -> bool:
    """Whether the first bytes are those of a zip archive."""
    return head.startswith(SIGNATURE)


@dataclass(frozen=True, slots=True)
class Package:
    """A zip archive whose headers promise nothing harmful, by the names of its members."""

    archive: zipfile.ZipFile
    members: Mapping[str, zipfile.ZipInfo]

    def __contains__(self, name: str) -> bool:
        """Whether there is a member of that name."""
        return name in self.members

    def main_part(self) -> str:
        """The name of the part that holds the document, as the package's relations say; empty where none does."""
        if RELATIONS not in self:
            return ""
        for relation in self.xml(RELATIONS):
            if relation.get("Type", "").endswith("/officeDocument"):
                return relation.get("Target", "").lstrip("/")
        return ""

    def xml(self, name: str) -> _Element:
        """The root of a part."""
        return ooxml.parse(self.read(name))

    def read(self, name: str) -> bytes:
        """The bytes of a member, counted as they come: what the headers say is not believed."""
        info = self.members.get(name)
        if info is None:
            raise UnreadableError(BROKEN)
        try:
            with self.archive.open(info) as member:
                content = member.read(MOST_BYTES + 1)
        except DAMAGE as error:
            raise UnreadableError(BROKEN) from error
        if len(content) > MOST_BYTES:
            raise UnreadableError(UNSAFE)
        return content


def open_package(content: bytes) -> Package:
    """The package in these bytes; :class:`UnreadableError` where it is broken, locked, or could do harm."""
    if content.count(b"PK\x01\x02") > MOST_MEMBERS:  # before the directory is read, which takes its time
        raise UnreadableError(UNSAFE)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except DAMAGE as error:
        raise UnreadableError(BROKEN) from error
    found = archive.infolist()
    total = sum(info.file_size for info in found)
    if len(found) > MOST_MEMBERS or total > min(MOST_BYTES, max(SMALL, MOST_RATIO * len(content))):
        raise UnreadableError(UNSAFE)
    plain = [info for info in found if _is_plain(info)]
    members = {info.filename: info for info in plain}
    if len(members) < len(plain):  # which of two parts of one name is the document, programs do not agree
        raise UnreadableError(BROKEN)
    if any(info.flag_bits & ENCRYPTED_BIT for info in found):
        raise UnreadableError(ENCRYPTED)
    if any(info.compress_type not in METHODS for info in members.values()):
        raise UnreadableError(BROKEN)
    if any(PurePosixPath(name).name.lower() == "vbaproject.bin" for name in members):
        raise UnreadableError(MACROS)
    return Package(archive, members)


def _is_plain(info: zipfile.ZipInfo) -> bool:
    """Whether a member is a file within the archive: no folder, no link, no name that leads elsewhere."""
    parts = info.filename.replace("\\", "/").split("/")
    leads_elsewhere = ".." in parts or not parts[0] or ":" in parts[0]
    return bool(parts[-1]) and not (leads_elsewhere or S_IFMT(info.external_attr >> 16) == S_IFLNK)
