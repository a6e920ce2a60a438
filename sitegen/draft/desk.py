"""The desk in the browser: it takes a draft and gives its part of the page; nothing here speaks to any network."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sitegen.catalogue import load
from sitegen.draft import tree
from sitegen.draft.checking import Given, check_draft
from sitegen.draft.showing import as_text, shown
from sitegen.interface import load_interface
from sitegen.languages import EDITIONS
from sitegen.rendering import Content, Renderer

if TYPE_CHECKING:
    from pathlib import Path


class Desk:
    """Checks one draft after another by the knowledge of a folder, in the language of one edition."""

    def __init__(self, folder: Path, tag: str) -> None:
        """Load knowledge, words and templates; ``tag`` is the language of the page."""
        self.catalogue = load(folder / "data")
        self.edition = next(edition for edition in EDITIONS if edition.tag == tag)
        content = Content((), (), load_interface(folder / "content" / "interface"))
        settings = replace(self.catalogue.site, base_url=None, leave_out=())
        self.renderer = Renderer(folder / "templates", settings, content, editions=(self.edition,))

    def answer(self, name: str, content: bytes | memoryview, given: str = "{}") -> str:
        """What was found, as JSON; or, below ``parse``, a page that the browser has to parse before."""
        try:
            checked = check_draft(name, bytes(content), self.catalogue, _given(json.loads(given)))
        except tree.UnparsedError as page:
            return json.dumps({"parse": page.text})
        tree.forget()
        return json.dumps(
            {
                "page": shown(checked, self.renderer).content.decode(),
                "text": as_text(checked, self.edition),
                "findings": [[finding.id, finding.outcome.value] for finding in checked.findings],
            },
            ensure_ascii=False,
        )

    def know(self, text: str, events: str) -> None:
        """What the browser made of a page."""
        tree.know(text, json.loads(events))


def _given(values: dict[str, Any]) -> Given:
    """What the author said, as the page tells it; what is not filled in is nothing."""
    day = values.get("published_on")
    return Given(
        int(values["year"]) if values.get("year") else None,
        values.get("kind") or "",
        dt.date.fromisoformat(day) if day else None,
    )
