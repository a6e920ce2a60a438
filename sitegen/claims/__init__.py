"""Figures in prose: sentences as rows of words, and what they claim."""

from __future__ import annotations

from sitegen.claims.reading import Reporter, read

__all__ = ["Reporter", "read"]
