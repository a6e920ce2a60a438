"""Differences in words that a person can put into a changelog, and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sitegen.releases.comparison import compare
from sitegen.releases.published import Figure, Published, read
from sitegen.releases.telling import as_json, in_words

if TYPE_CHECKING:
    from pathlib import Path


def test_each_difference_has_a_line_below_a_line_that_counts_them(old: Path, new: Path) -> None:
    head, *lines = in_words(compare(read(old), read(new)))
    assert head == (
        "0.1.0 -> 0.2.0: 1 report added, 1 report removed, 1 report read from another file, 1 figure differs, "
        "1 correction differs, 1 finding differs"
    )
    assert len(lines) == 6
    assert lines[3].startswith("figure changed: guangzhou-commerce-2020 requests/received_new/total: ")
    assert lines[3].endswith(" 件 -> unreadable")
    assert "correction added: guangzhou-commerce-2020 requests/received_new/total: 9 件 in place of" in lines[4]
    assert lines[5].startswith("finding changed: guangzhou-commerce-2020:")


def test_where_nothing_differs_one_line_says_so(old: Path) -> None:
    assert list(in_words(compare(read(old), read(old)))) == ["0.1.0 -> 0.1.0: nothing differs"]


def test_several_are_counted_in_the_plural_and_signs_of_doubt_are_told() -> None:
    one = {"t/r/c": Figure("1", "", "reported", "1"), "t/r/d": Figure("2", "件", "reported", "2")}
    other = {"t/r/c": Figure("1", "", "resolved", "1"), "t/r/d": Figure("", "件", "not_applicable", "/")}
    before, after = (Published("1", {"a": "0"}, {"a": figures}, {}, {}) for figures in (one, other))
    assert list(in_words(compare(before, after))) == [
        "1 -> 1: 2 figures differ",
        "figure changed: a t/r/c: 1 -> 1 (resolved)",
        "figure changed: a t/r/d: 2 件 -> not applicable",
    ]


def test_as_json_it_tells_the_same(old: Path, new: Path) -> None:
    found = compare(read(old), read(new))
    told = json.loads(json.dumps(as_json(found)))
    assert told["same"] is False
    assert told["added"] == list(found.added)
    assert told["figures"][0]["new"] == {
        "value": "",
        "unit": "件",
        "status": "unreadable",
        "printed": told["figures"][0]["old"]["printed"],
    }
