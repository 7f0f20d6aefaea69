"""The ten most used pages at three sizes: how long an answer takes, and how that grows.

A machine that others use is slow for seconds at a time. So the sizes take turns, page by page and time after time: what
slows one slows the others, and the fastest answer is nearest to what the work itself takes.
"""

import json
import os
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

SIZES = (100, 1_000, 10_000)
TURNS = 8


def page_times(work: Path) -> str:
    """A table: median, 95th percentile and fastest in ms at each size, and how many times the fastest grows."""
    with ExitStack() as stack:
        boards = {size: stack.enter_context(_board(work, size)) for size in SIZES}
        queries = {size: json.loads(_line(board)) for size, board in boards.items()}
        told: Mapping[str, Mapping[int, list[float]]] = defaultdict(lambda: defaultdict(list))
        for _ in range(TURNS):
            for page in queries[SIZES[0]]:
                for size, board in boards.items():
                    told[page][size] += _times(board, page)
    heads = [f"{size} risker" for size in SIZES]
    lines = ["", "| sida (median, p95; snabbast i ms) | " + " | ".join(heads) + " | snabbast × | frågor |"]
    lines.append("|---|" + "---|" * (len(SIZES) + 2))
    for page, times in told.items():
        growth = min(times[SIZES[-1]]) / min(times[SIZES[0]])
        asked = sorted({counts[page] for counts in queries.values()})
        cells = [page, *(_cell(times[size]) for size in SIZES), f"{growth:.1f}", "–".join(map(str, asked))]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


@contextmanager
def _board(work: Path, risks: int) -> Iterator[subprocess.Popen[str]]:
    folder = work / f"risks-{risks}"
    folder.mkdir()
    command = [sys.executable, "-m", "tests.bench.pages", str(risks)]
    environment = os.environ | {"INTERNKOLL_DATA": str(folder)}
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield process
        _pipe(process.stdin).close()


def _times(board: subprocess.Popen[str], page: str) -> list[float]:
    asked = _pipe(board.stdin)
    asked.write(page + "\n")
    asked.flush()
    times: list[float] = json.loads(_line(board))
    return times


def _line(board: subprocess.Popen[str]) -> str:
    line = _pipe(board.stdout).readline()
    if not line:
        raise SystemExit("The bench of the pages ended before it had answered.")
    return str(line)


def _pipe(pipe: Any) -> Any:
    assert pipe is not None
    return pipe


def _cell(times: list[float]) -> str:
    ordered = sorted(times)
    return f"{statistics.median(ordered):.0f}, {ordered[int(len(ordered) * 0.95) - 1]:.0f}; {ordered[0]:.0f}"
