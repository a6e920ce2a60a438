"""One pinned profile for all properties: the same examples on every run and machine, and no database of past ones."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile(
    "pinned",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("pinned")
