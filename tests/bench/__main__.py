"""Reads, brings in and reports plans of 20, 200 and 2,000 rows, and times the ten most used pages.

`python -m tests.bench` runs all of it, `python -m tests.bench pages` the pages alone, `python -m tests.bench reading`
the reading of each kind of file alone.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from tests.bench.documents import BOARD, MUNICIPALITY, PERIOD, YEAR, document_of
from tests.bench.measure import Cost, cost_of, internkoll
from tests.bench.page_times import page_times
from tests.bench.reading import SIZES, reading_costs

KINDS = ("docx", "pdf", "html", "xlsx")
_BOARD = ["--board", BOARD, "--municipality", MUNICIPALITY, "--year", str(YEAR)]
Costs = dict[str, list[Cost]]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="internkoll-bench-") as name:
        work = Path(name)
        if sys.argv[1:] == ["pages"]:
            print(page_times(work))
            return
        print(reading_costs(work))
        if sys.argv[1:] == ["reading"]:
            return
        costs: Costs = {}
        for size in SIZES:
            for job, cost in _jobs(work, size):
                costs.setdefault(job, []).append(cost)
                print(f"{size} rader: {job} {cost.wall:.2f} s", file=sys.stderr)
        print(_table(costs))
        print(_against_libreoffice(work, costs))
        print(page_times(work))


def _jobs(work: Path, size: int):
    folder = work / str(size)
    folder.mkdir()
    document = document_of(size)
    (folder / "plan.json").write_text(document.to_json(), encoding="utf-8")
    # The first import makes the database; that is not what is measured.
    cost_of(internkoll("manage", "migrate", "--verbosity", "0"), folder)
    bring_in = internkoll("import", str(folder / "plan.json"), *_BOARD, "--method", "uppsala")
    yield "lägga in raderna", cost_of(bring_in, folder)
    for kind in KINDS:
        target = folder / f"report.{kind}"
        report = internkoll("report", *_BOARD, "--period", PERIOD, "--format", kind, "-o", str(target))
        yield f"rapport {kind}", cost_of(report, folder)


def _table(costs: Costs) -> str:
    heads = [f"{size} rader" for size in SIZES]
    lines = [
        "| jobb | " + " | ".join(heads) + " | tid ×, 200 → 2 000 | minne ×, 200 → 2 000 |",
        "|---|" + "---|" * (len(SIZES) + 2),
    ]
    for job, row in costs.items():
        cells = [f"{cost.wall:.2f} s, {cost.peak:.0f} MB" for cost in row]
        growth = [f"{row[2].wall / row[1].wall:.1f}", f"{row[2].peak / row[1].peak:.1f}"]
        lines.append("| " + " | ".join([job, *cells, *growth]) + " |")
    return "\n".join(lines)


def _against_libreoffice(work: Path, costs: Costs) -> str:
    office = shutil.which("soffice")
    if office is None:
        return "\nLibreOffice finns inte här: ingen jämförelse gjordes."
    profile = f"-env:UserInstallation=file://{work}/profile"
    target = work / "office"
    source = str(work / str(SIZES[-1]) / "report.docx")
    convert = [office, "--headless", profile, "--convert-to", "pdf", "--outdir", str(target), source]
    theirs = cost_of(convert, work)
    ours = costs["rapport pdf"][-1]
    return (
        f"\nPdf av {SIZES[-1]} rader: {ours.wall:.1f} s (hela kommandot), samma innehåll ur docx med LibreOffice "
        f"{theirs.wall:.1f} s: kvot {theirs.wall / ours.wall:.1f}."
    )


if __name__ == "__main__":
    main()
