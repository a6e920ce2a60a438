"""The checked slice of an agency as it comes from elsewhere: all but the catalogue, which both sides have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.cache.keys import key as key_of
from sitegen.codec import Codec, CodecError
from sitegen.model import Dataset, Finding, Quarantined, Report

if TYPE_CHECKING:
    from sitegen.cache.store import Store
    from sitegen.model import Catalogue


@dataclass(frozen=True, slots=True)
class Checked:
    """What a slice holds; see :class:`sitegen.model.Dataset`."""

    reports: tuple[Report, ...]
    findings: tuple[Finding, ...]
    quarantined: tuple[Quarantined, ...]
    beside: tuple[Report, ...]


CHECKED: Codec[Checked] = Codec(Checked)


def written(own: Dataset) -> bytes:
    """The slice as JSON."""
    return CHECKED.encode(Checked(own.reports, own.findings, own.quarantined, own.beside))


def key_beside(key: str) -> str:
    """The key of the checked slice of which the result under that key is made."""
    return key_of("checked", key)


def checked_elsewhere(store: Store, key: str, catalogue: Catalogue) -> Dataset | None:
    """The slice for the result of that key, if it was checked elsewhere; nothing where it is not as it should be."""
    content = store.get(key_beside(key))
    if content is None:
        return None
    try:
        one = CHECKED.decode(content)
    except CodecError:
        return None
    return Dataset(catalogue, one.reports, one.findings, one.quarantined, one.beside)
