"""What axe-core finds on every kind of page: nothing, in light and dark, in every language."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitegen.languages import EDITIONS, SIMPLIFIED

if TYPE_CHECKING:
    from selenium.webdriver.chrome.webdriver import WebDriver

    from tests.browser.kinds import Kind

pytestmark = pytest.mark.browser

PHONE = {"width": 412, "height": 823, "deviceScaleFactor": 1.75, "mobile": True}  # Lighthouse's
VENDOR = Path(__file__).parent / "vendor"
RUN = """
const [options, done] = arguments;
const said = node => [...node.any, ...node.all, ...node.none].map(check => check.message)[0];
const busy = () => document.querySelector("[aria-busy=true]");  // which is dimmed, but not for long
const still = () => busy() ? new Promise(resolve => setTimeout(resolve, 20)).then(still) : axe.run(options);
still().then(
  found => done(found.violations.map(one => `${one.id}: ${one.nodes.length} × ${one.nodes[0].html.slice(0, 120)}: ${said(one.nodes[0])}`)),
  error => done([String(error)]));
"""  # noqa: E501  a line of another language
EVERYTHING: dict[str, object] = {"resultTypes": ["violations"]}
ON_A_PHONE = {**EVERYTHING, "rules": {"target-size": {"enabled": True}}}  # for fingers, as Lighthouse asks for
COLOURS = {**EVERYTHING, "runOnly": ["color-contrast"]}  # nothing else differs between light and dark


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", [edition.tag for edition in EDITIONS])
def test_no_kind_of_page_has_a_barrier(
    browser: WebDriver, at_root: str, kinds: tuple[Kind, ...], language: str, scheme: str
) -> None:
    """Every rule in light; in dark the colours, which do not depend on the language."""
    if scheme == "dark" and language != SIMPLIFIED.tag and not os.environ.get("QUALITY"):
        pytest.skip("the colours of the other languages are looked at by make quality")
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    browser.get(at_root)
    assert browser.execute_script(f"return matchMedia('(prefers-color-scheme: {scheme})').matches")
    paths = [path for kind in kinds if (path := kind.paths.get(language))]
    found = barriers(browser, at_root, paths, EVERYTHING if scheme == "light" else COLOURS)
    assert not found, "\n" + "\n".join(found)


def test_fingers_can_hit_what_they_aim_at(browser: WebDriver, at_root: str, kinds: tuple[Kind, ...]) -> None:
    """Every rule once more on a phone, and that links are large enough or far enough from others."""
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    found = barriers(browser, at_root, [kind.path for kind in kinds], ON_A_PHONE)
    assert not found, "\n" + "\n".join(found)


def barriers(browser: WebDriver, base: str, paths: list[str], options: dict[str, object]) -> list[str]:
    """What axe-core finds on these pages, a line for each rule."""
    script = (VENDOR / "axe.min.js").read_text(encoding="utf-8")
    browser.set_script_timeout(120)
    found: list[str] = []
    assert len(paths) > 10
    for path in paths:
        browser.get(base + path)
        browser.execute_script(script)
        found += [f"{path}: {problem}" for problem in browser.execute_async_script(RUN, options)]
    return found
