"""Beyond one machine: batches of a build on a Dask scheduler, evidence and parts behind any address that fsspec knows.

None of it is imported, nor need be installed, where everything lies and is done on one machine.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

EXTRA = "requirements-cluster.lock"


class ClusterError(Exception):
    """A scheduler, its workers, or a far address: nothing that a report could be blamed for; nothing is published."""


def needed(module: str) -> ModuleType:
    """A module of the extra ``cluster``; where it is not installed, what to install."""
    try:
        return import_module(module)
    except ImportError as error:
        message = f"this needs what {EXTRA} names ({error}): pip install --require-hashes -r {EXTRA}"
        raise ClusterError(message) from error
