"""The feeds keep the rules of RFC 4287, and their dates are those of the data."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from lxml import etree

from sitegen.exports import exports
from sitegen.exports.discovery import feeds
from sitegen.model import Correction, CorrectionStatus, Fact, Place

if TYPE_CHECKING:
    import pytest

    from sitegen.model import Artifact, Dataset, Report

    Site = tuple[str, dict[str, Artifact]]

# The grammar of RFC 4287, of what feeds without extensions may contain: text constructs of plain text alone.
GRAMMAR = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
 <start><element name="feed"><ref name="common"/><interleave>
  <oneOrMore><ref name="author"/></oneOrMore>
  <zeroOrMore><ref name="category"/></zeroOrMore>
  <ref name="id"/>
  <zeroOrMore><ref name="link"/></zeroOrMore>
  <optional><element name="rights"><text/></element></optional>
  <optional><element name="subtitle"><text/></element></optional>
  <element name="title"><text/></element>
  <ref name="updated"/>
  <zeroOrMore><ref name="entry"/></zeroOrMore>
 </interleave></element></start>
 <define name="entry"><element name="entry"><ref name="common"/><interleave>
  <zeroOrMore><ref name="author"/></zeroOrMore>
  <zeroOrMore><ref name="category"/></zeroOrMore>
  <ref name="id"/>
  <oneOrMore><ref name="link"/></oneOrMore>
  <optional><element name="summary"><text/></element></optional>
  <element name="title"><text/></element>
  <ref name="updated"/>
 </interleave></element></define>
 <define name="common"><optional>
  <attribute name="xml:lang" ns="http://www.w3.org/XML/1998/namespace"><text/></attribute>
 </optional></define>
 <define name="author"><element name="author"><element name="name"><text/></element></element></define>
 <define name="category"><element name="category">
  <attribute name="term"/><optional><attribute name="label"/></optional>
 </element></define>
 <define name="id"><element name="id">
  <data type="anyURI"><param name="pattern">[a-z]+:.+</param></data>
 </element></define>
 <define name="link"><element name="link">
  <attribute name="href"><data type="anyURI"/></attribute>
  <attribute name="rel"><choice><value>self</value><value>alternate</value><value>via</value></choice></attribute>
  <optional><attribute name="type">
   <data type="string"><param name="pattern">.+/.+</param></data>
  </attribute></optional>
 </element></define>
 <define name="updated"><element name="updated">
  <data type="dateTime"><param name="pattern">.+Z</param></data>
 </element></define>
</grammar>
"""
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def read(artifact: Artifact) -> etree._Element:
    return etree.fromstring(artifact.content)


def told(element: etree._Element, path: str) -> list[str]:
    found = element.xpath(path, namespaces=ATOM)
    assert isinstance(found, list)
    return [str(one) for one in found]


def dated(report: Report, day: str | None) -> Report:
    """The report as published on that day, and with no other."""
    fact = Fact(day, day, Place(1), "text") if day else None
    source = replace(report.source, retrieved=None)
    return replace(report, source=source, published_on=fact, signed_on=None, composed_on=None)


def test_they_keep_to_the_grammar(site: Site) -> None:
    grammar = etree.RelaxNG(etree.fromstring(GRAMMAR))
    found = [path for path in site[1] if path.endswith("feed.xml")]
    assert set(found) == {"feed.xml", "agencies/quzhou-commerce/feed.xml", "agencies/sichuan-commerce/feed.xml"}
    for path in found:
        feed = read(site[1][path])
        assert grammar.validate(feed), (path, grammar.error_log)
        ids = told(feed, "//a:id/text()")
        assert len(ids) == len(set(ids))
        links = [len(told(entry, "a:link[@rel='alternate']/@href")) for entry in feed.iter(f"{{{ATOM['a']}}}entry")]
        assert set(links) == {1}
        days = told(feed, "a:entry/a:updated/text()")
        assert days == sorted(days, reverse=True)
        assert told(feed, "a:updated/text()") == days[:1]


