"""Write the bill of materials, ``python -m tests.supply``: after a lock or ``vendored.toml`` has changed."""

from __future__ import annotations

from pathlib import Path

from tests.supply.bom import PLACE, written

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Write ``docs/sbom.cdx.json``."""
    (ROOT / PLACE).write_text(written(ROOT), encoding="utf-8")


if __name__ == "__main__":
    main()
