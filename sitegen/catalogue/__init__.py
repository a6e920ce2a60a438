"""Knowledge: load ``data/`` into frozen forms, rules and registries; refuse what is wrong, with file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.catalogue.claims import load_claims
from sitegen.catalogue.corrections import load_corrections
from sitegen.catalogue.entries import KnowledgeError
from sitegen.catalogue.forms import load_forms
from sitegen.catalogue.indicators import load_indicators
from sitegen.catalogue.permanence import load_redirects, load_releases
from sitegen.catalogue.privacy import load_redaction
from sitegen.catalogue.registry import (
    load_agencies,
    load_chapters,
    load_departments,
    load_divisions,
    load_events,
)
from sitegen.catalogue.rules import load_reasons, load_rules
from sitegen.catalogue.settings import load_settings, load_unwanted
from sitegen.model import Catalogue

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["CORRECTIONS", "KnowledgeError", "load"]

CORRECTIONS = "corrections.toml"


def load(data: Path) -> Catalogue:
    """Load all knowledge below the folder ``data``; raise :class:`KnowledgeError` at the first thing that is wrong."""
    forms = load_forms(data / "terms.toml", data / "forms")
    divisions = load_divisions(data / "divisions.csv")
    agencies = load_agencies(data / "agencies.csv", data / "aliases.csv", divisions)
    rules = load_rules(data / "rules", forms)
    return Catalogue(
        forms=forms,
        rules=rules,
        indicators=load_indicators(data, forms),
        agencies=agencies,
        divisions=divisions,
        reasons=load_reasons(data / "reasons.toml"),
        unwanted=load_unwanted(data / "unwanted.toml"),
        site=load_settings(data / "site.toml"),
        prose=load_claims(data / "claims.toml", forms, rules),
        corrections=load_corrections(data / CORRECTIONS),
        events=load_events(data / "events.csv", agencies),
        chapters=load_chapters(data / "chapters.toml"),
        departments=load_departments(data / "departments.csv"),
        redirects=load_redirects(data / "redirects.csv"),
        redaction=load_redaction(data / "redaction.toml"),
        releases=load_releases(data / "releases.toml"),
    )
