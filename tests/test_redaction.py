"""What is private in a report is in nothing that is published, and nothing that is published as a figure is hidden."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.exports import exports
from sitegen.model import Fact, Place, Provenance, Status
from sitegen.pages import pages
from sitegen.redaction import CHECK_DIGITS, FILL, WEIGHTS, hidden, redacted, redacted_finding
from sitegen.rendering import Renderer, load_content

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitegen.model import Artifact, Catalogue, Dataset, Report

MOBILE, LANDLINE, MAIL, IDENTITY = "13912345678", "0571-87654321", "zhang.san@example.gov.cn", "110101199003074514"
PRIVATE = (MOBILE, LANDLINE, MAIL, IDENTITY)
TOLD = f"联系人张三,电话{LANDLINE},手机{MOBILE},邮箱{MAIL},身份证号{IDENTITY}。"

digits = st.text("0123456789", min_size=8, max_size=8)
mobiles = st.builds(lambda kind, rest: f"1{kind}{rest}", st.sampled_from(["38", "59", "86", "99"]), digits)
landlines = st.builds(
    lambda area, between, first, rest: f"{area}{between}{first}{rest[1:]}",
    st.sampled_from(["010", "021", "028", "0571", "0830"]), st.sampled_from(["-", "", " ", "—"]),
    st.sampled_from("2345678"), digits,
)  # fmt: skip
mails = st.builds(lambda name, host: f"{name}@{host}.gov.cn", st.from_regex(r"[a-z0-9_]{3,9}", fullmatch=True),
                  st.from_regex(r"[a-z]{2,8}", fullmatch=True))  # fmt: skip


@st.composite
def identities(draw: st.DrawFn) -> str:
    """A number of a resident's identity card with its check digit."""
    day = draw(st.dates()).replace(year=draw(st.integers(1930, 2020)), day=draw(st.integers(1, 28)))
    number = f"{draw(st.integers(110000, 659999))}{day:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, number, strict=True))
    return number + CHECK_DIGITS[total % 11]


