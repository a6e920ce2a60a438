"""A small site in two versions, and a build of it as others do it: what faults are tried on."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.model import Artifact
from sitegen.site import Staging, put

if TYPE_CHECKING:
    from collections.abc import Mapping

STAYS = {f"reports/{name}/index.html": f"<p>{name}".encode() for name in "abcdef"}
OLD = {".nojekyll": b"", "index.html": b"old", "x/gone.html": b"gone", "turn": b"a file", "fold/a": b"a", **STAYS}
NEW = {".nojekyll": b"", "index.html": b"new!", "y/come.html": b"come", "turn/a": b"a", "fold": b"a file", **STAYS}
SITES: Mapping[str, Mapping[str, bytes]] = {"old": OLD, "new": NEW}


def build(out: Path, site: Mapping[str, bytes], *, recorded: bool = True) -> bool:
    """Build the site at ``out`` from what is known and what is not; whether anything changed."""
    with Staging(out, out.parent / "cache" / "tree" if recorded else None) as staging:
        staging.begin()
        same = [path for path in site if path in staging.known and (out / path).read_bytes() == site[path]]
        new = [put(staging.folder, Artifact(path, "", site[path])) for path in site if path not in same]
        return staging.publish(new, [path for path in staging.known if path not in same])


def content_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder; what lies there beside files and folders shows as nothing."""
    files = (path for path in sorted(folder.rglob("*")) if not path.is_dir())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def beside(out: Path) -> set[str]:
    """What lies beside the site."""
    return {path.name for path in out.parent.iterdir()}


if __name__ == "__main__":
    try:
        if sys.argv[2] in SITES:
            build(Path(sys.argv[1]), SITES[sys.argv[2]])
        else:
            with Staging(Path(sys.argv[1])):
                sys.stdout.write("staged\n")
                sys.stdout.flush()
                signal.pause()
    except KeyboardInterrupt:
        sys.exit(130)
