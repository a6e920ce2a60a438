"""What a report says that it covers: its own agency, the whole jurisdiction of a government, or a system of agencies.

Only sentences about the report or its figures tell; that an agency instructs all others is no word about its report.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

OWN, JURISDICTION, SYSTEM = "own", "jurisdiction", "system"

SHORTEST = 10  # characters of a line that can say so much
ABOUT = re.compile(
    r"(?=[本该年所统汇数收受新办])"  # where none of these stands, the rest is not tried
    r"(?:(?:本|该)(?:年度)?(?:报告|年报)|年度报告(?:由|根据|综合|汇总|是)|(?:所列|统计|汇总)(?:的)?数据|数据(?:统计|汇总|来源)|汇总"
    r"|(?:收到|受理|新收|收办|办理)(?:政府)?(?:信息)?(?:公开)?申请\d)"
)
PLACE = r"[省市县区州盟旗镇乡]"
LOWER = r"(?:各|下辖|所辖|所属)(?:[省市县区州盟旗镇乡街道、,和及()(级]{1,10}|部门|单位|行政机关|委办局|直属机构)"
ALL = rf"全{PLACE}(?:各级|各|所有)?(?:行政机关|政府信息公开单位|单位|部门|数据|汇总)"
REPORTED = r"(?=[^,。;]{0,20}(?:报告|年报|数据|情况|汇总|编制|申请)|$)"
# What is left out, or whom the agency acts for; then: what is put together; then a branch of administration as a whole.
TELLS = (
    (OWN, re.compile(rf"(?:不含|不包括|不包含|未包含|未含)[^,。;]{{0,12}}(?:{LOWER}|下属|直属)")),
    (OWN, re.compile(r"代表(?:本?级|[省市县区州盟旗])?(?:人民)?政府")),
    (OWN, re.compile(r"(?:仅|只)(?:含|包括|限|为|涉及)?[本我][机局厅委办院]关?")),
    (OWN, re.compile(r"数据(?:均)?(?:为|系|是)[本我](?:机关|单位|[局厅委办院级])")),
    (SYSTEM, re.compile(rf"全{PLACE}[^,。;各]{{2,8}}系统|[本全]系统")),
    (JURISDICTION, re.compile(ALL)),
    (JURISDICTION, re.compile(rf"(?:综合|汇总|根据|涵盖|包括|包含|含|由)[^。;]{{0,24}}{LOWER}{REPORTED}")),
    (JURISDICTION, re.compile(rf"{LOWER}[^。;]{{0,24}}(?:汇总|综合|统计)")),
)
OTHERS = re.compile(r"(?:指导|督促|要求|组织|推动|推进|培训|部署|督查|检查|通报|考核|抽查|规范)[^,。;]{0,30}$")


def told(text: str) -> tuple[str, str] | None:
    """The scope that a line without spaces tells, and the words that tell it."""
    if len(text) < SHORTEST or not ABOUT.search(text):
        return None
    for sentence in _sentences(text):
        for scope, pattern in TELLS:
            for match in pattern.finditer(sentence):
                if not OTHERS.search(sentence[: match.start()]):
                    return scope, match[0]
    return None


def _sentences(text: str) -> Iterator[str]:
    return (sentence for sentence in re.split("[。;]", text) if ABOUT.search(sentence))
