"""Names in Chinese."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.interface import said
from sitegen.pages.parts import names
from sitegen.readers import every, sheets

if TYPE_CHECKING:
    from sitegen.model import Catalogue


def test_every_kind_of_file_that_is_read_has_a_name() -> None:
    """No reader sees text/csv where a word would do."""
    kinds = {reader.MEDIA_TYPE for reader in every()} | {"text/markdown"} | sheets.KEYED
    assert not [kind for kind in kinds if names.media(kind) == kind]


def test_a_kind_of_agency_without_a_word_is_told_without(catalogue: Catalogue) -> None:
    """No reader sees a code of ours."""
    agency = catalogue.agency("sichuan-commerce")
    assert names.kind(agency) == said("%(kind)s（%(department)s）", kind=said("政府部门"), department=said("商务"))
    assert names.kind(replace(agency, department="hydrology")) == "政府部门"
    assert names.kind(catalogue.agency("pingtan-administration")) == "政府"
