"""Writes every document to a folder, reads it, scores what was read and tells what was lost.

python -m tests.documents [--keep FOLDER] [--losses N] [NAME ...]
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from internkoll.imports.reading import read_document

from .file_text import squashed, words_of
from .samples import Sample, samples
from .scoring import Loss, Score, score


def main() -> int:
    chosen = _arguments()
    with tempfile.TemporaryDirectory(prefix="internkoll-documents-") as temporary:
        folder = chosen.keep or Path(temporary)
        scores = [_scored(sample, folder) for sample in samples() if _wanted(sample, chosen.names)]
    for each in scores:
        _tell(_told(each, chosen.losses))
    _tell(_total(scores))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.documents")
    parser.add_argument("names", nargs="*", help="only the documents whose name begins so")
    parser.add_argument("--keep", type=Path, help="write the documents here and leave them")
    parser.add_argument("--losses", type=int, default=12, help="show at most so many losses a document")
    return parser.parse_args()


def _wanted(sample: Sample, names: list[str]) -> bool:
    return not names or sample.name.startswith(tuple(names))


def _scored(sample: Sample, folder: Path) -> Score:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / sample.name
    path.write_bytes(sample.data)
    read = read_document(path.read_bytes(), sample.name, period=sample.truth.period)
    reached, held = score(sample.name, sample.truth, read), words_of(sample.data)
    # What the head of this layout does not tell cannot be missed in it.
    return replace(reached, head=tuple(loss for loss in reached.head if squashed(loss.wanted) in held))


def _told(each: Score, most: int) -> Iterable[str]:
    yield (
        f"{each.name:40} recall {each.recall:.3f} precision {each.precision:.3f} text {each.kept:.3f} "
        f"rows {each.rows_read} of {each.rows_wanted}"
    )
    lines = [*map(_lost, each.losses), *map(_extra, each.surplus)]
    yield from lines[:most]
    if len(lines) > most:
        yield f"    ... and {len(lines) - most} more"
    for loss in each.head:
        yield f"    head, not scored: {loss.field} wanted {loss.wanted!r} read {loss.read!r}"


def _lost(loss: Loss) -> str:
    return f"    row {loss.line} {loss.field}: wanted {loss.wanted[:100]!r} read {loss.read[:100]!r}"


def _extra(loss: Loss) -> str:
    where = "a row too many" if loss.line is None else f"row {loss.line}"
    return f"    {where} {loss.field}: nothing wanted, read {loss.read[:100]!r}"


def _total(scores: list[Score]) -> Iterable[str]:
    hits = sum(each.hits for each in scores)
    recall, precision = hits / sum(each.wanted for each in scores), hits / (sum(each.given for each in scores) or 1)
    kept = sum(each.kept for each in scores) / len(scores)
    yield f"{f'all {len(scores)} documents':40} recall {recall:.3f} precision {precision:.3f} text {kept:.3f}"


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
