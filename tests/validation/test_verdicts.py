"""Verdicts are kept under what they are about: what has changed is examined again, and nothing else is believed."""

from __future__ import annotations

import hashlib
import pickle  # as processes do
import shutil
from typing import TYPE_CHECKING, cast

import pytest

from sitegen.cache.errors import CacheError
from sitegen.cache.store import Store
from sitegen.exports import exports
from sitegen.shop import Shop
from sitegen.site import Written
from sitegen.validating import WHOLE, Validation, examine_package
from sitegen.validation import ValidationError, verdicts
from tests.validation import toys

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Dataset
    from sitegen.validating import ExamineJob

AGENCY = "sichuan-commerce"


class Examined:
    """A site in a folder that is examined again and again."""

    def __init__(self, folder: Path, cache: Path) -> None:
        """Nothing is examined yet."""
        self.folder, self.store = folder, Store(cache)
        self.jobs: list[ExamineJob] = []

    def look(self) -> Validation:
        """Examine what has changed; refuse what is wrong."""
        paths = sorted(path for path in self.folder.rglob("*") if path.is_file())
        contents = {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in paths}
        files = [Written(path, len(one), hashlib.sha256(one).hexdigest()) for path, one in contents.items()]
        validation = Validation(files, self.folder, self.store, "code", full=False)
        shop = Shop.__new__(Shop)
        shop.folder, shop.store, shop.examined = self.folder, self.store, validation.agencies
        self.jobs = []
        for jobs in validation.waves(1):
            self.jobs += jobs
            for job in jobs:
                examine_package(shop, job)
        validation.finish()
        return validation

    @property
    def again(self) -> set[str]:
        """What was examined the last time: packages, and tables of the whole."""
        return {name for job in self.jobs for name in ([one.resource.name for one in job.tables] or [job.descriptor])}


@pytest.fixture(scope="module")
def first(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Examined:
    """The packages of a real dataset, examined once."""
    root = tmp_path_factory.mktemp("first") / "site"
    for artifact in exports(dataset):
        if artifact.path.startswith("data/"):
            file = root / artifact.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(artifact.content)
    one = Examined(root, root.with_name("cache"))
    one.look()
    return one


@pytest.fixture
def site(first: Examined, tmp_path: Path) -> Examined:
    """A copy of it, with all that is known of it."""
    shutil.copytree(first.folder, tmp_path / "site")
    shutil.copytree(first.store.folder, tmp_path / "cache")
    return Examined(tmp_path / "site", tmp_path / "cache")


def write(folder: Path, name: str, content: bytes) -> None:
    """Another content of a table, as its descriptor says."""
    (folder / name).write_bytes(content)
    toys.reseal(folder)
    for archive in folder.glob("*.zip"):
        archive.unlink()


def test_nothing_is_examined_twice(site: Examined) -> None:
    site.look()
    assert not site.jobs


def test_of_the_whole_only_the_table_that_has_changed_is_examined_again(site: Examined) -> None:
    file = site.folder / "data" / "agencies.csv"
    write(site.folder / "data", file.name, file.read_bytes())
    site.look()
    assert site.again == {WHOLE}
    lines = file.read_bytes().splitlines(keepends=True)
    write(site.folder / "data", file.name, b"".join([lines[0], *sorted(lines[1:], reverse=True)]))
    site.look()
    assert site.again == {WHOLE, "agencies"}


def test_a_row_gone_that_unchanged_tables_refer_to_is_found(site: Examined) -> None:
    file = site.folder / "data" / "reports.csv"
    lines = file.read_bytes().splitlines(keepends=True)
    gone = next(line for line in lines if line.startswith(AGENCY.encode()))
    write(site.folder / "data", file.name, b"".join(line for line in lines if line != gone))
    with pytest.raises(ValidationError, match=f"observations: row .*{AGENCY}.* is not in report of reports"):
        site.look()
    assert site.again == {WHOLE, "reports"}


def test_a_changed_agency_that_says_something_else_than_the_whole_is_refused(site: Examined) -> None:
    file = site.folder / "data" / "agencies" / AGENCY / "observations.csv"
    lines = file.read_bytes().splitlines(keepends=True)
    write(
        file.parent,
        file.name,
        b"".join([*lines[:9], lines[9].replace(b",\xe4\xbb\xb6,", b",\xe4\xba\xba,"), *lines[10:]]),
    )
    with pytest.raises(ValidationError, match="the whole dataset has no such row"):
        site.look()


def keys(site: Examined) -> tuple[str, str]:
    """The keys of the verdicts on two agencies."""
    one, other, *_ = site.look().agencies.values()
    return one, other


def test_a_verdict_of_another_package_is_not_believed(site: Examined) -> None:
    one, other = keys(site)
    store = site.store.folder
    shutil.copyfile(store / other[:2] / other[2:], store / one[:2] / one[2:])
    assert verdicts.read(site.store, one) is None
    site.look()
    assert [job.key for job in site.jobs] == [one]


@pytest.mark.parametrize("harm", [b"", b"{}", b"x" * 100])
def test_a_verdict_that_is_damaged_is_as_good_as_none(site: Examined, harm: bytes) -> None:
    one, _ = keys(site)
    (site.store.folder / one[:2] / one[2:]).write_bytes(harm)
    site.look()
    assert [job.key for job in site.jobs] == [one]


def test_what_is_no_verdict_is_not_believed_though_it_is_sound(site: Examined) -> None:
    one, _ = keys(site)
    site.store.put(one, b"{}")
    assert verdicts.read(site.store, one) is None


def test_a_verdict_that_is_gone_before_the_end_stops_the_build(site: Examined) -> None:
    one, _ = keys(site)
    validation = site.look()
    (site.store.folder / one[:2] / one[2:]).unlink()
    fresh = Validation.__new__(Validation)
    fresh.__dict__ = {**cast("dict[str, object]", validation.__dict__), "_found": {}}
    with pytest.raises(CacheError):
        fresh.finish()


def test_of_packages_without_agencies_every_row_is_looked_at(site: Examined) -> None:
    shutil.rmtree(site.folder / "data" / "agencies")
    shutil.rmtree(site.store.folder)
    site.look()
    assert {WHOLE, "observations"} <= site.again


def test_jobs_go_to_another_process_as_they_are(site: Examined) -> None:
    shutil.rmtree(site.store.folder)
    site.look()
    again: list[ExamineJob] = pickle.loads(pickle.dumps(site.jobs))  # noqa: S301  our own
    assert [job.descriptor for job in again] == [job.descriptor for job in site.jobs]
    tables, own = ([table for job in jobs for table in job.tables] for jobs in (again, site.jobs))
    assert tables
    assert [one.resource.schema for one in tables] == [one.resource.schema for one in own]
