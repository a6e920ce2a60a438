"""The search: its page, which lists all agencies for those without script, and the indexes that scripts look up."""

from __future__ import annotations

import json
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

from sitegen.gathering import Aggregate, Task, key_of, slices, together, unjudged
from sitegen.interface import msg
from sitegen.languages import converted
from sitegen.model import Artifact
from sitegen.pages.parts import names
from sitegen.pages.parts.searchable import bare, codebook, documents, findable
from sitegen.search.agencies import agency_index, converted_names
from sitegen.search.texts import Terms, Text, about, amended, parts_of, shards_for, shards_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.gathering import Section, Sections
    from sitegen.model import Agency, Dataset, Division
    from sitegen.rendering import Renderer

FOLDER = "search/"
SIZE, CHARACTERS = "terms/size", "terms/characters"
JSON = "application/json"
SHORT_NAME = msg("公开年报")
"""What a browser calls the search: at most 16 characters."""
ABOUT = msg("在政府信息公开工作年度报告里查机关、词句和数字")


def of_agency(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The text of each report of an agency, which the script shows and looks into."""
    for text in _texts(dataset, renderer):
        yield _json(f"texts/{text.id}.json", text.content())


def gather(dataset: Dataset, renderer: Renderer) -> Iterator[Section]:
    """The terms of an agency's reports, part by part."""
    if dataset.reports:
        terms = Terms(_texts(dataset, renderer))
        yield SIZE, terms.size()
        yield CHARACTERS, terms.characters()
        for part, own in terms.parts():
            yield f"terms/{part}", own


def tasks(dataset: Dataset, renderer: Renderer, sections: Sections) -> Iterator[Task]:
    """The page with what is known of agencies and documents; and the shards, those of a part of the index together."""
    dataset, renderer = unjudged(dataset), renderer.having(())
    index = _Index(dataset)
    shards = shards_for((*(own for _, own in sections.of(SIZE)), index.codebook.size()))
    known = set(index.codebook.characters().decode())
    for _, own in sections.of(CHARACTERS):
        known.update(own.decode())
    characters = "".join(sorted(known))
    make = partial(_page, dataset, renderer, index, shards, characters)
    given = f"{shards} {characters}"
    yield Task("search", (), make, overall=True, given=given, judged=False, offering=False)
    given = f"{shards} {index.digest}"
    for parts, numbers in parts_of(shards).items():
        needs = tuple(f"terms/{part}" for part in parts)
        name = f"terms/{parts[0]}"
        make = partial(_shards, index, name, parts, numbers, shards)
        yield Task(name, needs, make, given=given, amending=True)


AGGREGATE = Aggregate("search", gather, tasks)


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The page in each edition, what browsers offer to add, the index of agencies, the index of texts, the texts."""
    yield from together(AGGREGATE, dataset, renderer)
    for _, own in slices(dataset):
        yield from of_agency(own, renderer)


class _Index:
    """What all shards have in common: the numbers of the documents, those of the codebook first."""

    def __init__(self, dataset: Dataset) -> None:
        self.known = findable(dataset)
        self.texts = tuple(codebook(dataset.catalogue))
        self.documents = (*self.texts, *bare(dataset, self.known))
        self.digest = sha256("\n".join(one.id for one in self.documents).encode()).hexdigest()
        numbers = {one.id: number for number, one in enumerate(self.documents)}
        self.numbers: dict[str, list[int]] = {}
        for report in dataset.reports:
            self.numbers.setdefault(key_of(report.agency, report.id), []).append(numbers[report.id])
        self.codebook = Terms(self.texts)
        self._parts = dict(self.codebook.parts())

    def found(self, parts: Sequence[int], sections: Sections) -> Iterator[tuple[Sequence[int], bytes]]:
        """What is in these parts, each with the numbers of the documents that it is about."""
        own = range(len(self.texts))
        yield from ((own, self._parts[part]) for part in parts if part in self._parts)
        for part in parts:
            yield from ((self.numbers[key], content) for key, content in sections.of(f"terms/{part}"))


def _shards(  # noqa: PLR0913, PLR0917  what shards are made of
    index: _Index, name: str, parts: Sequence[int], numbers: Sequence[int], shards: int, sections: Sections
) -> Iterator[Artifact]:
    """The shards that are made of these parts: of what an agency says, only what changed is gone through again."""
    earlier = sections.earlier(name, (f"terms/{part}" for part in parts))
    if earlier and earlier.files.keys() == {f"{FOLDER}terms/{number}.json" for number in numbers}:
        made = {number: earlier.files[f"{FOLDER}terms/{number}.json"] for number in numbers}
        changes = ((index.numbers[key], then, now) for key, _, then, now in earlier.changes)
        new = amended({number: json.loads(content) for number, content in made.items()}, changes, shards)
        for number, content in made.items():
            path = f"terms/{number}.json"
            yield _json(path, new[number]) if number in new else Artifact(f"{FOLDER}{path}", JSON, content)
        return
    for number, content in shards_of(index.found(parts, sections), numbers, shards).items():
        yield _json(f"terms/{number}.json", content)


def _page(
    dataset: Dataset, renderer: Renderer, index: _Index, shards: int, characters: str, _: Sections
) -> Iterator[Artifact]:
    """The page, the descriptions, the indexes of agencies and documents, the texts of the codebook."""
    known = index.known
    others = [one for one in known if not one.address.startswith("agencies/")]
    yield from renderer.pages(FOLDER, "pages/search.html", regions=_regions(dataset), others=others)
    if renderer.base_url:
        yield from descriptions(renderer, renderer.base_url)
    yield _json("agencies.json", agency_index(known))
    if any(edition.converted for edition in renderer.editions):
        yield _json("agencies-converted.json", converted_names(known))
    yield _json("texts.json", about(shards, index.documents, (characters.encode(),)))
    for text in index.texts:
        yield _json(f"texts/{text.id}.json", text.content())


def _texts(dataset: Dataset, renderer: Renderer) -> tuple[Text, ...]:
    """The documents of an agency, made once for all who ask."""
    kept = renderer.kept(Text)
    if kept.get("of") is not dataset:
        kept["of"], kept["texts"] = dataset, tuple(documents(dataset))
    return cast("tuple[Text, ...]", kept["texts"])


def _json(name: str, content: Any) -> Artifact:  # noqa: ANN401  whatever JSON can say
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Artifact(f"{FOLDER}{name}", JSON, text.encode())


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
