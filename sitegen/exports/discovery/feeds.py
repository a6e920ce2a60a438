"""Atom feeds of new and changed reports: one of all, one an agency."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

from lxml import etree
from lxml.builder import ElementMaker

from sitegen.exports.datapackage import PROJECT
from sitegen.exports.discovery import links
from sitegen.exports.discovery.times import instant, modified
from sitegen.model import Artifact, Outcome

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from sitegen.gathering import Section, Sections
    from sitegen.model import Dataset, Report, SiteSettings

MEDIA_TYPE = "application/atom+xml"
ATOM = "http://www.w3.org/2005/Atom"
SINCE = 2026  # the year in the ids of a site whose address is unknown; it never changes, or every entry would be new
MOST = 200
PATH = "feed.xml"
"""The most entries that the feed of all has: the newest."""
COUNTS = "feeds/counts"
"""The name under which agencies tell how much was found about each of their reports."""

NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
E = ElementMaker(namespace=ATOM, nsmap={None: ATOM})


def of_agency(own: Dataset) -> Iterator[Artifact]:
    """The feed of the one agency whose reports these are; what has no date has no entry, and without one no feed."""
    dated = [(day, report) for report in own.reports if (day := modified(report))]
    agency = next((one for one in own.catalogue.agencies if dated and one.id == dated[0][1].agency), None)
    if agency:
        title = f"{agency.zh} · {own.catalogue.site.title_zh}"
        yield _feed(own, f"agencies/{agency.id}/", title, dated, counts(own))


def of_all(dataset: Dataset, found: Mapping[str, Counter[Outcome]]) -> Iterator[Artifact]:
    """The feed of the newest reports, with what was found about each by its id."""
    if dated := [(day, report) for report in dataset.reports if (day := modified(report))]:
        yield _feed(dataset, "", dataset.catalogue.site.title_zh, dated, found)


def given(own: Dataset) -> Iterator[Section]:
    """How much was found about each report of an agency."""
    if found := counts(own):
        yield COUNTS, json.dumps(found).encode()


def taken(sections: Sections) -> dict[str, Counter[Outcome]]:
    """How much was found about each report of all agencies."""
    told = (json.loads(content) for _, content in sections.of(COUNTS))
    return {
        report: Counter({Outcome(outcome): number for outcome, number in found.items()})
        for one in told
        for report, found in one.items()
    }


def _feed(
    dataset: Dataset,
    address: str,
    title: str,
    found: Sequence[tuple[dt.date, Report]],
    counts: Mapping[str, Counter[Outcome]],
) -> Artifact:
    site = dataset.catalogue.site
    path = address + PATH
    newest = sorted(found, key=lambda one: (-one[0].toordinal(), one[1].id))[: None if address else MOST]
    feed = E.feed(
        E.id(_id(site, path)),
        E.title(title),
        E.subtitle("新收录和有更正的年报；日期是数据的日期，不是建站的日期。没有日期的年报不在其中。"),
        E.updated(instant(newest[0][0])),
        E.link(rel="self", type=MEDIA_TYPE, href=_relative(site, address, path)),
        E.link(rel="alternate", type="text/html", href=_relative(site, address, links.page(site, address))),
        E.author(E.name(site.title_zh)),
        E.rights("官方数字可自由使用；所加的整理和核对按 CC BY 4.0 提供。"),
        *(_entry(dataset, address, day, report, counts.get(report.id, Counter())) for day, report in newest),
    )
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", "zh-Hans")
    etree.indent(feed)
    return Artifact(path, MEDIA_TYPE, etree.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n")


def _entry(dataset: Dataset, address: str, day: dt.date, report: Report, counts: Counter[Outcome]) -> etree._Element:
    catalogue = dataset.catalogue
    site = catalogue.site
    own = f"reports/{report.id}/"
    agency = next((one for one in catalogue.agencies if one.id == report.agency), None)
    name = agency.zh if agency else report.agency_name.value if report.agency_name else report.id
    told = f"表式：{catalogue.form(report.form).zh}。核对：不符 {counts[Outcome.FAIL]} 处，存疑 "
    told += f"{counts[Outcome.UNCERTAIN]} 处，相符 {counts[Outcome.PASS]} 处。"
    told += f"更正 {len(report.corrections)} 处。" if report.corrections else ""
    return E.entry(
        E.id(_id(site, own)),
        E.title(NO_XML.sub("", f"{name} {report.year.value} 年")),
        E.updated(instant(day)),
        E.link(rel="alternate", type="text/html", href=_relative(site, address, links.page(site, own))),
        *([E.link(rel="via", href=NO_XML.sub("", report.source.url))] if report.source.url else []),
        *([E.category(term=agency.id, label=agency.zh)] if agency else []),
        E.summary(NO_XML.sub("", told)),
    )


def _id(site: SiteSettings, address: str) -> str:
    """What names a feed or an entry for good: its address, or a tag where the site's own is unknown."""
    return links.base(site) + address if site.base_url else f"tag:{PROJECT},{SINCE}:{address}"


def _relative(site: SiteSettings, address: str, target: str) -> str:
    """A link from the feed at the address: as it is where it is absolute, else from the feed's folder."""
    if site.base_url:
        return target if target.startswith(links.base(site)) else links.base(site) + target
    return "../" * address.count("/") + target


def counts(dataset: Dataset) -> dict[str, Counter[Outcome]]:
    """How much was found about each report."""
    return {
        report: Counter([finding.outcome for finding in some])
        for report, some in dataset.findings_by_report().items()
        if some[0].report
    }
