"""Builds killed at random moments: ``python -m tests.faults.kills COUNT`` kills the real build, over the real data."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.small import beside, content_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[2]
LACKING = "pingtan-2025"  # the report that one version of the data is without
KINDS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
CODES = {signal.SIGKILL: -signal.SIGKILL, signal.SIGTERM: 2, signal.SIGINT: 130}


@dataclass(frozen=True, slots=True)
class Killing:
    """Two commands that build one site each in the same place, and what they build."""

    out: Path
    commands: Sequence[Sequence[str]]
    sites: Sequence[Mapping[str, bytes]]
    seconds: float

    def times(self, count: int, seed: int = 1) -> Iterator[str]:
        """Kill a build of either site that many times and tell of each; what is wrong is an error."""
        chance = random.Random(seed)  # noqa: S311  no secret
        for number in range(count):
            kind = KINDS[number % len(KINDS)]
            after = chance.uniform(0, self.seconds)
            before = content_of(self.out)
            site, command = self.sites[number % 2], self.commands[number % 2]
            code = kill(command, kind, after)
            found = content_of(self.out)
            assert found in (before, site), f"a mixture after {after:.3f} s and {kind.name}"
            assert code in {0, CODES[kind], -kind}, f"exit code {code} after {kind.name}"
            run(command)
            assert content_of(self.out) == site, "the next build is not whole"
            rest = {name for name in beside(self.out) if name.startswith(f".{self.out.name}.")}
            kept = {f".{self.out.name}.{name}" for name in ("spare", "cache")}
            assert rest <= kept, f"left behind: {rest - kept}"
            state = "new" if found == site else "old"
            yield f"{number + 1}: {kind.name} after {after:.3f} s, exit code {code}, {state} site stands"


def kill(command: Sequence[str], kind: signal.Signals, after: float) -> int:
    """Start the command, send it the signal after so many seconds, and return its exit code."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, cwd=ROOT) as process:  # noqa: S603  our own
        try:
            return process.wait(after)
        except subprocess.TimeoutExpired:
            process.send_signal(kind)
            return process.wait()


def run(command: Sequence[str]) -> None:
    """Run the command to its end, which must be a good one."""
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)  # noqa: S603  our own


def prepared(out: Path, commands: Sequence[Sequence[str]]) -> Killing:
    """Run each command once, to know what it builds and how long that takes; the site of the last stands."""
    sites = []
    start = time.monotonic()
    for command in commands:
        run(command)
        sites.append(content_of(out))
    assert sites[0] != sites[-1], "both commands build the same site"
    return Killing(out, commands, sites, (time.monotonic() - start) / len(commands))


def real(folder: Path) -> tuple[Path, Sequence[Sequence[str]]]:
    """The commands that build the site of the real data, and of the data without one report."""
    data, out = shutil.copytree(ROOT / "data", folder / "data"), folder / "site" / "dist"
    for file in sorted((data / "reports").glob(f"{LACKING}.*")):
        file.unlink()
    build = [sys.executable, str(ROOT / "build.py"), "--out", str(out)]
    return out, (build, [*build, "--data", str(data)])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        for line in prepared(*real(Path(scratch))).times(int(sys.argv[1])):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
