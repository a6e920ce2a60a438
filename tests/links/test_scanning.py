"""The scan finds what a parser finds: on the real site, on invented pages full of traps, and on damaged ones."""

from __future__ import annotations

import json
import random
from html import escape
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.draft import shipping
from sitegen.exports import exports
from sitegen.links import joined, offences, scan, unresolved
from sitegen.links import markup as scanned
from sitegen.pages import pages
from sitegen.pipeline import Workplace
from sitegen.rendering import Renderer, load_content
from tests.links import oracle
from tests.sites import finished

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sitegen.model import Dataset

TRAPS = (
    *('<a href="x">', "</a>", '" href="x', "' id='y", ' href="', " href=", ' id="', " id=", "=", "<!--", "-->", "]]>"),
    *("<script>", "</script>", "<style>", "</title>", "<![CDATA[", "<", ">", "&", "&amp;", "&#34;", "&lt;a", '"', "'"),
    *("年报", "中", " ", "\n", "\t", "href", "id", "url(x)", "{{7*7}}", "\u2028", "a", "1", "/", "#", "%23", "..", "?"),
)
SPACED = "a space in an address is written %20"
ONE_SPACE = str.maketrans("\t\n\f\r", "    ")
TEXT = st.lists(st.sampled_from(TRAPS), max_size=6).map("".join)
NAMES = ("index.html", "a/index.html", "a/b/c.html", "a/x.svg", "s.css", "d.csv")
PLACES = ("L1", "表/格", "a&b", "x.y", "50%25")
TARGETS = st.sampled_from(
    (
        *("../index.html", "index.html", "b/c.html", "../a/index.html#L1", "#L1", "#L2", "#", "", "a/", "../d.csv#x"),
        *("#表/格", "#a&b", "#x%20y", "c.html#%E8%A1%A8/%E6%A0%BC", "/repo/index.html", "/index.html", "//host/x"),
        *("https://example.org/repo/a/", "https://example.org/x", "javascript:alert(1)", "mailto:a@b.cn", "data:,x"),
        *("../../../x", "./index.html", "b//c.html", "index.html?a=1&b=2", "http://[", "x.svg#L1", "ftp://h/x"),
    )
)
TAGS = st.sampled_from(("a", "link", "img", "form", "p", "area", "object", "video", "iframe"))
NAMED = st.sampled_from(("href", "src", "poster", "data", "action", "formaction", "srcset", "title", "data-href"))


@st.composite
def elements(draw: st.DrawFn) -> str:
    """An element with texts in its attributes and in itself; what is text is escaped, what is a script is JSON."""
    kind = draw(st.integers(0, 9))
    text = draw(TEXT)
    if kind == 0:
        return f"<!-- {text.replace('-', ' ').replace('<!', '')} -->"
    if kind == 1:
        return '<script type="application/ld+json">' + json.dumps({"name": text}).replace("<", "\\u003c") + "</script>"
    if kind == 2:
        return f'<p>{escape(text, quote=False)}</p><textarea rows="1">{escape(text, quote=False)}</textarea>'
    tag, name, value = draw(TAGS), draw(NAMED), draw(TARGETS | TEXT)
    place = draw(st.sampled_from(("", *PLACES)))
    attributes = [f'title="{escape(text)}"', f'{name}="{escape(value)}"']
    if place:
        attributes.append(f'id="{escape(place)}"')
    if tag == "link" and draw(st.booleans()):
        attributes.append('rel="canonical"')
    attributes = draw(st.permutations(list(dict.fromkeys(attributes))))
    kept = {one.partition("=")[0]: one for one in reversed(attributes)}  # no attribute twice
    inner = "" if tag == "iframe" else escape(draw(TEXT))
    start = f"<{tag} {' '.join(kept.values())}>"
    return start if tag in {"link", "img", "area"} else f"{start}{inner}</{tag}>"


def page(body: str, title: str = "x") -> bytes:
    """A page."""
    head = f'<!DOCTYPE html>\n<html lang="zh"><head><title>{escape(title)}</title></head>'
    return f"{head}<body>{body}</body></html>".encode()


def told(site: Mapping[str, bytes], base: str) -> set[str]:
    """What the scan says of a site."""
    linked = [scan(path, content, base) for path, content in site.items()]
    whole = joined(linked)
    lost = unresolved([one.wants for one in linked], [one.has for one in linked])
    assert lost == unresolved([whole.wants], [whole.has])
    return {*whole.problems, *(one for path, content in site.items() for one in offences(path, content, base, lost))}


@given(
    st.lists(elements(), max_size=5),
    st.lists(elements(), max_size=3),
    TEXT,
    st.sampled_from(("", "https://example.org/repo")),
)
def test_traps_in_texts_change_nothing(one: list[str], other: list[str], title: str, base: str) -> None:
    """What a report says, in text, in attributes, in comments or in JSON, is neither a link nor a place."""
    site = {
        "index.html": page("\n".join(one), title),
        "a/index.html": page("".join(other) + '<p id="L1">', title),
        "a/b/c.html": page('<p id="表/格">' + title.replace("<", "&lt;").replace("&", "&amp;")),
        "a/x.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><g id="L1"/><a xlink:href="x.svg#L1" xmlns:xlink="http://www.w3.org/1999/xlink"/></svg>',
        "s.css": b"p { background: url(d.csv) }",
        "d.csv": b"x",
    }
    found, parsed = (
        {one.translate(ONE_SPACE) for one in problems} for problems in (told(site, base), oracle.problems(site, base))
    )
    assert {one for one in found if SPACED not in one} <= parsed
    assert {named(one) for one in parsed} <= {named(one) for one in found}