wide = st.sampled_from([str, lambda text: text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"})])


@given(st.one_of(mobiles, landlines, mails, identities()), wide, st.sampled_from(["", "电话:", "请联系", "（"]))
def test_a_private_number_is_hidden_in_any_sentence(
    catalogue: Catalogue, number: str, written: type, before: str
) -> None:
    """However it is written; the sentence is as long as before, and the rest of it is what it was."""
    text = f"{before}{written(number)}，谢谢。"
    told = hidden(text, catalogue.redaction)
    assert number[-6:] not in told
    assert "隐去" in told
    assert len(told) == len(text)
    assert told.endswith("，谢谢。")


@given(st.integers(0, 10**13), st.sampled_from("件条元人次个份%"))
def test_a_quantity_is_never_hidden(catalogue: Catalogue, count: int, unit: str) -> None:
    for text in (f"共{count}{unit}", f"电话{count}{unit}", f"{count}.50{unit}", f"{count:,}{unit}"):
        assert hidden(text, catalogue.redaction) == text


@pytest.mark.parametrize(
    "text",
    [
        "2019-20202021年", "2008年5月1日至2019年5月15日", "金额123456789012", "热线12345、400-810-1234",
        "国办公开办函〔2021〕30号", "11330800002618197P/2014-101631", "接听电话1234567次", "110101199003074515",
        "art_1229038842_213831.html", "t20200120_80576",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_stays(catalogue: Catalogue, text: str) -> None:
    """Years, amounts, hotlines, documents, codes, a number whose check digit is wrong."""
    assert hidden(text, catalogue.redaction) == text


@pytest.mark.parametrize(
    "text", ["(028)83222525/83222526", "028-8322 2525转801", "+86 139 1234 5678", "传真：83222525"]
)
def test_the_ways_of_writing_a_telephone_number_are_known(catalogue: Catalogue, text: str) -> None:
    told = hidden(text, catalogue.redaction).replace(FILL, "")
    assert told.removeprefix("传真：") == "〔电话已隐去〕"


@pytest.fixture(scope="module")
def told(dataset: Dataset, root: Path) -> tuple[Dataset, tuple[Artifact, ...]]:
    """A report that tells everything about somebody, and every file of a site of it alone."""
    report = _telling(next(report for report in dataset.reports if report.id == "guangzhou-commerce-2020"))
    hide = dataset.catalogue.redaction
    findings = tuple(
        redacted_finding(replace(f, details=(*f.details, ("detail", TOLD))) if f.rule.startswith("N.") else f, hide)
        for f in dataset.findings
        if f.report == report.id
    )
    dataset = replace(dataset, reports=(redacted(report, hide),), findings=findings, quarantined=())
    exported = exports(dataset)
    renderer = Renderer(root / "templates", dataset.catalogue.site, load_content(root / "content"), exported)
    return replace(dataset, reports=(report,)), (*exported, *pages(dataset, renderer))


def _telling(report: Report) -> Report:
    """Private numbers in a line of its own, in facts, claims, labels, and in a cell that cannot be read."""
    lines = list(report.lines)
    lines[10] += TOLD
    first, *others = report.observations
    assert first.provenance
    line = first.provenance.place.line
    lines[line - 1] = LANDLINE
    evidence = replace(first.provenance, place=Place(line, 0, len(LANDLINE)), printed=LANDLINE, row_label=TOLD)
    cell = replace(first, value=None, status=Status.UNREADABLE, provenance=evidence)
    return replace(
        report,
        lines=tuple(lines),
        observations=(cell, *others),
        claims=tuple(replace(claim, words=TOLD) for claim in report.claims),
        title=Fact(TOLD, TOLD, Place(1), "title"),
    )


def _texts(artifacts: tuple[Artifact, ...]) -> Iterator[tuple[str, str]]:
    """Every file as text, those within archives too."""
    for file in artifacts:
        if file.path.endswith((".zip", ".xlsx")):
            with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
                for name in archive.namelist():
                    yield f"{file.path}:{name}", archive.read(name).decode("utf-8", "replace")
        else:
            yield file.path, file.content.decode("utf-8", "replace")


def test_no_file_of_the_site_tells_what_is_private(told: tuple[Dataset, tuple[Artifact, ...]]) -> None:
    """Pages, tables, API, archives."""
    found = [(path, number) for path, text in _texts(told[1]) for number in PRIVATE if number in text]
    assert not found
    assert any("〔电话已隐去〕" in text for path, text in _texts(told[1]) if path.startswith("reports/"))


def test_nothing_moves_and_no_figure_is_hidden(
    told: tuple[Dataset, tuple[Artifact, ...]], catalogue: Catalogue
) -> None:
    """Lines keep their lengths; every figure of a table and of a sentence stands where it stood."""
    (report,) = told[0].reports
    published = redacted(report, catalogue.redaction)
    assert [len(line) for line in published.lines] == [len(line) for line in report.lines]
    for cell in published.observations:
        if cell.value is not None and cell.provenance:
            place = cell.provenance.place
            assert published.lines[place.line - 1][place.start : place.end] == cell.provenance.printed
    for before, after in zip(report.claims, published.claims, strict=True):
        assert (before.place, before.value) == (after.place, after.value)


def test_a_figure_of_a_table_that_looks_like_a_telephone_number_stays(dataset: Dataset) -> None:
    """A table may count as many as it likes."""
    report = next(report for report in dataset.reports if report.id == "sichuan-commerce-2019")
    cell = next(cell for cell in report.observations if cell.value)
    assert cell.provenance
    lines = list(report.lines)
    lines[cell.provenance.place.line - 1] = MOBILE
    evidence = Provenance("", Place(cell.provenance.place.line, 0, 11), MOBILE)
    changed = replace(cell, value=Decimal(MOBILE), provenance=evidence)
    published = redacted(replace(report, lines=tuple(lines), observations=(changed,)), dataset.catalogue.redaction)
    assert published.observations == (changed,)
    assert published.lines[evidence.place.line - 1] == MOBILE


def test_what_is_assembled_is_redacted(dataset: Dataset) -> None:
    """The foot of one of the first reports had the telephone numbers of its office."""
    report = next(report for report in dataset.reports if report.id == "ziyang-economic-cooperation-2019")
    assert "〔电话已隐去〕" in report.lines[358]
    for one in dataset.reports:
        assert all(hidden(claim.words, dataset.catalogue.redaction) == claim.words for claim in one.claims)
