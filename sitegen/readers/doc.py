"""Old Word files and RTF: turned into a new Word file by LibreOffice where it is installed, then read as one.

LibreOffice runs with settings of its own in a temporary folder, without macros and without fetching what a file links
to; where it does not finish in time, exactly the processes started here are ended.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.readers import docx
from sitegen.readers.archive import ENCRYPTED
from sitegen.readers.decoding import TOO_LARGE, UNKNOWN_FORMAT, UnreadableError

if TYPE_CHECKING:
    from sitegen.model import Document, Source

MEDIA_TYPE = "application/msword"
COMPOUND, RICH_TEXT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"
WORD_STREAM, ENCRYPTED_STREAM = "WordDocument".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le")
# The name to give to the file, and how LibreOffice is to read it: left to itself, it reads a broken file as plain text.
WORD_FILTER, RTF_FILTER = ("report.doc", "MS Word 97"), ("report.rtf", "Rich Text Format")
SECONDS = 25  # less than a worker has, so that what was started here is ended here
LARGEST = 20 * 1024 * 1024  # of what LibreOffice writes

# Why a file cannot be read: keys of data/reasons.toml.
NEEDS_LIBREOFFICE, FAILED = "doc_needs_libreoffice", "doc_failed"

# The memory and time of a worker that reads files are too little for LibreOffice; what is allowed at most is enough.
LIFT_LIMITS = 'ulimit -S -v "$(ulimit -H -v)"; ulimit -S -t "$(ulimit -H -t)"; exec "$@"'
# Macros never run, links are not refreshed; pictures elsewhere are sought by way of a proxy that is none.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop>
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop>
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop>
<prop oor:name="ooInetNoProxy" oor:op="fuse"><value></value></prop></item>
</oor:items>
"""


def accepts(head: bytes) -> bool:
    """Whether the first bytes are those of an old office file or of RTF."""
    return head.startswith((COMPOUND, RICH_TEXT))


def read(source: Source, content: bytes) -> Document:
    """The document of an old Word file."""
    if content.startswith(COMPOUND):
        if ENCRYPTED_STREAM in content:
            raise UnreadableError(ENCRYPTED)
        if WORD_STREAM not in content:
            raise UnreadableError(UNKNOWN_FORMAT)
    program = libreoffice()
    if program is None:
        raise UnreadableError(NEEDS_LIBREOFFICE)
    return docx.read(source, _converted(program, content))


def libreoffice() -> str | None:
    """Where LibreOffice is installed, if it is."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def _converted(program: str, content: bytes) -> bytes:
    """The file as LibreOffice writes it in the new format."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(SETTINGS, encoding="utf-8")
        name, source = RTF_FILTER if content.startswith(RICH_TEXT) else WORD_FILTER
        file = folder / name
        file.write_bytes(content)
        own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        target = ("--convert-to", "docx:Office Open XML Text", "--outdir", str(folder / "out"))
        _run((program, own, "--headless", "--norestore", f"--infilter={source}", *target, str(file)), folder)
        made = folder / "out" / "report.docx"
        if not made.is_file():
            raise UnreadableError(FAILED)
        if made.stat().st_size > LARGEST:
            raise UnreadableError(TOO_LARGE)
        return made.read_bytes()


def _run(command: tuple[str, ...], home: Path) -> None:
    """Run a command in a group of its own, and end that group when it does not finish in time."""
    environment = {"PATH": os.defpath, "HOME": str(home), "TMPDIR": str(home), "LC_ALL": "C.UTF-8"}
    environment |= dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")
    process = subprocess.Popen(  # noqa: S603  the program found above, with arguments made here
        ("/bin/sh", "-c", LIFT_LIMITS, "sh", *command),
        cwd=home,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(FAILED) from error
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
