"""The rules of the codebook: what each check demands, of which forms, and how often it was met."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sitegen.exports import vocabulary
from sitegen.interface import msg
from sitegen.meaning import formula, years
from sitegen.pages.parts.judgement import ORDER
from sitegen.pages.parts.marks import OUTCOME_SIGNS
from sitegen.pages.parts.names import in_both
from sitegen.wording import outcome_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer

ADDRESS = "codebook/rules/"
SEVERITIES = {severity.value: severity.label for severity in vocabulary.SEVERITY}
EACH = {"row": msg("逐行"), "column": msg("逐列")}


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The one page."""
    catalogue = dataset.catalogue
    counts = Counter({(rule, outcome): count for rule, outcome, count in dataset.totals.findings})
    yield from renderer.pages(
        ADDRESS,
        "pages/rules.html",
        rules=[
            (
                rule,
                [catalogue.form(form) for form in rule.forms],
                years(catalogue, rule.forms),
                formula(rule),
                [(outcome, counts[rule.id, outcome]) for outcome in ORDER if counts[rule.id, outcome]],
            )
            for rule in catalogue.rules
        ],
        each=EACH,
        severities=SEVERITIES,
        signs=OUTCOME_SIGNS,
        words={outcome: in_both(outcome_name, outcome) for outcome in ORDER},
    )
