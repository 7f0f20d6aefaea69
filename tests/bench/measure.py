"""One command in a process of its own: how long it took and how much memory its largest process held."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall time, seconds of processor time, and the peak resident memory in MB."""

    wall: float
    cpu: float
    peak: float


def cost_of(argv: list[str], folder: Path, output: Path | None = None) -> Cost:
    """Runs the command with its data in that folder. Raises where the command fails: a failure has no cost."""
    began = time.perf_counter()
    with (output or Path(os.devnull)).open("wb") as out:
        process = subprocess.Popen(argv, stdout=out, env=os.environ | {"INTERNKOLL_DATA": str(folder)})
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(argv)} ended with {process.returncode}.")
    return Cost(time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def internkoll(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "internkoll.cli", *arguments]
