"""Rendering: safe by default, strict about names, links that work from anywhere."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from jinja2 import UndefinedError

from sitegen.catalogue import KnowledgeError
from sitegen.linking import link, path_of
from sitegen.model import SiteSettings
from sitegen.rendering import Content, Renderer, grouped, load_content, number, size, typeset, unbroken

if TYPE_CHECKING:
    from pathlib import Path

SITE = SiteSettings("站", "Site", "1.0")


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A folder of small templates."""
    (tmp_path / "text.html").write_text("{{ text }}", encoding="utf-8")
    (tmp_path / "link.html").write_text("{{ url(target) }} {{ canonical }} {{ section }}", encoding="utf-8")
    return tmp_path


@pytest.fixture
def renderer(templates: Path) -> Renderer:
    """A renderer of a site without an address."""
    return Renderer(templates, SITE, Content((), ()))


def test_text_from_outside_is_escaped(renderer: Renderer) -> None:
    """What a report says never becomes markup, nor a template."""
    page = renderer.page("", "text.html", text="<script>{{ 7 * 7 }}</script>")
    assert page.content == b"&lt;script&gt;{{ 7 * 7 }}&lt;/script&gt;"


def test_a_name_that_no_page_gives_is_an_error(renderer: Renderer) -> None:
    """A template that asks for something unknown fails, it does not print nothing."""
    with pytest.raises(UndefinedError):
        renderer.page("", "text.html")


@pytest.mark.parametrize(
    ("page", "target", "expected"),
    [
        ("index.html", "", "index.html"),
        ("index.html", "agencies/x/", "agencies/x/index.html"),
        ("about/index.html", "", "../index.html"),
        ("about/index.html", "data/a.csv", "../data/a.csv"),
        ("agencies/x/index.html", "reports/x-2019/#L75", "../../reports/x-2019/index.html#L75"),
        ("agencies/x/index.html", "agencies/", "../index.html"),
        ("agencies/x/index.html", "agencies/x/#findings", "#findings"),
        ("404.html", "assets/style.css", "assets/style.css"),
    ],
)
def test_links_are_relative_and_end_in_a_file(page: str, target: str, expected: str) -> None:
    """At every depth, so that the site works below any address and from a local folder."""
    assert link(page, target) == expected


def test_a_fragment_keeps_its_characters_or_is_quoted() -> None:
    """Addresses of cells stay readable; anything else is percent-encoded."""
    assert link("index.html", "r/#requests/granted/total") == "r/index.html#requests/granted/total"
    assert link("index.html", "r/#怎样 读") == "r/index.html#%E6%80%8E%E6%A0%B7%20%E8%AF%BB"


def test_a_folder_means_its_index() -> None:
    """Addresses of pages are folders; files are themselves."""
    assert [path_of(a) for a in ("", "a/b/", "404.html")] == ["index.html", "a/b/index.html", "404.html"]


def test_without_an_address_there_is_no_canonical_link(renderer: Renderer) -> None:
    """Nothing is invented where the site's address is unknown."""
    assert renderer.page("a/b/", "link.html", target="c/").content == b"../../c/index.html None a"


def test_with_an_address_pages_are_canonical_and_404_links_from_the_root(templates: Path) -> None:
    """404.html is shown at any depth: relative links would break there."""
    renderer = Renderer(
        templates, SiteSettings("站", "Site", "1.0", "https://example.org/repo"), Content((), ()), downloads=()
    )
    page = renderer.page("a/", "link.html", target="c/")
    assert page.content == b"../c/index.html https://example.org/repo/a/ a"
    lost = renderer.page("404.html", "link.html", anywhere=True, target="c/")
    assert lost.content.startswith(b"/repo/c/index.html None")


def test_numbers_are_plain() -> None:
    """No exponent, no lost digit."""
    assert [number(Decimal(n)) for n in ("12916", "-1", "326.60", "1E+3")] == ["12916", "-1", "326.60", "1000"]
    assert grouped(12916) == "12,916"
    assert [size(n) for n in (904, 2048, 3 * 1024 * 1024)] == ["904 B", "2.0 KB", "3.0 MB"]


def test_our_chinese_has_full_width_punctuation_but_quotations_stay() -> None:
    """What a report prints is quoted as it stands."""
    assert typeset("总计为 2,各项之和为 3;相差 1。") == "总计为 2，各项之和为 3；相差 1。"
    assert typeset("印作「15(子项),」,照印(见原文)") == "印作「15(子项),」，照印（见原文）"
    assert typeset("CC BY 4.0, MIT (2021)") == "CC BY 4.0, MIT (2021)"


def test_a_figure_and_the_year_after_it_do_not_run_together_to_one_number() -> None:
    assert typeset("现行有效为 665,2020 年报告的为 232") == "现行有效为 665，2020 年报告的为 232"
    assert typeset("共 1,200 件") == "共 1,200 件"
    assert typeset("收费金额(单位:万元):4166.24") == "收费金额（单位：万元）：4166.24"


def test_dates_are_not_torn_and_text_stays_escaped() -> None:
    """The filter adds markup of its own to text that it escapes itself."""
    assert unbroken("<b> 2020-01-30") == '&lt;b&gt; <span class="nb">2020-01-30</span>'


def test_content_has_a_menu_and_titled_prose(tmp_path: Path) -> None:
    """The menu is in the order of its file, prose in the order of its names."""
    (tmp_path / "nav.toml").write_text(
        '[[item]]\nzh = "机关"\nen = "Agencies"\naddress = "agencies/"\n', encoding="utf-8"
    )
    (tmp_path / "about.md").write_text("# 关于\n\n说明。\n", encoding="utf-8")
    content = load_content(tmp_path)
    assert [(item.zh, item.en, item.address) for item in content.menu] == [("机关", "Agencies", "agencies/")]
    assert [prose.slug for prose in content.prose] == ["about"]


@pytest.mark.parametrize(
    ("nav", "text", "place"),
    [
        ('[[item]]\nzh = "机关"\n', "# 关于\n\n说明。\n", "nav.toml:1"),
        (
            '[[item]]\nzh = "机关"\nen = "A"\naddress = "a/"\n[[item]]\nzh = "又"\nen = "B"\naddress = "a/"\n',
            "# 关于\n\n说明。\n",
            "nav.toml:5",
        ),
        ('[[item]]\nzh = "机关"\nen = "A"\naddress = "a/"\n', "关于\n", "about.md:1"),
    ],
)
def test_wrong_content_is_refused_with_file_and_line(tmp_path: Path, nav: str, text: str, place: str) -> None:
    """Our own faults stop the build and say where they are."""
    (tmp_path / "nav.toml").write_text(nav, encoding="utf-8")
    (tmp_path / "about.md").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=place):
        load_content(tmp_path)
