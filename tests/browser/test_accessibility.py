"""What axe-core finds on every kind of page: nothing, in light and dark, in every language."""

from __future__ import annotations

import hashlib
import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitegen.languages import EDITIONS, SIMPLIFIED

if TYPE_CHECKING:
    from selenium.webdriver.chrome.webdriver import WebDriver

    from tests.browser.kinds import Kind

pytestmark = pytest.mark.browser

VENDOR = Path(__file__).parent / "vendor"
RUN = """
const [options, done] = arguments;
const said = node => [...node.any, ...node.all, ...node.none].map(check => check.message)[0];
axe.run(options).then(
  found => done(found.violations.map(one => `${one.id}: ${one.nodes.length} × ${one.nodes[0].html.slice(0, 120)}: ${said(one.nodes[0])}`)),
  error => done([String(error)]));
"""  # noqa: E501  a line of another language
EVERYTHING = {"resultTypes": ["violations"]}
COLOURS = {**EVERYTHING, "runOnly": ["color-contrast"]}  # nothing else differs between light and dark


def test_what_is_vendored_is_what_its_makers_published() -> None:
    manifest = tomllib.loads((VENDOR / "manifest.toml").read_text(encoding="utf-8"))
    assert {one["name"] for one in manifest["file"]} == {path.name for path in VENDOR.glob("*.js")}
    for one in manifest["file"]:
        content = (VENDOR / one["name"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == one["sha256"]
        assert f"v{one['version']}".encode() in content[:200]
        assert one["license"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", [edition.tag for edition in EDITIONS])
def test_no_kind_of_page_has_a_barrier(
    browser: WebDriver, at_root: str, kinds: tuple[Kind, ...], language: str, scheme: str
) -> None:
    """Every rule in light; in dark the colours, which do not depend on the language."""
    if scheme == "dark" and language != SIMPLIFIED.tag and not os.environ.get("QUALITY"):
        pytest.skip("the colours of the other languages are looked at by make quality")
    script = (VENDOR / "axe.min.js").read_text(encoding="utf-8")
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    browser.set_script_timeout(120)
    found: list[str] = []
    looked_at = 0
    for kind in kinds:
        if path := kind.paths.get(language):
            browser.get(at_root + path)
            browser.execute_script(script)
            options = EVERYTHING if scheme == "light" else COLOURS
            found += [f"{path}: {problem}" for problem in browser.execute_async_script(RUN, options)]
            looked_at += 1
    assert looked_at > 10
    assert not found, "\n" + "\n".join(found)
