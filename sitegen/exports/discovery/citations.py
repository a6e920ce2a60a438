"""How to cite a report, an agency's data or the whole: GB/T 7714, APA, BibTeX and RIS, with version and hash."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from sitegen.exports.datapackage import PROJECT
from sitegen.exports.discovery import links
from sitegen.exports.discovery.times import published
from sitegen.exports.schema import Words

if TYPE_CHECKING:
    import datetime as dt

    from sitegen.exports.discovery.holdings import Holding
    from sitegen.model import Agency, Report, SiteSettings

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SPECIAL = {character: f"\\{character}" for character in "{}&%$#_"} | {"\\": "/", "~": " ", "^": " "}
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\s]+")


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited: a printed report by its ``author``, or a dataset, which has none but who publishes it.

    ``within`` is the dataset that a report or an agency's data is a part of, ``hash_of`` what the hash is the hash of;
    ``url`` is where the original is, ``page`` where this site shows it: both empty where they are unknown.
    """

    key: str
    author: Words | None
    title: Words
    within: Words | None
    version: str
    date: dt.date | None
    accessed: dt.date | None
    url: str
    page: str
    sha256: str
    hash_of: Words

    @property
    def report(self) -> bool:
        """Whether a report is cited, and not a dataset."""
        return self.author is not None


def of_report(site: SiteSettings, report: Report, agency: Agency | None) -> Citation:
    """A report, in the words that it prints; a title that it does not print stands in brackets."""
    name = agency.zh if agency else report.agency_name.value if report.agency_name else report.id
    author = Words(name, agency.en if agency else name)
    known = report.title.value if report.title else f"[{name}{report.year.value}年政府信息公开工作年度报告]"
    return Citation(
        report.id,
        author,
        Words(_line(known), f"annual report on government information disclosure, {report.year.value}"),
        Words(site.title_zh, site.title_en),
        site.version,
        published(report),
        report.source.retrieved,
        report.source.url or "",
        _page(site, f"reports/{report.id}/"),
        report.source.sha256,
        Words("源文件", "source file"),
    )


def of_dataset(site: SiteSettings, holding: Holding) -> Citation:
    """The whole dataset, or a part of it; the hash is that of its descriptor, which states those of its files."""
    return Citation(
        PROJECT if holding.whole else holding.name,
        None,
        holding.title,
        None if holding.whole else Words(site.title_zh, site.title_en),
        site.version,
        holding.modified,
        None,
        "",
        _page(site, "" if holding.whole else holding.address),
        holding.descriptor.sha256,
        Words("datapackage.json", "datapackage.json"),
    )


def gb7714(one: Citation) -> str:
    """The reference by GB/T 7714—2015; dates and addresses that are unknown are left out."""
    days = f"({one.date.isoformat()})" if one.date else ""
    days += f"[{one.accessed.isoformat()}]" if one.accessed else ""
    if one.author and one.within:
        kind = "[R/OL]" if one.url else "[R]"
        days = days if one.url else days.strip("()")
        parts = [f"{_line(one.author.zh)}", f"{one.title.zh}{kind}", days, one.url]
        parts += [f"数据见{one.within.zh}:{one.version} 版[DS/OL]", one.page]
    else:
        host = f"//{one.within.zh}:{one.version} 版" if one.within else ""
        own = "" if one.within else f":{one.version} 版"
        parts = [f"{one.title.zh}{own}[DS/OL]{host}", days, one.page]
    return _sentences([*parts, f"{one.hash_of.zh} SHA-256:{one.sha256}"])


def apa(one: Citation) -> str:
    """The reference in the style of the American Psychological Association, for texts in English."""
    if one.author and one.within:
        when = f"{one.date.year}, {MONTHS[one.date.month - 1]} {one.date.day}" if one.date else "n.d."
        parts = [f"{_line(one.author.en).rstrip('.')}", f"({when})", f"{one.title.zh} [{one.title.en}]", one.url]
        parts += [f"Data: {one.within.en} (Version {one.version}) [Data set]", one.page]
    else:
        host = f"In {one.within.en}" if one.within else ""
        when = str(one.date.year) if one.date else "n.d."
        parts = [f"{one.title.en} (Version {one.version}) [Data set]", f"({when})", host, one.page]
    cited = _sentences([*parts, f"SHA-256 of the {one.hash_of.en}: {one.sha256}"])
    return re.sub(r"(https?://\S+)\.(?= |$)", r"\1", cited)  # no full stop after an address in this style


def bibtex(one: Citation) -> str:
    """The reference as an entry for BibTeX, in UTF-8."""
    fields: list[tuple[str, str]] = []
    if one.author:
        fields += [("author", f"{{{_tex(one.author.zh)}}}"), ("institution", _tex(one.author.zh))]
    fields.append(("title", f"{{{_tex(one.title.zh)}}}"))
    if one.date:
        fields += [("year", str(one.date.year)), ("month", str(one.date.month)), ("date", one.date.isoformat())]
    if one.accessed:
        fields.append(("urldate", one.accessed.isoformat()))
    if address := _address(one):
        fields.append(("url", quote(address, safe=":/?#[]@!$&'()*+,;=%-._~")))
    fields += [("version", one.version), ("note", _tex(_note(one)))]
    kind = "techreport" if one.report else "misc"
    inner = "".join(f"  {name} = {{{value}}},\n" for name, value in fields)
    return f"@{kind}{{{one.key},\n{inner}}}\n"


def ris(one: Citation) -> str:
    """The reference in RIS, as reference managers import it."""
    lines = [("TY", "RPRT" if one.report else "DATA")]
    if one.author:
        lines += [("AU", one.author.zh), ("PB", one.author.zh)]
    lines.append(("TI", one.title.zh))
    if one.date:
        lines += [("PY", str(one.date.year)), ("DA", f"{one.date:%Y/%m/%d}")]
    if one.accessed:
        lines.append(("Y2", f"{one.accessed:%Y/%m/%d}"))
    if address := _address(one):
        lines.append(("UR", address))
    lines += [("ET", one.version), ("N1", _note(one)), ("ID", one.key), ("ER", "")]
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in lines)


def _address(one: Citation) -> str:
    """Where to find what is cited: this site's page is no address of somebody else's report."""
    return one.url if one.report else one.page


def _note(one: Citation) -> str:
    told = [f"{one.within.zh},{one.version} 版"] if one.within else []
    told += [f"本站页面:{one.page}"] if one.report and one.page else []
    return ";".join([*told, f"{one.hash_of.zh} SHA-256:{one.sha256}"])


def _page(site: SiteSettings, address: str) -> str:
    return links.page(site, address) if site.base_url else ""


def _line(text: str) -> str:
    """The text on one line: sources may break it or hide control characters in it."""
    return CONTROL.sub(" ", text).strip()


def _tex(text: str) -> str:
    return "".join(SPECIAL.get(character, character) for character in _line(text))


def _sentences(parts: list[str]) -> str:
    return " ".join(part if part.endswith(".") else f"{part}." for part in map(_line, parts) if part)
