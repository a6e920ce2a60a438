"""The site is checked as a whole before it is written, and swapped in or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from sitegen.model import Artifact
from sitegen.site import SiteError, exchange, write


def page(path: str, body: str = "") -> Artifact:
    """A small page."""
    return Artifact(path, "text/html", f"<!DOCTYPE html><title>x</title><body>{body}".encode())


MARKER = Artifact(".nojekyll", "text/plain", b"")
HOME = page("index.html", '<p id="here"><a href="a/index.html#L1">a</a> <a href="#here">x</a>')
INNER = page("a/index.html", '<p id="L1"><a href="../index.html">home</a> <a href="https://example.org/x">out</a>')
GOOD = (MARKER, HOME, INNER)


def accept(folder: Path) -> None:
    """Verify nothing."""


def content_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_the_artifacts_are_the_site_and_nothing_else(tmp_path: Path) -> None:
    """A second build leaves no file of the first that it does not have itself."""
    out = tmp_path / "deep" / "dist"
    write((*GOOD, Artifact("old.txt", "text/plain", b"old")), out, verify=accept)
    write(GOOD, out, verify=accept)
    assert content_of(out) == {artifact.path: artifact.content for artifact in GOOD}
    assert [path.name for path in out.parent.iterdir()] == ["dist"]


def test_folders_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    """The staging folder's own narrow rights do not stay."""
    write(GOOD, tmp_path / "dist", verify=accept)
    assert (tmp_path / "dist").stat().st_mode & 0o055 == 0o055


def test_verification_sees_the_whole_staged_site(tmp_path: Path) -> None:
    """The caller checks what will be published, beside the place where it will be."""
    seen: list[tuple[Path, dict[str, bytes]]] = []
    write(GOOD, tmp_path / "dist", verify=lambda folder: seen.append((folder, content_of(folder))))
    ((folder, content),) = seen
    assert content == {artifact.path: artifact.content for artifact in GOOD}
    assert tmp_path in folder.parents


def test_a_failed_verification_leaves_the_old_site_and_no_rubbish(tmp_path: Path) -> None:
    """Nothing is published when a package is invalid."""

    def refuse(folder: Path) -> None:
        message = f"invalid package in {folder.name}"
        raise ValueError(message)

    write(GOOD, tmp_path / "dist", verify=accept)
    before = content_of(tmp_path / "dist")
    with pytest.raises(ValueError, match="invalid package"):
        write((MARKER, page("index.html", "new")), tmp_path / "dist", verify=refuse)
    assert content_of(tmp_path / "dist") == before
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]


@pytest.mark.parametrize("at_once", [True, False])
def test_a_failed_exchange_leaves_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, at_once: bool
) -> None:
    """Whether the system exchanges two folders at once or the old one makes room for a moment."""
    write(GOOD, tmp_path / "dist", verify=accept)
    before = content_of(tmp_path / "dist")
    rename = os.rename

    def fail(*_: object) -> bool:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    def fail_for_the_new(source: Path, target: Path) -> None:
        if ".new-" in Path(source).name:
            fail()
        rename(source, target)

    monkeypatch.setattr(exchange, "swap", fail if at_once else lambda *_: False)
    monkeypatch.setattr(os, "rename", fail_for_the_new)
    with pytest.raises(SiteError, match="untouched"):
        write((MARKER, page("index.html", "new")), tmp_path / "dist", verify=accept)
    assert content_of(tmp_path / "dist") == before
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]


def test_a_folder_that_is_no_site_is_never_replaced(tmp_path: Path) -> None:
    """A slip in --out must not delete somebody's documents."""
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(SiteError, match="left alone"):
        write(GOOD, tmp_path, verify=accept)
    assert content_of(tmp_path) == {"letter.txt": b"dear"}


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    """An empty folder holds nothing to lose."""
    (tmp_path / "dist").mkdir()
    write(GOOD, tmp_path / "dist", verify=accept)
    assert (tmp_path / "dist" / "index.html").is_file()


@pytest.mark.parametrize(
    "path",
    ["/etc/x", "../x", "a/../x", "a//x", "a/", "", ".hidden", "a/.nojekyll", "a b", "年报.html", "a\\b", "a?b", "a/."],
)
def test_an_odd_path_is_refused(tmp_path: Path, path: str) -> None:
    """Paths are plain words, so that they mean the same everywhere."""
    with pytest.raises(SiteError, match="no path"):
        write((*GOOD, Artifact(path, "text/plain", b"")), tmp_path / "dist", verify=accept)
    assert not (tmp_path / "dist").exists()


