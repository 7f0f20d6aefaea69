"""One command in a process of its own: how long it took and how much memory its largest process held."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall time, seconds of processor time, and the peak resident memory in MB."""

    wall: float
    cpu: float
    peak: float


# A process is told to have held at least what the one that started it held when it did: a small one starts them.
_STARTER = """
import json, os, resource, subprocess, sys, time
began = time.perf_counter()
code = subprocess.call(sys.argv[2:])
wall = time.perf_counter() - began
used = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(sys.argv[1], "w") as told:
    json.dump([code, wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024], told)
"""


def cost_of(argv: list[str], folder: Path, output: Path | None = None) -> Cost:
    """Runs the command with its data in that folder. Raises where the command fails: a failure has no cost."""
    told = folder / "cost.json"
    starter = [sys.executable, "-S", "-c", _STARTER, str(told), *argv]
    with (output or Path(os.devnull)).open("wb") as out:
        subprocess.run(starter, stdout=out, env=os.environ | {"INTERNKOLL_DATA": str(folder)}, check=True)
    code, *figures = json.loads(told.read_text())
    if code:
        raise SystemExit(f"{' '.join(argv)} ended with {code}.")
    return Cost(*figures)


def internkoll(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "internkoll.cli", *arguments]
