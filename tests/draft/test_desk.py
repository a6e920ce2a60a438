"""What a browser calls, as it calls it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def test_the_desk_is_found_by_who_has_loaded_nothing_before(root: Path) -> None:
    subprocess.run([sys.executable, "-c", "import sitegen.draft.desk"], check=True, cwd=root)