@pytest.mark.parametrize("second", ["a/index.html", "A/Index.html"])
def test_two_artifacts_for_one_path_are_refused(tmp_path: Path, second: str) -> None:
    """Also where only a file system that folds case would make them one."""
    with pytest.raises(SiteError, match="two artifacts for one path"):
        write((*GOOD, page(second)), tmp_path / "dist", verify=accept)


def test_a_file_in_the_way_of_a_folder_is_refused(tmp_path: Path) -> None:
    """A path cannot be both."""
    with pytest.raises(SiteError, match="cannot be a file and the folder"):
        write((*GOOD, page("b"), page("b/index.html")), tmp_path / "dist", verify=accept)


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ('<a href="gone/index.html">x</a>', "index.html: gone/index.html: there is no such file"),
        ('<a href="a/index.html#L2">x</a>', "a/index.html#L2: a/index.html has no such place"),
        ('<a href="#nowhere">x</a>', "#nowhere: index.html has no such place"),
        ('<a href="../x.html">x</a>', "../x.html: there is no such file"),
        ('<a href="a/">x</a>', "a/: a link to a folder must name its index.html"),
        ('<a href="/a/index.html">x</a>', "/a/index.html: there is no such file"),
        ('<a href="javascript:alert(1)">x</a>', "not an address that a page may link to"),
        ('<img src="gone.png">', "gone.png: there is no such file"),
    ],
)
def test_a_dead_link_is_refused_by_name(tmp_path: Path, body: str, named: str) -> None:
    """Files and fragments alike; the error names the page and the link."""
    with pytest.raises(SiteError) as caught:
        write((MARKER, page("index.html", body), INNER), tmp_path / "dist", verify=accept)
    assert named in str(caught.value)
    assert not (tmp_path / "dist").exists()


def test_all_dead_links_are_told_at_once(tmp_path: Path) -> None:
    """One run shows everything that there is to mend."""
    with pytest.raises(SiteError) as caught:
        write((MARKER, page("index.html", '<a href="x">1</a><a href="y">2</a>')), tmp_path / "dist", verify=accept)
    assert "index.html: x:" in str(caught.value)
    assert "index.html: y:" in str(caught.value)


@pytest.mark.parametrize(
    "body",
    [
        '<img src="https://example.org/x.png">',
        '<script src="//example.org/x.js"></script>',
        '<link rel="stylesheet" href="https://example.org/x.css">',
        '<link rel="preload" href="https://example.org/x.woff2">',
        '<iframe src="http://example.org/"></iframe>',
        '<form action="https://example.org/"></form>',
        '<img srcset="https://example.org/x.png 2x">',
        "<style>@import 'https://example.org/x.css';</style>",
        '<p style="background: url(https://example.org/x.png)">',
    ],
)
def test_a_resource_of_another_site_is_refused(tmp_path: Path, body: str) -> None:
    """Nothing is loaded from elsewhere; a reader may follow a link out."""
    with pytest.raises(SiteError, match="loaded from another site"):
        write((MARKER, page("index.html", body)), tmp_path / "dist", verify=accept)


def test_style_sheets_are_checked_too(tmp_path: Path) -> None:
    """A font or picture named in CSS is loaded by every page."""
    css = Artifact("a.css", "text/css", b"p { background: url('https://example.org/x.png') }")
    with pytest.raises(SiteError, match="loaded from another site"):
        write((*GOOD, css), tmp_path / "dist", verify=accept)


def test_the_sites_own_address_is_not_another_site(tmp_path: Path) -> None:
    """Canonical links and the links of 404.html begin with it, and are checked like all others."""
    base = "https://example.org/repo"
    links = '<link rel="canonical" href="https://example.org/repo/a/"><img src="/repo/x.svg">'
    icon = Artifact("x.svg", "image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg"/>')
    write((*GOOD, icon, page("404.html", links)), tmp_path / "dist", verify=accept, base_url=base)
    for wrong in ('<link rel="canonical" href="https://example.org/repo/b/">', '<a href="/elsewhere/">x</a>'):
        with pytest.raises(SiteError):
            write((*GOOD, page("404.html", wrong)), tmp_path / "dist", verify=accept, base_url=base)
