"""The readers find in the stand-in what they find in lxml."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import html5rdf  # type: ignore[import-untyped]  # a parser as browsers have it
import pytest

from sitegen.draft import tree
from sitegen.draft.checking import check_draft
from sitegen.model import Report
from sitegen.readers import html_page, html_parsing, html_styles, html_tables, ooxml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitegen.draft.checking import Checked
    from sitegen.model import Catalogue
    from tests.proving.generator import Generated


def events(page: str) -> list[Any]:
    """What a browser makes of a page."""
    return list(_walk(html5rdf.parse(page, treebuilder="etree", namespaceHTMLElements=False)))


def _walk(element: Any) -> Iterator[Any]:  # noqa: ANN401  of the standard library's kind
    yield [element.tag.rpartition("}")[2], dict(element.attrib)]
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _walk(child)
        yield child.tail or ""
    yield 0


def as_in_a_browser(name: str, content: bytes, catalogue: Catalogue) -> Checked:
    """A draft checked where pages are parsed by another."""
    for _ in range(20):
        try:
            return check_draft(name, content, catalogue)
        except tree.UnparsedError as page:
            tree.know(page.text, events(page.text))
    raise AssertionError(name)


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The readers without lxml."""
    for module in (html_parsing, html_styles, ooxml):
        monkeypatch.setattr(module, "etree", tree)
    monkeypatch.setattr(html_parsing, "_parser", tree.HTMLParser)
    paths = ((html_parsing, "_TEXT"), (html_page, "_INNER"), (html_styles, "_CONCERNED"), (html_tables, "_SPANNING"))
    for module, name in paths:  # made when the modules were imported
        monkeypatch.setattr(module, name, tree.XPath(getattr(module, name).path))
    yield
    tree.forget()


def told(checked: Checked) -> tuple[Any, ...]:
    """What was read and found; a browser does not tell the lines of the file."""
    cells = checked.draft.observations if isinstance(checked.draft, Report) else ()
    return (
        [(cell.cell, cell.value, cell.status, cell.printed, cell.unit) for cell in cells],
        [(f.id, f.outcome, f.left, f.right, f.reason, f.cells, f.details) for f in checked.findings],
        checked.draft.lines if isinstance(checked.draft, Report) else (),
    )


def test_every_layout_is_read_as_with_lxml(
    invented: tuple[Generated, ...], catalogue: Catalogue, request: pytest.FixtureRequest
) -> None:
    """Pages, however broken, and Word files: the same lines, cells and findings."""
    own = {made.name: told(check_draft(made.name, made.content, catalogue)) for made in invented}
    request.getfixturevalue("stand_in")
    for made in invented:
        assert told(as_in_a_browser(made.name, made.content, catalogue)) == own[made.name], made.name


def test_real_pages_are_read_as_with_lxml(shared: Path, catalogue: Catalogue, request: pytest.FixtureRequest) -> None:
    """With the furniture of real sites around them."""
    files = sorted((shared / "corpus" / "real").glob("*.html"))
    own = [told(check_draft(file.name, file.read_bytes(), catalogue)) for file in files]
    request.getfixturevalue("stand_in")
    assert [told(as_in_a_browser(file.name, file.read_bytes(), catalogue)) for file in files] == own
    assert files


def test_what_stands_around_an_element_is_found() -> None:
    """Texts, neighbours and ancestors, in their order."""
    root = tree.fromstring(b"<a>1<b x='y'>2<c/>3</b>4<b/></a>", tree.XMLParser())
    assert root is not None
    b, other = root
    assert [one.tag for one in root.iter()] == ["a", "b", "c", "b"]
    assert "".join(root.itertext()) == "1234"
    assert "".join(b.itertext()) == "23"
    assert (b.items(), b.tail, other.getprevious(), b.getprevious()) == ([("x", "y")], "4", b, None)
    assert [one.tag for one in root.find(".//c").iterancestors()] == ["b", "a"]  # type: ignore[union-attr]
    tree.strip_elements(root, "b", with_tail=False)
    assert ("".join(root.itertext()), list(root)) == ("14", [])


def test_broken_xml_is_refused() -> None:
    """As a broken package is."""
    with pytest.raises(tree.XMLSyntaxError):
        tree.fromstring(b"<a><b></a>", tree.XMLParser())
