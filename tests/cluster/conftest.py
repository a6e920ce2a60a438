"""Fixtures of the cluster: without the extra its tests are skipped."""

from __future__ import annotations

import pytest

pytest.importorskip("distributed", reason="requirements-cluster.lock is not installed")
pytest.importorskip("fsspec", reason="requirements-cluster.lock is not installed")
