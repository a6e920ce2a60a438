"""A build stages its site beside the published one, takes over what stays, and changes nothing until it publishes."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen import forking
from sitegen.model import Artifact
from sitegen.site import SiteError, Staging, Written, exchange, looking, put, staging
from tests.faults.small import NEW, OLD, beside, build, content_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@pytest.fixture(autouse=True, params=[0, looking.MANY], ids=["looked at by another process", "looked at here"])
def looked_at(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who finds out what is known of the published site makes no difference."""
    monkeypatch.setattr(looking, "MANY", request.param)
    monkeypatch.setattr(forking, "is_safe", lambda: True)  # for so little, also beside threads of who runs the tests


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where a site has been built twice, so that there is a spare."""
    out = tmp_path / "dist"
    build(out, OLD)
    build(out, NEW)
    build(out, OLD)
    return out


def inodes(folder: Path) -> dict[str, int]:
    """The inode of every file below a folder."""
    return {path: (folder / path).stat().st_ino for path in content_of(folder)}


def test_what_has_not_changed_is_neither_written_nor_read(out: Path) -> None:
    """The file is the same one, with the same time: mirrors and caches see no change."""
    before, there = inodes(out), inodes(out.with_name(".dist.spare"))
    assert build(out, NEW)
    same = [path for path in NEW if OLD.get(path) == NEW[path]]
    assert len(same) > 5
    assert {path: inodes(out)[path] for path in same} == {path: before[path] for path in same}
    assert {path: there[path] for path in same} == {path: before[path] for path in same}
    assert content_of(out) == NEW
    assert content_of(out.with_name(".dist.spare")) == OLD


def test_the_first_build_of_a_large_site_leaves_a_mirror_of_it_for_the_next(tmp_path: Path) -> None:
    """The build after it, in which most likely one report has changed, need not link every file first."""
    out = tmp_path / "dist"
    assert build(out, OLD)
    if looking.MANY:
        assert beside(out) == {"dist", "cache"}
    else:
        assert inodes(out.with_name(".dist.spare")) == inodes(out)
    assert build(out, NEW)
    assert content_of(out) == NEW


def test_a_file_system_without_links_is_spared_a_second_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first build ends as soon as its site stands; only one that needs a second tree copies files."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    out = tmp_path / "dist"
    assert build(out, OLD)
    assert beside(out) == {"dist", "cache"}
    assert build(out, NEW)
    assert content_of(out) == NEW


def test_a_site_that_stays_the_same_is_not_exchanged(out: Path) -> None:
    """Nothing at all happens to it, however often it is built."""
    before = out.stat().st_ino, inodes(out)
    for _ in range(3):
        assert not build(out, OLD)
        assert (out.stat().st_ino, inodes(out)) == before
    assert beside(out) == {"dist", ".dist.spare", "cache"}
    assert build(out, NEW)


def test_equal_bytes_that_are_put_again_change_nothing(out: Path) -> None:
    """Whoever does not know what has changed may make everything anew."""
    with Staging(out, out.parent / "cache" / "tree") as stage:
        assert not stage.publish([put(stage.folder, Artifact(path, "", content)) for path, content in OLD.items()])


@pytest.mark.parametrize("harm", ["edit", "replace", "delete", "add", "link", "rights", "folder", "empty"])
def test_what_somebody_has_done_to_the_published_site_is_undone(out: Path, harm: str) -> None:
    """A file that was touched is not known any more; what does not belong there goes."""
    file = out / "reports" / "a" / "index.html"
    if harm == "edit":
        file.write_bytes(b"<p>!")  # as long as it was
    elif harm == "replace":
        file.with_name("other").write_bytes(b"<p>!")
        file.with_name("other").rename(file)
    elif harm == "delete":
        file.unlink()
    elif harm == "add":
        (out / "reports" / "mine.txt").write_bytes(b"mine")
    elif harm == "link":
        file.unlink()
        file.symlink_to(out / "index.html")
    elif harm == "rights":
        file.chmod(0o600)
    elif harm == "folder":
        shutil.rmtree(out / "reports")
    elif harm == "empty":
        (out / "reports" / "none").mkdir()
    with Staging(out, out.parent / "cache" / "tree") as stage:
        assert ("reports/a/index.html" in stage.known) == (harm in {"add", "empty"})
    assert build(out, OLD)
    assert content_of(out) == OLD
    assert not any(path.is_symlink() or (path.is_dir() and not any(path.iterdir())) for path in out.rglob("*"))
    assert not build(out, OLD)


def test_a_mirror_that_another_process_could_not_make_is_made_here(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever it stopped."""
    here, link, links = os.getpid(), os.link, [0]

    def fail(source: str, target: str, *, follow_symlinks: bool = True) -> None:
        links[0] += 1
        if os.getpid() != here and links[0] > 2:
            raise OSError
        link(source, target, follow_symlinks=follow_symlinks)

    shutil.rmtree(out.with_name(".dist.spare"))
    monkeypatch.setattr(os, "link", fail)
    assert build(out, NEW)
    assert content_of(out) == NEW


