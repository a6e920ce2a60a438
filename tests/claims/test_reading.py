"""What sentences claim, as a clerk of the agency would read them, and what they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitegen.claims import Reporter
from tests.claims import examples
from tests.claims.sentences import claims, said

if TYPE_CHECKING:
    from sitegen.model import Catalogue, Claim

CERTAIN = (
    *examples.REQUESTS,
    *examples.OUTCOMES,
    *examples.REMEDIES,
    *examples.DOCUMENTS,
    *examples.PUBLISHED,
    *examples.FEES,
)
ALL = (*CERTAIN, *examples.ELSEWHERE)


@pytest.mark.parametrize(("sentence", "expected"), ALL)
def test_a_sentence_claims_what_a_clerk_reads_in_it(catalogue: Catalogue, sentence: str, expected: str) -> None:
    """Concept, value, qualifier, and why the figure may not be the table's."""
    assert "; ".join(said(catalogue.prose, sentence)) == expected


@pytest.mark.parametrize("sentence", examples.NOTHING)
def test_what_is_of_other_business_claims_nothing(catalogue: Catalogue, sentence: str) -> None:
    """Petitions, hotlines, drafts, duties and double negations are no figures of a table."""
    assert said(catalogue.prose, sentence) == []


@pytest.mark.parametrize(("sentence", "expected"), ALL)
def test_every_claim_is_printed_at_its_place(catalogue: Catalogue, sentence: str, expected: str) -> None:
    """The characters that a claim and each of its parts show are those of the line."""
    found = claims(catalogue.prose, sentence)
    assert len(found) == expected.count(";") + 1
    shown = [(claim.place, claim.printed) for claim in found]
    shown += [(part.place, part.printed) for claim in found for part in claim.parts]
    for place, printed in shown:
        assert place.line == 1
        assert sentence[place.start : place.end] == printed != ""


def damaged(text: str, way: str) -> str:
    """A sentence as some page or conversion prints it."""
    if way == "full width":
        return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    if way == "spaces":
        return spaced(text)
    return text.translate(str.maketrans("务开条请发复议诉讼无见结", "務開條請發復議訴訟無見結"))


def spaced(text: str) -> str:
    """Spaces between all characters but the digits of a figure."""
    out = ""
    for c in text:
        number = c.isdigit() or c == "."
        out += c if number and (out[-1:].isdigit() or out[-1:] == ".") else f" {c}"
    return out


@pytest.mark.parametrize("way", ["full width", "spaces", "traditional"])
@pytest.mark.parametrize(("sentence", "expected"), CERTAIN)
def test_damage_does_not_change_what_is_claimed(catalogue: Catalogue, sentence: str, expected: str, way: str) -> None:
    """Full-width signs, letter-spacing and traditional characters give the same claims."""
    assert "; ".join(said(catalogue.prose, damaged(sentence, way))) == expected


def test_a_figure_that_a_space_breaks_is_not_read(catalogue: Catalogue) -> None:
    """Neither 5 nor 15 is certain."""
    assert said(catalogue.prose, "全年共收到政府信息公开申请1 5件。") == []


def test_lines_that_a_file_breaks_within_sentences_are_read_together(catalogue: Catalogue) -> None:
    """The figure's place is that of its number; the unit may stand on the next line."""
    lines = (
        "全年我局认真做好政府信息公开各项工作,收到政府信息公开申请12",
        "件,其中予以公开7件,部分公开1件,不予公开2件,无法提供1件,不",
        "予处理1件。",
    )
    found = claims(catalogue.prose, *lines)
    assert [f"{claim.concept} {claim.value}" for claim in found] == [
        "received 12", "granted 7", "partial 1", "refused 2", "unable 1", "rejected 1",
    ]  # fmt: skip
    assert (found[0].place.line, found[0].printed) == (1, "12")
    assert (found[-1].place.line, found[-1].printed) == (3, "1件")


def test_a_heading_tells_what_the_sentence_below_is_about(catalogue: Catalogue) -> None:
    """Under a heading on reconsideration a figure needs no more words."""
    heading = "四、政府信息公开行政复议、行政诉讼情况"
    assert said(catalogue.prose, heading, "全年行政复议2件,行政诉讼0件。") == ["reconsideration 2", "litigation 0"]
    assert said(catalogue.prose, "全年行政复议2件。") == ["reconsideration 2 [unclear]"]


def test_a_whole_territory_is_compared_only_where_the_report_speaks_for_it(catalogue: Catalogue) -> None:
    """全市 is certain in a report that says so, doubtful in another government's, and never a department's."""
    sentence = "全市共收到政府信息公开申请320件。"
    speaks = Reporter(("青山市人民政府",), "2023", government=True, territory=True)
    may = Reporter(("青山市人民政府",), "2023", government=True)
    assert said(catalogue.prose, sentence, reporter=speaks) == ["received 320"]
    assert said(catalogue.prose, sentence, reporter=may) == ["received 320 [unclear]"]
    assert said(catalogue.prose, sentence) == ["received 320 [elsewhere]"]


