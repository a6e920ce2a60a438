"""The style sheet and icon of ``templates/assets``, and the file that keeps GitHub Pages from changing anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.model import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Dataset
    from sitegen.rendering import Renderer

MEDIA_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The assets and ``.nojekyll``."""
    del dataset  # assets are the same whatever the data
    for name, content in renderer.assets():
        yield Artifact(f"assets/{name}", MEDIA_TYPES[name.rpartition(".")[2]], content)
    yield Artifact(".nojekyll", "text/plain", b"")
