"""What ``templates/assets`` holds, the style sheet made of ``templates/style``, and what keeps GitHub Pages at bay."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING
from zlib import ZLIB_RUNTIME_VERSION

from sitegen.bundle import beforehand
from sitegen.cache.keys import key as key_of
from sitegen.gathering import Told
from sitegen.model import Artifact, Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Dataset
    from sitegen.rendering import Renderer

NAME = "assets"
"""Of the task that makes them."""
DEFLATED = "assets.deflated"
"""What is kept of them for the copies of the next sites."""
MEDIA_TYPES = {
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "mjs": "text/javascript",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "wasm": "application/wasm",
    "zip": "application/zip",
}


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The assets and ``.nojekyll``."""
    del dataset  # assets are the same whatever the data
    yield Artifact("assets/style.css", "text/css", squeezed(renderer.style()).encode())
    for name, content in renderer.assets():
        yield Artifact(f"assets/{name}", MEDIA_TYPES[name.rpartition(".")[2]], content)
    yield Artifact(".nojekyll", "text/plain", b"")


def with_packed(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact | Told]:
    """The same, and what the copy of the site will have of them, which takes longer than many of its pages."""
    files = tuple(pages(dataset, renderer))
    yield from files
    if Part.SITE_ZIP not in renderer.site.leave_out:
        key = key_of(ZLIB_RUNTIME_VERSION, *(part for file in files for part in (file.path, file.sha256)))
        yield Told(renderer.once(DEFLATED, key, partial(beforehand, files)))


def squeezed(style: str) -> str:
    """A style sheet without its comments and the space that only its authors need."""
    bare = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL))
    return re.sub(r"\s*([{};,])\s*|(:)\s+", r"\1\2", bare).replace(";}", "}").strip() + "\n"