@pytest.mark.parametrize("harm", ["edit", "delete", "add", "folder", "link", "gone", "file"])
def test_what_somebody_has_done_to_the_spare_does_not_matter(out: Path, harm: str) -> None:
    """It may be touched or deleted at any time."""
    spare = out.with_name(".dist.spare")
    if harm == "edit":
        (spare / "y" / "come.html").write_bytes(b"COME")
    elif harm == "delete":
        (spare / "reports" / "a" / "index.html").unlink()
    elif harm == "add":
        (spare / "reports" / "mine.txt").write_bytes(b"mine")
    elif harm == "folder":
        (spare / "reports" / "mine").mkdir(mode=0o700)
    elif harm == "link":
        shutil.rmtree(spare / "reports")
        (spare / "reports").symlink_to(out)
    elif harm == "gone":
        shutil.rmtree(spare)
    elif harm == "file":
        shutil.rmtree(spare)
        spare.write_bytes(b"mine")
        spare.unlink()
    assert build(out, NEW)
    assert content_of(out) == NEW
    assert build(out, OLD)
    assert content_of(out) == OLD


@pytest.mark.parametrize("harm", ["cut", "altered", "empty", "noise", "other", "gone"])
def test_a_record_that_is_not_sound_is_ignored(out: Path, harm: str) -> None:
    """Then nothing is known, and everything is written."""
    cache = out.parent / "cache"
    for record in cache.iterdir():
        content = record.read_bytes()
        if harm == "cut":
            record.write_bytes(content[: len(content) // 2])
        elif harm == "altered":
            record.write_bytes(content.replace(b"index.html ", b"index.htm ", 1))
        elif harm == "empty":
            record.write_bytes(b"")
        elif harm == "noise":
            record.write_bytes(bytes(range(256)))
        elif harm == "gone":
            record.unlink()
    if harm == "other":  # the record of a folder that had the same name
        shutil.copytree(out, out.with_name("copy"))
        shutil.rmtree(out)
        out.with_name("copy").rename(out)
    with Staging(out, cache / "tree") as stage:
        assert not stage.known
        assert content_of(stage.folder) == {}
    assert build(out, OLD)
    assert content_of(out) == OLD
    assert not build(out, OLD)


def test_a_published_file_is_never_written_through_a_link(out: Path) -> None:
    """What is staged is another file, whatever is put there."""
    with Staging(out, out.parent / "cache" / "tree") as stage:
        put(stage.folder, Artifact("reports/a/index.html", "", b"changed"))
        put(stage.folder, Artifact("index.html", "", b"old"))
        assert content_of(out) == OLD
    assert content_of(out) == OLD
    assert beside(out) == {"dist", "cache"}


def test_the_list_must_be_what_is_staged(out: Path) -> None:
    """No file more, none less, none other."""
    with Staging(out, out.parent / "cache" / "tree") as stage:
        files = dict(stage.known)
        more = put(stage.folder, Artifact("more.txt", "", b"more"))
        cases: Mapping[str, list[Written]] = {
            "more.txt: there, but not listed": list(files.values()),
            "less.txt: listed, but not there": [*files.values(), more, Written("less.txt", 4, "0")],
            "more.txt: not what it is listed as": [*files.values(), Written("more.txt", 3, "0")],
            "index.html: not what it is listed as": [
                *(file for path, file in files.items() if path != "index.html"),
                more,
                Written("index.html", 3, "0"),
            ],
            "two artifacts for one path: more.txt and More.txt": [*files.values(), more, Written("More.txt", 4, "0")],
        }
        for told, listed in cases.items():
            with pytest.raises(SiteError, match=told):
                stage.publish(listed)
            assert content_of(out) == OLD


def test_what_stays_must_be_there_and_what_it_was(out: Path) -> None:
    """It must not have been put anew, nor taken away."""
    with Staging(out, out.parent / "cache" / "tree") as stage:
        put(stage.folder, Artifact("index.html", "", b"new!"))
        with pytest.raises(SiteError, match=r"index\.html: not what it is listed as"):
            stage.publish((), ())
        assert content_of(out) == OLD
        (stage.folder / "index.html").unlink()
        with pytest.raises(SiteError, match=r"index\.html: listed, but not there"):
            stage.publish((), ())
        assert content_of(out) == OLD
        assert stage.publish((), ["index.html"])
    assert content_of(out) == {path: content for path, content in OLD.items() if path != "index.html"}


@pytest.mark.parametrize("path", ["Reports/A/index.html", "reports/a", "REPORTS/a/index.html/x", "index.HTML"])
def test_what_is_new_must_not_be_in_the_way_of_what_stays(out: Path, path: str) -> None:
    """Whether in the same letters or in others, and in a folder of which nothing else is said."""
    with Staging(out, out.parent / "cache" / "tree") as stage:
        with pytest.raises(SiteError, match=r"two artifacts for one path|cannot be a file and the folder"):
            stage.publish([Written(path, 0, "0")], ())
        assert content_of(out) == OLD


def test_a_file_that_is_too_large_for_the_host_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """GitHub Pages refuses it only after everything was sent."""
    monkeypatch.setattr(staging, "LARGEST", 3)
    with pytest.raises(SiteError, match=r"index\.html: 4 bytes"):
        build(tmp_path / "dist", NEW)
    assert not (tmp_path / "dist").exists()


def test_what_cannot_be_read_by_a_web_server_is_not_published(out: Path) -> None:
    """Whatever the mask of whoever builds it."""
    before = os.umask(0o077)
    try:
        build(out, NEW)
    finally:
        os.umask(before)
    assert {path.stat().st_mode & 0o777 for path in out.rglob("*") if path.is_file()} == {0o644}
    assert {path.stat().st_mode & 0o777 for path in (out, *out.rglob("*")) if path.is_dir()} == {0o755}


def test_a_torn_exchange_is_put_right(out: Path) -> None:
    """Where a build was killed between two renames, the old site comes back."""
    out.rename(out.with_name(".dist.old"))
    with Staging(out, out.parent / "cache" / "tree") as stage:
        assert content_of(out) == OLD
        assert stage.known
    assert content_of(out) == OLD
    assert beside(out) == {"dist", ".dist.spare", "cache"}


def test_a_build_that_asks_for_no_staged_folder_leaves_all_as_it_is(out: Path) -> None:
    """However many files there are, and whatever the last build has left for the next one."""
    assert build(out, NEW)
    before = {path: path.lstat() for path in out.parent.rglob("*")}
    with Staging(out, out.parent / "cache" / "tree") as stage:
        assert stage.is_whole
        assert set(stage.known) == content_of(out).keys()
    assert {path: path.lstat().st_ctime_ns for path in out.parent.rglob("*")} == {
        path: found.st_ctime_ns for path, found in before.items()
    }


def test_what_a_killed_build_has_left_is_used_or_taken_away(out: Path) -> None:
    """However many were killed."""
    for number in range(3):
        shutil.copytree(out, out.with_name(f".dist.new-{number}"), symlinks=True)
    out.with_name(".dist.lock").write_bytes(b"1\n")
    assert build(out, NEW)
    assert content_of(out) == NEW
    assert beside(out) == {"dist", ".dist.spare", "cache"}


def test_a_worker_that_outlives_its_build_writes_nowhere(out: Path) -> None:
    """The folder that it knows is gone, and it does not make it again."""
    with Staging(out) as stage:
        folder = stage.folder
    with pytest.raises(SiteError, match="has ended"):
        put(folder, Artifact("a/b/c.txt", "", b""))
    assert not folder.exists()


def test_a_build_within_a_build_is_refused(out: Path) -> None:
    """Also within one process."""
    with Staging(out), pytest.raises(SiteError, match="another build"), Staging(out):
        pass
    with Staging(out):
        pass


def test_without_links_files_are_copied(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some file systems have none."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    shutil.rmtree(out.with_name(".dist.spare"))
    monkeypatch.setattr(os, "link", refuse)
    assert build(out, NEW)
    assert content_of(out) == NEW
    assert build(out, OLD)
    assert content_of(out) == OLD


@pytest.mark.parametrize("at_once", [True, False])
def test_a_place_is_taken_over_step_by_step_where_it_must(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, at_once: bool
) -> None:
    """Both ways of exchanging two folders come to the same."""
    if not at_once:
        monkeypatch.setattr(exchange, "swap", lambda *_: False)
    out = tmp_path / "dist"
    for site in (OLD, NEW, OLD, OLD, NEW):
        build(out, site)
        assert content_of(out) == site
    assert beside(out) == {"dist", ".dist.spare", "cache"}


PATHS = st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map("/".join)
SITES = st.dictionaries(PATHS, st.binary(max_size=2), max_size=8).filter(
    lambda site: not any(other.startswith(path + "/") for path in site for other in site)
)


@given(st.lists(SITES, min_size=2, max_size=5))
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_site_follows_any_other(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, sites: list[dict[str, bytes]]
) -> None:
    """Files become folders and folders files; what is published is always exactly the last site."""
    monkeypatch.setattr(exchange, "last", lambda *_: None)
    monkeypatch.setattr(exchange, "keep", lambda *_: None)
    out = tmp_path_factory.mktemp("any") / "dist"
    before = None
    for site in ({".nojekyll": b"", **one} for one in sites):
        assert build(out, site) == (site != before)
        assert content_of(out) == site
        assert not any(path.is_dir() and not any(path.iterdir()) for path in out.rglob("*"))
        before = site
