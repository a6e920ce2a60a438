"""Damage to labels and pages by name, in the order in which it happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.proving import mislabels, pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from tests.proving.paper import Paper

DAMAGE: dict[str, Callable[[Random, Paper], Paper]] = {
    "local-rows": pages.local_rows,
    "subtotals": pages.subtotals,
    "aliases": mislabels.aliases,
    "glosses": mislabels.glosses,
    "other-marks": mislabels.other_marks,
    "inserted-commas": mislabels.inserted_commas,
    "truncated-headers": mislabels.truncated_headers,
    "lost-header": mislabels.lost_header,
    "serials": pages.serials,
    "remarks": pages.remarks,
    "repeated-headers": pages.repeated_headers,
    "pieces": pages.pieces,
    "other-chapters": pages.other_chapters,
    "other-tables": pages.other_tables,
    "fused-labels": mislabels.fused_labels,
    "renumbered-chapters": pages.renumbered_chapters,
    "lost-date": pages.lost_date,
    "furniture": pages.furniture,
    "spam": pages.spam,
    "split-labels": mislabels.split_labels,
    "spaced-labels": mislabels.spaced_labels,
    "wide-punctuation": mislabels.wide_punctuation,
    "traditional": mislabels.in_traditional,
    "pinyin": mislabels.pinyin,
    "unseen": mislabels.unseen,
}
