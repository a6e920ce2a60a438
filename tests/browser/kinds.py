"""The kinds of pages that a build makes, each with its heaviest example, whatever templates there are."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.languages import SIMPLIFIED
from sitegen.rendering import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pytest

    from sitegen.languages import Edition
    from sitegen.model import Artifact

REDIRECTS = "redirects"  # leads on at once: there is nothing to look at


@dataclass(frozen=True, slots=True)
class Kind:
    """What pages of one template are: its name, and the paths of one of them by language."""

    name: str
    paths: Mapping[str, str]

    @property
    def path(self) -> str:
        """The path of the Simplified page."""
        return self.paths[SIMPLIFIED.tag]


@dataclass(frozen=True, slots=True)
class _Made:
    template: str
    address: str
    language: str
    path: str
    size: int


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Kind]]:
    """A list that has every kind of page rendered within the context when that ends."""
    made: list[_Made] = []
    kinds: list[Kind] = []
    render = Renderer._page  # noqa: SLF001  where every page passes, whoever asks for it

    def noted(self: Renderer, edition: Edition, address: str, template: str, *rest: object) -> Artifact:
        artifact: Artifact = render(self, edition, address, template, *rest)  # type: ignore[arg-type]
        made.append(_Made(template, address, edition.tag, artifact.path, len(artifact.content)))
        return artifact

    with monkeypatch.context() as patch:
        patch.setattr(Renderer, "_page", noted)
        yield kinds
    kinds += _kinds(made)


def _kinds(made: list[_Made]) -> Iterator[Kind]:
    """One for each template, the largest; of prose each text, for they have nothing in common."""
    largest: dict[str, _Made] = {}
    for one in made:
        if one.language == SIMPLIFIED.tag and one.path.endswith(".html"):
            name = one.template.rpartition("/")[2].removesuffix(".html")
            name = f"prose {one.address.strip('/')}" if name == "prose" else name
            largest[name] = max(largest.get(name, one), one, key=lambda page: page.size)
    for name, one in sorted(largest.items()):
        if name != REDIRECTS:
            yield Kind(name, {other.language: other.path for other in made if other.address == one.address})