def test_a_government_may_speak_of_its_own_office(catalogue: Catalogue) -> None:
    """Its table counts the whole territory, so that what it says of itself is not certainly the table's figure."""
    speaks = Reporter(("青山市人民政府",), "2023", government=True, territory=True)
    assert said(catalogue.prose, "市政府收到政府信息公开申请28件。", reporter=speaks) == ["received 28 [unclear]"]
    assert said(catalogue.prose, "全年收到政府信息公开申请320件。", reporter=speaks) == ["received 320"]
    assert said(catalogue.prose, "全年制发规范性文件11件。", reporter=speaks) == ["documents_issued 11 [unclear]"]
    assert said(catalogue.prose, "全市制发规范性文件50件。", reporter=speaks) == ["documents_issued 50"]


@pytest.mark.parametrize("name", ["青山市商务局", "市商务局", "我局", "本机关"])
def test_the_agency_may_be_named(catalogue: Catalogue, name: str) -> None:
    """By its name, an end of it, or as we."""
    assert said(catalogue.prose, f"2023年{name}收到政府信息公开申请3件。") == ["received 3"]


def parts(claim: Claim) -> dict[str, int]:
    """The parts of a claim by their labels."""
    return {part.label: int(part.value or 0) for part in claim.parts}


def test_parts_belong_to_the_figure_that_lists_them(catalogue: Catalogue) -> None:
    """Brackets within a part, numbered items, and a rest."""
    sentence = "公开信息100条,其中:1.文件类(包括规章3条、其他9条)40条;2.动态类30条;3.其他30条。"
    (claim,) = claims(catalogue.prose, sentence)
    assert claim.listing == "closed"
    assert list(parts(claim).values()) == [40, 30, 30]


def test_what_is_no_part_ends_the_list(catalogue: Catalogue) -> None:
    """Requests carried forward are none of those closed, growth is no part, nor is what was answered otherwise."""
    sentence = "办结政府信息公开申请11件,其中予以公开5件、无法提供6件,结转下年度继续办理3件。"
    assert list(parts(claims(catalogue.prose, sentence)[0]).values()) == [5, 6]
    sentence = "公开信息100条,其中文件60条,动态40条,回应留言25条。"
    assert list(parts(claims(catalogue.prose, sentence)[0]).values()) == [60, 40]
    sentence = "公开信息100条,其中文件60条,比上年增加5条。"
    assert list(parts(claims(catalogue.prose, sentence)[0]).values()) == [60]


def test_three_figures_in_a_row_look_like_parts(catalogue: Catalogue) -> None:
    """The sentence does not say that they are, and the claim says so."""
    (claim, *_) = claims(catalogue.prose, "发布各类信息160余条,文件24条,动态信息95条,公告20条,会议28条。")
    assert (claim.listing, sum(parts(claim).values())) == ("implied", 167)


def test_a_stray_character_beside_a_figure_makes_it_doubtful(catalogue: Catalogue) -> None:
    """13成条 may be 13, and nothing says so."""
    (claim,) = claims(catalogue.prose, "公开各类信息126条,其中政务动态113条,政务公开13成条。")
    assert [part.qualifier for part in claim.parts] == ["exact", "doubtful"]


def test_a_list_without_a_total_is_one_claim(catalogue: Catalogue) -> None:
    """Of what the agency's own website carries."""
    (claim,) = claims(catalogue.prose, "市商务局网站公开情况如下:机构概况3条,公告9条,简报55条。")
    assert (claim.concept, claim.value, list(parts(claim).values())) == ("published_site", None, [3, 9, 55])


def test_growth_names_the_claim_that_it_is_of(catalogue: Catalogue) -> None:
    """With its sign; an absolute change, or growth of something else, is no growth of it."""
    found = claims(catalogue.prose, "全年收到政府信息公开申请20件,同比下降12.5%。")
    assert [(c.id, c.of, str(c.value), c.printed) for c in found[1:]] == [("growth-1", "received-1", "-12.5", "12.5%")]
    assert said(catalogue.prose, "收到政府信息公开申请20件,公开信息量同比增长12%。") == ["received 20"]


def test_ids_count_the_claims_of_a_concept(catalogue: Catalogue) -> None:
    """They are stable within the report, whatever else it claims."""
    found = claims(catalogue.prose, "收到政府信息公开申请3件。", "公开信息9条。", "收到政府信息公开申请4件。")
    assert [claim.id for claim in found] == ["received-1", "published-1", "received-2"]
