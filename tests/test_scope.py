"""What a report covers is told by what it says of itself and its figures, and by nothing else."""

from __future__ import annotations

import pytest

from sitegen.scope import told


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("本报告由市政府办公室综合各县(市、区)政府和市级各部门的年度报告编制。", "jurisdiction"),
        ("本年度报告根据全区各部门、各街道政府信息公开工作年度报告汇总编制。", "jurisdiction"),
        ("2020年全区各级行政机关共受理政府信息公开申请21件。", "jurisdiction"),
        ("本报告所列数据涵盖县政府各部门和各乡镇。", "jurisdiction"),
        ("年报中所列数据为全县汇总数据。", "jurisdiction"),
        ("市政府办公厅代表市政府共受理政府信息公开申请859件。", "own"),
        ("本报告所列数据不含各县(市、区)和市级各部门。", "own"),
        ("本报告数据为本机关数据。", "own"),
        ("本年度报告中所列数据仅为本局。", "own"),
        ("本报告所列数据为全市税务系统汇总。", "system"),
    ],
)
def test_a_sentence_about_the_report_tells_its_scope(text: str, scope: str) -> None:
    found = told(text)
    assert found is not None
    assert found[0] == scope
    assert found[1] in text


@pytest.mark.parametrize(
    "text",
    [
        "指导各县(市、区)编制年度报告。",
        "本报告由县政府办公室编制。",
        "督促各部门按时发布年度报告,汇总各单位存在的问题。",
        "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。",
        "全市政府信息公开工作会议召开。",
        "按照全省政府信息公开工作要点,结合我局实际,编制本年度报告。",
        "通过全市各级政府网站公开信息160条。",
        "要求各乡镇、各部门认真编制本报告。",
        "本报告根据《中华人民共和国政府信息公开条例》和市政府办公室要求编制。",
        "本单位通过政府网站公开信息12条。",
    ],
)
def test_other_sentences_tell_nothing(text: str) -> None:
    assert told(text) is None
