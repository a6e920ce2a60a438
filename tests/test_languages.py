"""The editions, and how the Traditional one is made of the Simplified one."""

from __future__ import annotations

import pytest

from sitegen.languages import EDITIONS, ENGLISH, SIMPLIFIED, TRADITIONAL, edition_of, mixed, traditional


def test_the_simplified_edition_stays_at_the_addresses_that_it_has_always_had() -> None:
    """Addresses never die, and no two editions share a folder."""
    assert not SIMPLIFIED.folder
    assert len({edition.folder for edition in EDITIONS}) == len(EDITIONS)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>信息公开</p>", "<p>信息公開</p>"),
        ('<p title="机关">机关</p>', '<p title="機關">機關</p>'),
        ('<meta name="description" content="机关">', '<meta name="description" content="機關">'),
        ('<p>国<span lang="zh-Hans">国</span>国</p>', '<p>國<span lang="zh-Hans">国</span>國</p>'),
        ('<ol lang="zh-Hans"><li><b>国</b>国</li></ol>国', '<ol lang="zh-Hans"><li><b>国</b>国</li></ol>國'),
        ('<div lang="zh-Hans"><div>国</div>国</div>国', '<div lang="zh-Hans"><div>国</div>国</div>國'),
        ('<input lang="zh-Hans" value="国"><p>国</p>', '<input lang="zh-Hans" value="国"><p>國</p>'),
        ("<code>国</code><pre>国</pre><p>国</p>", "<code>国</code><pre>国</pre><p>國</p>"),
        ('<a id="国" href="#国" data-name="国">国</a>', '<a id="国" href="#国" data-name="国">國</a>'),
        ("<!-- 国 --><p>软件</p>", "<!-- 国 --><p>軟件</p>"),
        ("<p>核对为了才</p>", "<p>核對為了才</p>"),
    ],
)  # fmt: skip
def test_a_page_is_converted_where_readers_see_our_words_and_nowhere_else(page: str, expected: str) -> None:
    """Characters alone: software stays 軟件; what a report prints, addresses and code stay as they are."""
    assert traditional(page) == expected


def test_pages_of_the_traditional_edition_say_that_they_are_converted() -> None:
    """It is told apart by its tag as well."""
    assert TRADITIONAL.converted
    assert TRADITIONAL.tag == "zh-Hant"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("printed as “/”, “无” or the like", 'printed as “/”, “<span lang="zh-Hans">无</span>” or the like'),
        ("it says 收到申请3件，办结3件。", 'it says <span lang="zh-Hans">收到申请3件，办结3件。</span>'),
        ("国 and 国", '<span lang="zh-Hans">国</span> and <span lang="zh-Hans">国</span>'),
        ("<b>国</b> & co", '&lt;b&gt;<span lang="zh-Hans">国</span>&lt;/b&gt; &amp; co'),
    ],
)
def test_chinese_in_english_text_is_marked_as_such(text: str, expected: str) -> None:
    """Screen readers change their voice there; text stays escaped."""
    assert mixed(text) == expected


def test_every_file_belongs_to_one_edition() -> None:
    """What all editions share is at the root."""
    paths = ("index.html", "en/index.html", "zh-hant/reports/x/index.html", "data/en/x.csv", "entry/index.html")
    assert [edition_of(path) for path in paths] == [SIMPLIFIED, ENGLISH, TRADITIONAL, SIMPLIFIED, SIMPLIFIED]