def test_ids_are_addresses_where_there_are_any_and_tags_else(site: Site) -> None:
    (one,) = told(read(site[1]["feed.xml"]), "a:entry[contains(a:title, '衢州')]/a:id/text()")
    own = "reports/quzhou-commerce-2013/"
    assert one == (site[0] + own if site[0] else f"tag:ogi-annual-reports,2026:{own}")
    if not site[0]:
        assert re.fullmatch(r"tag:[a-z0-9.-]+,\d{4}:.+", one)


def test_the_same_report_is_the_same_entry_in_every_feed(site: Site) -> None:
    everywhere = set(told(read(site[1]["feed.xml"]), "a:entry/a:id/text()"))
    for agency in ("quzhou-commerce", "sichuan-commerce"):
        own = told(read(site[1][f"agencies/{agency}/feed.xml"]), "a:entry/a:id/text()")
        assert own
        assert set(own) <= everywhere


def newest(dataset: Dataset) -> Artifact:
    """The feed of all reports."""
    (feed,) = feeds.of_all(dataset, feeds.counts(dataset))
    return feed


def test_links_lead_to_the_report_from_where_the_feed_lies(published: dict[str, Artifact]) -> None:
    whole, own = read(published["feed.xml"]), read(published["agencies/quzhou-commerce/feed.xml"])
    page = "reports/quzhou-commerce-2013/index.html"
    assert page in told(whole, "a:entry/a:link[@rel='alternate']/@href")
    assert told(own, "a:entry/a:link[@rel='alternate']/@href") == [f"../../{page}"]
    assert told(own, "a:link[@rel='self']/@href") == ["../../agencies/quzhou-commerce/feed.xml"]


def test_a_report_without_a_date_is_not_in_the_feed(small: Dataset) -> None:
    reports = tuple(dated(report, None if "2019" in report.id else "2024-03-08") for report in small.reports)
    files = {artifact.path: artifact for artifact in exports(replace(small, reports=reports))}
    ids = told(read(files["feed.xml"]), "a:entry/a:id/text()")
    assert len(ids) == len(reports) - 1
    assert not [one for one in ids if "2019" in one]


def test_the_day_is_when_the_file_was_fetched_else_when_it_came_out(small: Dataset) -> None:
    one, two, three = (dated(report, "2020-01-20") for report in small.reports)
    two = replace(two, source=replace(two.source, retrieved=dt.date(2026, 1, 31)))
    three = dated(three, "2024-02-29")
    days = told(read(newest(replace(small, reports=(one, two, three)))), "a:entry/a:updated/text()")
    assert days == ["2026-01-31T00:00:00Z", "2024-02-29T00:00:00Z", "2020-01-20T00:00:00Z"]


def test_a_correction_makes_the_entry_new_again(small: Dataset) -> None:
    one, *others = (dated(report, "2020-01-20") for report in small.reports)
    correction = Correction(
        one.id, "statistics/proactive/count", "1", Decimal(2), "", "更正", "corrected", dt.date(2025, 5, 6),
        CorrectionStatus.CONFIRMED, None, 1,
    )  # fmt: skip
    whole = newest(replace(small, reports=(replace(one, corrections=(correction,)), *others)))
    entry = read(whole)
    assert told(entry, "a:entry/a:updated/text()")[0] == "2025-05-06T00:00:00Z"
    assert told(entry, "a:entry/a:id/text()")[0].endswith(f"{one.id}/")
    assert "更正 1 处" in told(entry, "a:entry/a:summary/text()")[0]


def test_the_feed_of_all_has_the_newest_alone(small: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "MOST", 2)
    days = ("2020-01-20", "2021-01-20", "2022-01-20")
    reports = tuple(dated(report, day) for report, day in zip(small.reports, days, strict=True))
    whole = newest(replace(small, reports=reports))
    assert told(read(whole), "a:entry/a:updated/text()") == ["2022-01-20T00:00:00Z", "2021-01-20T00:00:00Z"]
