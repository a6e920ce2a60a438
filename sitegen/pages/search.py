"""The search: its page, which lists all agencies for those without script, and the indexes that scripts look up."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sitegen.interface import msg
from sitegen.languages import converted
from sitegen.model import Artifact
from sitegen.pages.parts import names
from sitegen.pages.parts.searchable import documents, findable
from sitegen.search.agencies import agency_index, converted_names
from sitegen.search.texts import text_index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Agency, Dataset, Division
    from sitegen.rendering import Renderer

FOLDER = "search/"
SHORT_NAME = msg("公开年报")
"""What a browser calls the search: at most 16 characters."""
ABOUT = msg("在政府信息公开工作年度报告里查机关、词句和数字")


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The page in each edition, what browsers offer to add, the index of agencies and the index of texts."""
    known = findable(dataset)
    others = [one for one in known if not one.address.startswith("agencies/")]
    yield from renderer.pages(FOLDER, "pages/search.html", regions=_regions(dataset), others=others)
    if renderer.base_url:
        yield from descriptions(renderer, renderer.base_url)
    yield _json("agencies.json", agency_index(known))
    if any(edition.converted for edition in renderer.editions):
        yield _json("agencies-converted.json", converted_names(known))
    texts = list(documents(dataset, known))
    about, shards = text_index(texts)
    yield _json("texts.json", about)
    for number, shard in enumerate(shards):
        yield _json(f"terms/{number}.json", shard)
    for text in texts:
        yield _json(f"texts/{text.id}.json", text.content())


def _json(name: str, content: Any) -> Artifact:  # noqa: ANN401  whatever JSON can say
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Artifact(f"{FOLDER}{name}", "application/json", text.encode())


def _regions(dataset: Dataset) -> list[tuple[Division, list[Agency]]]:
    """The agencies by the highest division that they are in, in order of code."""
    catalogue = dataset.catalogue
    groups: dict[str, list[Agency]] = {}
    for agency in sorted(catalogue.agencies, key=lambda one: (one.division, one.id)):
        groups.setdefault(names.divisions(agency, catalogue)[0].code, []).append(agency)
    return [(catalogue.division(code), groups[code]) for code in sorted(groups)]


def descriptions(renderer: Renderer, base: str) -> Iterator[Artifact]:
    """An OpenSearch description for each edition, in its language."""
    for edition in renderer.editions:
        name, about = (renderer.content.interface.say(edition.base, text, {}) for text in (SHORT_NAME, ABOUT))
        if edition.converted:
            name, about = converted(name), converted(about)
        address = f"{edition.folder}opensearch.xml"
        yield renderer.page(address, "pages/opensearch.xml", of=edition, base=base, name=name, about=about)
