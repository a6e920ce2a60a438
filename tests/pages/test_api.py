"""The page about the API: every file with an example that is there, and code that works."""

from __future__ import annotations

import contextlib
import io
import posixpath
import re
from typing import TYPE_CHECKING

from sitegen.exports.api.openapi import PATHS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from lxml.html import HtmlElement

    from sitegen.model import Artifact


def test_every_kind_of_file_is_told_with_an_example(
    page: Callable[[str], HtmlElement], site: dict[str, Artifact]
) -> None:
    tree = page("api/")
    told = [code.text_content() for code in tree.xpath("//tbody/tr/th/code")]
    assert told == [*(f"/api/v1{path}" for path in PATHS), "/api/v1/openapi.json"]
    examples = [posixpath.normpath(posixpath.join("api", href)) for href in tree.xpath("//tbody//a/@href")]
    assert len(examples) == len(told)
    assert set(examples) <= set(site)


def test_the_examples_in_python_run(
    page: Callable[[str], HtmlElement], site: dict[str, Artifact], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Against the files of the site, without a network: what is copied from the page works."""
    blocks = [block.text_content() for block in page("api/").xpath("//pre") if "import" in block.text_content()]
    (first,) = blocks
    second = next(
        block.text_content() for block in page("api/").xpath("//pre") if block.text_content().startswith("with urlopen")
    )

    def opened(address: str) -> contextlib.closing[io.BytesIO]:
        path = address.removeprefix("https://example.org/")
        return contextlib.closing(io.BytesIO(site[path].content))

    monkeypatch.setattr("urllib.request.urlopen", opened)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(f"{first}\n{second}", "api.html", "exec"), {})  # noqa: S102  our own page
    lines = printed.getvalue().splitlines()
    assert any(re.fullmatch(r"requests received_new total \d+ 件", line) for line in lines)
    assert any(re.fullmatch(r"pingtan-administration 2019 \d+ reported same", line) for line in lines)


def test_it_can_be_reached(page: Callable[[str], HtmlElement], root: Path) -> None:
    assert page("downloads/").xpath("//a[@href='../api/index.html']")
    assert (root / "templates" / "pages" / "api.html").is_file()
