"""Parts: what they hold, that they are the same whenever they are written, and what else lies there."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import duckdb
import pytest

from sitegen.cluster import ClusterError, parts
from sitegen.cluster.addresses import opened
from sitegen.gathering import slices

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.cluster.addresses import Place
    from sitegen.model import Dataset


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return opened(f"file://{tmp_path}/parts")


def test_the_parts_of_all_batches_hold_every_cell_and_every_finding_once(dataset: Dataset, place: Place) -> None:
    own = [one for _, one in slices(dataset)]
    written = [
        *parts.of_batch("0", own[::2], dataset.catalogue, place),
        *parts.of_batch("1", own[1::2], dataset.catalogue, place),
        *parts.of_unread(dataset, place),
    ]
    rows = {
        table: duckdb.read_parquet(f"{place.path}/{table}-*.parquet", union_by_name=True).fetchall()
        for table in ("observations", "findings")
    }
    assert len(rows["observations"]) == dataset.totals.cells
    assert sorted(row[0] for row in rows["findings"]) == sorted(finding.id for finding in dataset.findings)
    assert sum(part.rows for part in written) == sum(map(len, rows.values()))


def test_a_batch_that_is_written_again_has_the_same_bytes(dataset: Dataset, place: Place) -> None:
    own = [one for _, one in slices(dataset)]
    first = parts.of_batch("0", own, dataset.catalogue, place)
    assert parts.of_batch("0", own[::-1], dataset.catalogue, place) == first


def test_the_manifest_comes_last_and_what_it_does_not_name_is_gone_if_it_was_ours(
    dataset: Dataset, place: Place
) -> None:
    for name in ("findings-ff.parquet", ".beside-0123456789abcdef0123456789abcdef", "mine.parquet"):
        place.put(name, b"")
    written = parts.of_batch("0", [one for _, one in slices(dataset)], dataset.catalogue, place)
    parts.finish(place, written)
    assert set(place.files()) == {"mine.parquet", "manifest.json", *(part.name for part in written)}
    for part in json.loads(place.get("manifest.json"))["parts"]:
        content = place.get(part["name"])
        assert (len(content), hashlib.sha256(content).hexdigest()) == (part["bytes"], part["sha256"])


def test_an_address_without_a_driver_is_refused() -> None:
    with pytest.raises(ClusterError, match="nowhere://x cannot be opened"):
        opened("nowhere://x")
