"""Write what the recipes print now into ``content/recipes.md``, ``python -m tests.recipes``: after data was added."""

from __future__ import annotations

import tempfile
from pathlib import Path

from sitegen.assembly import assemble
from sitegen.exports import exports
from tests.recipes.page import Recipe, rewritten
from tests.recipes.running import lacking, run

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Run all recipes on the data of this checkout."""
    page = ROOT / "content" / "recipes.md"
    with tempfile.TemporaryDirectory() as scratch:
        for artifact in exports(assemble(ROOT / "data")):
            file = Path(scratch, artifact.path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(artifact.content)

        def printed(recipe: Recipe) -> str | None:
            return None if lacking(recipe) else run(recipe, Path(scratch, "data"))

        page.write_text(rewritten(page.read_text(encoding="utf-8"), printed), encoding="utf-8")


if __name__ == "__main__":
    main()
