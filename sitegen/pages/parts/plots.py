"""Charts as a page shows them: the drawing, what each series is called, and the same as a file to be taken away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.charts import standalone
from sitegen.exports.schema import Words
from sitegen.interface import said
from sitegen.model import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.charts import LineChart, StackedChart
    from sitegen.model import Agency
    from sitegen.pages.parts.marks import Speech
    from sitegen.rendering import Renderer


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing with its title and what its series are called; ``page`` shows it, ``name`` is that of its file.

    The file lies beside the page of each edition, in its language.
    """

    drawing: LineChart | StackedChart
    title: Speech
    page: str
    name: str
    names: tuple[Speech | Agency, ...] = ()

    @property
    def path(self) -> str:
        """The file, from the root of its edition."""
        return self.page + self.name

    def files(self, renderer: Renderer) -> Iterator[Artifact]:
        """The drawing as a file in the language of each edition, with a line that says where it comes from."""
        site = Words(renderer.site.title_zh, renderer.site.title_en)
        for edition in renderer.editions:
            page = f"{renderer.base_url}{edition.folder}{self.page}" if renderer.base_url else ""
            content = standalone(
                self.drawing,
                renderer.say(edition, self.title),
                renderer.say(edition, self.drawing.said),
                f"{renderer.say(edition, said('来源：%(site)s', site=site))} {page}".rstrip(),
                names=tuple(renderer.say(edition, name) for name in self.names),
                language=edition.tag,
            )
            yield Artifact(edition.folder + self.path, "image/svg+xml", content)
