"""What is wrong with a cache that a build cannot do without: light, for those who only have to recognise it."""

from __future__ import annotations

BROKEN = "the cache does not hold what it held a moment ago; build again"


class CacheError(Exception):
    """The cache was changed while a build used it."""
