"""What it costs to read a plan of so many rows from each kind of file: `internkoll read` in a process of its own.

The time is the processor's, which does not hang on what else the machine does.
"""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf

from internkoll.reports.contents import ReportContents, contents_of
from internkoll.reports.files import render
from internkoll.rules.methods import packaged_method
from tests.bench.documents import PERIOD, document_of
from tests.bench.measure import Cost, cost_of, internkoll
from tests.documents.pages import as_text
from tests.documents.workbooks import as_old_workbook, as_open_document

SIZES = (20, 200, 2000)
OF_REPORTS = ("docx", "xlsx", "html", "pdf")


def reading_costs(work: Path) -> str:
    """A table in Markdown. A kind that this version does not read, or a file that is too large, is told as such."""
    costs: dict[str, list[Cost | None]] = {}
    pages = []
    for size in SIZES:
        folder = work / f"reading-{size}"
        folder.mkdir()
        for kind, data in _files(contents_of(document_of(size), packaged_method("uppsala"), period=PERIOD)):
            path = folder / f"plan.{kind}"
            path.write_bytes(data)
            costs.setdefault(kind, []).append(_cost(path, size))
            if kind == "pdf":
                pages.append(_pages_of(path))
    return "\n".join(_table(costs, pages))


def _files(contents: ReportContents) -> Iterator[tuple[str, bytes]]:
    """The same rows as each kind: the product's own reports, and these saved as the other kinds."""
    reports = {kind: render(contents, kind) for kind in OF_REPORTS}
    yield from reports.items()
    yield "ods", as_open_document(reports["xlsx"])
    yield "xls", as_old_workbook(reports["xlsx"])
    yield "csv", as_text(reports["docx"], ";", "cp1252")


def _cost(path: Path, rows: int) -> Cost | None:
    """None where the file was refused. Raises where rows were lost: what reads less is no faster."""
    read = internkoll("read", str(path), "--period", PERIOD, "--json")
    target = path.with_suffix(".json")
    try:
        cost = cost_of(read, path.parent, target)
    except SystemExit:
        return None
    found = subprocess.run(["grep", "-c", '"control":', str(target)], capture_output=True, text=True, check=False)
    if path.suffix != ".pdf" and int(found.stdout) < rows:
        raise SystemExit(f"Of {rows} rows, {found.stdout.strip()} were read from {path.name}.")
    return cost


def _pages_of(path: Path) -> int:
    with pikepdf.open(path) as file:
        return len(file.pages)


def _table(costs: dict[str, list[Cost | None]], pages: list[int]) -> Iterator[str]:
    yield (
        "| läsa (processortid) | "
        + " | ".join(f"{size} rader" for size in SIZES)
        + " | tid ×, 200 → 2 000 | minne ×, 200 → 2 000 |"
    )
    yield "|---|" + "---|" * (len(SIZES) + 2)
    for kind, row in costs.items():
        told = [f"{cost.cpu:.2f} s, {cost.peak:.0f} MB" if cost else "avvisas" for cost in row]
        yield "| " + " | ".join([kind, *told, *_growth(row)]) + " |"
    read = [(cost.cpu, number) for cost, number in zip(costs["pdf"], pages, strict=True) if cost]
    if read:
        yield f"\nPdf: {sum(seconds for seconds, _ in read) / sum(number for _, number in read):.2f} s en sida."


def _growth(row: list[Cost | None]) -> tuple[str, str]:
    _, before, after = row
    if before is None or after is None:
        return "", ""
    return f"{after.cpu / before.cpu:.1f}", f"{after.peak / before.peak:.1f}"
