"""The copy of the site: every file but itself, no dead link inside, and none where it would be too large."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from sitegen import bundle
from sitegen.bundle import PATH
from sitegen.model import Artifact
from sitegen.site import write
from tests.sites import copied

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

MARKER = Artifact(".nojekyll", "text/plain", b"")
HOME = Artifact("index.html", "text/html", b'<!DOCTYPE html><title>x</title><a href="downloads/index.html">x</a>')


def page(*, copy: Artifact | None = None, too_large: int = 0) -> tuple[Artifact, ...]:
    """The page of downloads, in one language."""
    link = f'<a href="site.zip">{len(copy.content)}</a>' if copy else ""
    text = f"<!DOCTYPE html><title>x</title>{link} {too_large or ''}"
    return (Artifact("downloads/index.html", "text/html", text.encode()),)


SITE = (MARKER, HOME, *page())


def test_the_copy_holds_every_file_but_itself_and_the_page_tells_its_size() -> None:
    made = {artifact.path: artifact.content for artifact in copied(SITE, page)}
    assert str(len(made[PATH])).encode() in made["downloads/index.html"]
    with zipfile.ZipFile(io.BytesIO(made[PATH])) as found:
        assert {name: found.read(name) for name in found.namelist()} == {a.path: a.content for a in SITE}


def test_the_unpacked_copy_is_a_site_without_a_dead_link(tmp_path: Path) -> None:
    made = {artifact.path: artifact for artifact in copied(SITE, page)}
    write(made.values(), tmp_path / "dist", verify=lambda _: None)
    with zipfile.ZipFile(tmp_path / "dist" / PATH) as found:
        inside = [Artifact(name, "", found.read(name)) for name in found.namelist()]
    write(inside, tmp_path / "unpacked", verify=lambda _: None)


def test_the_same_site_gives_the_same_copy() -> None:
    assert copied(SITE, page)[-1].content == copied(tuple(reversed(SITE)), page)[-1].content


def test_a_site_that_is_too_large_has_no_copy_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    size = sum(len(artifact.content) for artifact in SITE)
    monkeypatch.setattr(bundle, "LARGEST", size - 1)
    made = {artifact.path: artifact.content for artifact in copied(SITE, page)}
    assert PATH not in made
    assert str(size).encode() in made["downloads/index.html"]


def test_what_is_deflated_beforehand_makes_the_same_copy() -> None:
    kept = Artifact("assets/a.zip", "application/zip", b"PK")
    large = Artifact("assets/\u4e00.js", "text/javascript", b"let a = 1\n" * 999)
    made = {file.path: file.content for file in (*SITE, kept, large)}
    sizes = [(path, len(content)) for path, content in made.items()]
    known = bundle.unpacked(bundle.beforehand((MARKER, kept, large)))
    assert known.keys() == {MARKER.path, large.path}  # what is compressed already lies in the copy as it is
    plain, quick = (
        tuple(bundle.with_copy(sizes, made.__getitem__, page, known=found))[-1].content for found in ({}, known)
    )
    assert quick == plain
    assert known[large.path] in quick