def named(problem: str) -> str:
    """The page and the address of a problem."""
    return problem.rpartition(": ")[0]


@pytest.mark.parametrize("base", ["", "https://example.org/repo"])
def test_the_real_site_is_seen_alike(real: Mapping[str, bytes], base: str) -> None:
    """Every id and every address of every page and picture, and nothing wrong."""
    for path, content in real.items():
        if path.endswith((".html", ".svg")):
            root = oracle.parsed(path, content)
            found = scanned.scan(content, path[-4:].strip("."))
            assert {one.decode() for one in found.ids} == oracle.ids_of(root)
            addresses = {scanned.plain(one) for one in found.written | found.loaded}
            assert addresses == {address for address, _ in oracle.addresses(root)}
    assert told(real, base) == set(oracle.problems(real, base)) == set()


@pytest.fixture(scope="module")
def real(dataset: Dataset, root: Path) -> Mapping[str, bytes]:
    """The files of the real site."""
    work = Workplace(root / "data", root / "content", root / "templates")
    exported = exports(dataset)
    renderer = Renderer(work.templates, dataset.catalogue.site, load_content(work.content), exported)
    made = (*exported, *pages(dataset, renderer), *shipping.artifacts(work))
    return {one.path: one.content for one in finished(made, dataset, renderer)}


@pytest.mark.parametrize(
    "body",
    [
        'He said " id="there" and went',
        '<p title="ends in =" class="n">x</p><p title=" id=">there</p>',
        '<!-- <p id="there"> --><p>"</p>',
        "<script>var a = '<p id=\"there\">';</script>",
        "<title>x</title>",
        '<p title="&lt;p id=&quot;there&quot;&gt;">&lt;p id="there"&gt;</p>',
        "<style>p { color: red } /* <p id='there'> */</style>",
    ],
)
@pytest.mark.parametrize("start", ["", "<!DOCTYPE html>", "<body>"])
def test_a_place_that_is_only_written_about_is_none(body: str, start: str) -> None:
    """In text, in a value, in a comment, in a script."""
    content = (start + body).encode()
    assert scanned.scan(content, "html").ids == frozenset()
    assert oracle.ids_of(oracle.parsed("x.html", content)) == frozenset()


@pytest.mark.parametrize(
    "body",
    [
        "<a href='x'>x</a>",
        "<a href=x>x</a>",
        '<a HREF="x">x</a>',
        '<A href="x">x</A>',
        '<p id="a" id="b">x</p>',
        '<a title="<" href="x">x</a>',
        "<!-- a --!> <a href=x> -->",
        "<!--> <a href=x> -->",
        "<script>'<!-- <script>'</script>",
        '<title><p id="there"></title>',
        "<textarea><!--</textarea><a href=x><textarea>--></textarea>",
        '<p title="<!--"><a href="x"></a><p title="-->">',
        '<p title="<script>"><a href="x"></a><p title="</script>">',
        '<iframe src="a"><p id="there"></iframe>',
        "<xmp><a></xmp>",
        '<a href="x"',
        "a < b",
        '<a href="x?a&b">x</a>',
        "<![CDATA[x]]>",
        '<p id="a b">',
    ],
)
def test_what_could_be_taken_for_something_else_is_refused(body: str) -> None:
    """A page is made by our own templates: these can write it plainly."""
    (problem,) = scan("x.html", page(body), "").problems
    assert problem.startswith("x.html: ")


@pytest.mark.parametrize(
    "picture",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><g id="a"></svg>',
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
        b"\xff",
    ],
)
def test_a_picture_that_no_browser_would_show_is_refused(picture: bytes) -> None:
    """Nor is one that holds a script or entities of its own."""
    assert len(scan("x.svg", picture, "").problems) == 1


def test_what_a_picture_only_quotes_is_no_link() -> None:
    """What CDATA and comments hold is text."""
    text = b'<![CDATA[<a href="x"/><g id="there"/>]]><!-- <a href="y"/> -->'
    picture = b'<svg xmlns="http://www.w3.org/2000/svg"><text>' + text + b"</text></svg>"
    assert told({"x.svg": picture}, "") == set(oracle.problems({"x.svg": picture})) == set()
    assert scanned.scan(picture, "svg").ids == frozenset()


MUTATIONS = (
    "<",
    ">",
    '"',
    "'",
    "=",
    " ",
    "/",
    "!",
    "-",
    "\n",
    "&",
    "a",
    "id",
    ' id="x"',
    ' href="y"',
    "<p>",
    "</p>",
    "<!--",
    "<b id=z>",
)


@pytest.mark.parametrize("seed", range(400))
def test_what_is_damaged_is_refused_or_seen_alike(seed: int) -> None:
    """A page with a few bytes changed at random: nothing that a parser finds is ever overlooked."""
    chance = random.Random(seed)  # noqa: S311  no secret
    content = page('<p id="L1" title="a &lt; b">x &amp; y <a class="n" href="#L1">1</a></p>\n<img src="i.png" alt="">')
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(content))
        content = content[:at] + chance.choice(MUTATIONS).encode() + content[at + chance.randint(0, 2) :]
    try:
        found = scanned.scan(content, "html")
    except scanned.MarkupError:
        return
    root = oracle.parsed("x.html", content)
    # An attribute without a value is as good as none. Of two addresses of one element a parser sees the first: the scan
    # looks at both.
    assert {one.decode() for one in found.ids} - {""} == oracle.ids_of(root) - {""}
    addresses = {address.translate(ONE_SPACE) for address, _ in oracle.addresses(root)} - {""}
    assert addresses <= {scanned.plain(one) for one in found.written}
