"""What holds for every kind of file: the same words, in the same order, whatever they are."""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from internkoll.reports.blocks import Mark
from internkoll.reports.contents import ReportContents, contents_of
from internkoll.reports.files import KINDS, render
from internkoll.reports.layouts import LAYOUTS
from internkoll.rules.exchange import Document
from internkoll.rules.methods import packaged_method

Report = Callable[..., ReportContents]

needs_pdftotext = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
ALL_KINDS = [pytest.param(kind, marks=needs_pdftotext if kind == "pdf" else ()) for kind in KINDS]

# Texts that are markup, templates or formulas to somebody.
HOSTILE = [
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "+46 8 123",
    "-2+3",
    "{{ 7 * 7 }} {% raw %}",
    '#panic("x") #read("/etc/passwd")',
    "<script>alert(1)</script> & &amp; <b>",
    "<r><t>rik text</t></r>",
    "$x^2$ @ref <label> ] [ *fet* _kursiv_ `kod` \\ // -- ---",
    "_x0041_ blad",
    "mjukt\u00adbindestreck",
    "höger\u200ftill\u200evänster",
    "]]> <!-- --> <?xml ?>",
    "Betalningsförmedlingstjänsteleverantörsuppföljningskonsekvensbeskrivning",
    "https://www.ekstad.se/namnder/socialnamnden/internkontroll?ar=2024&period=T2",
    "x" * 300,
]
# What no file can hold, or the PDF's fonts not draw: how it is written instead.
WRITTEN_ANOTHER_WAY = [
    ("noll\x00tecken", {}, "nolltecken"),
    ("punkt \uf0b7 slut", {}, "punkt • slut"),
    ("Bra 👍 jobbat", {"pdf": "Bra [thumbs up sign] jobbat"}, "Bra 👍 jobbat"),
    ("漢字", {"pdf": "[U+6F22][U+5B57]"}, "漢字"),
]


def text_of(data: bytes, kind: str, folder: Path) -> str:
    """All text of the file, without what is invisible and with single spaces."""
    if kind == "pdf":
        path = folder / "rapport.pdf"
        path.write_bytes(data)
        text = subprocess.run(["pdftotext", "-raw", path, "-"], check=True, capture_output=True, text=True).stdout
    elif kind == "html":
        text = unescape(re.sub(r"<[^>]+>", " ", re.sub(r"(?s)<style>.*?</style>", "", data.decode())))
    else:
        parts = re.compile(r"word/document.xml|xl/worksheets/.*\.xml")
        with zipfile.ZipFile(BytesIO(data)) as archive:
            xml = " ".join(archive.read(name).decode() for name in archive.namelist() if parts.match(name))
        text = unescape(re.sub(r"<[^>]+>", "", re.sub(r"</w:p>|</c>", " ", xml)))
        text = re.sub(r"_x005F(_x[0-9A-F]{4}_)", r"\1", text)
    return squeezed(text)


def squeezed(text: str) -> str:
    """Without spaces, and without the signs that only tell where a line may break or which way it runs."""
    return re.sub(r"[\s\u00ad\u200b\u200e\u200f]+", "", text)


def report_full_of(text: str, report: Report, full_row: dict[str, Any]) -> ReportContents:
    """The text in every place where somebody can write one."""
    row = {key: text if isinstance(value, str) else value for key, value in full_row.items()}
    row |= {"area": [text], "results": {"T2 2024": {"class": text, "text": text}}}
    head = dict.fromkeys(("title", "board", "municipality", "reference", "overall"), text)
    return report(row, texts=[{"heading": text, "text": text}], **head)


@pytest.mark.parametrize("kind", ALL_KINDS)
@pytest.mark.parametrize("written", HOSTILE)
def test_a_text_is_text_in_every_place_of_every_kind_of_file(
    report: Report, full_row: dict[str, Any], kind: str, written: str, tmp_path: Path
) -> None:
    contents = report_full_of(written, report, full_row)
    assert text_of(render(contents, kind), kind, tmp_path).count(squeezed(written)) >= 12


@pytest.mark.parametrize("kind", ALL_KINDS)
@pytest.mark.parametrize(("written", "special", "usual"), WRITTEN_ANOTHER_WAY)
def test_a_sign_that_a_file_cannot_hold_is_written_another_way(
    report: Report,
    full_row: dict[str, Any],
    kind: str,
    written: str,
    special: dict[str, str],
    usual: str,
    tmp_path: Path,
) -> None:
    contents = report_full_of(written, report, full_row)
    assert text_of(render(contents, kind), kind, tmp_path).count(squeezed(special.get(kind, usual))) >= 12


@pytest.mark.parametrize("kind", ALL_KINDS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_kind_of_file_tells_the_same_in_the_same_order(
    report: Report, full_row: dict[str, Any], kind: str, layout: str, tmp_path: Path
) -> None:
    rows = [{**full_row, "risk": f"Risk nummer {i}", "control": f"Kontroll nummer {i}"} for i in range(1, 41)]
    contents = report(*rows, layout=layout)
    text = text_of(render(contents, kind), kind, tmp_path)
    for section in contents.sections:
        for cell in (cell for row in section.table.rows for cell in row if cell):
            for block in cell.blocks:
                # In a workbook, the label of a mark may be the heading of the column where it stands by itself.
                told = replace(block, label="") if kind == "xlsx" and isinstance(block, Mark) else block
                assert squeezed(told.plain.replace("• ", "")) in text.replace("•", ""), block
    places = [text.index(f"Kontrollnummer{i}") for i in range(10, 41)]
    assert places == sorted(places)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_contents_give_the_same_bytes(full_report: ReportContents, kind: str) -> None:
    assert render(full_report, kind) == render(full_report, kind)


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_a_report_of_nothing_says_so(report: Report, kind: str, tmp_path: Path) -> None:
    nothing: dict[str, Any] = dict.fromkeys(("title", "municipality", "board", "administration"), "")
    absent = dict.fromkeys(("year", "period", "date", "reference", "overall"))
    contents = report(**nothing, **absent, texts=[])
    assert "Planenharingariskerellerkontrollerännu." in text_of(render(contents, kind), kind, tmp_path)


def test_an_unknown_kind_is_refused(full_report: ReportContents) -> None:
    with pytest.raises(KeyError):
        render(full_report, "odt")


LAYOUT_OF = {"uppsala": "uppsala", "nacka-naf": "nacka-niva", "stockholm": "stockholm", "nacka-afn": "nacka-status"}


@pytest.mark.parametrize("kind", ALL_KINDS)
@pytest.mark.parametrize("name", LAYOUT_OF)
def test_a_real_document_keeps_its_words(acceptance: Path, name: str, kind: str, tmp_path: Path) -> None:
    truth = next((acceptance / "truth").glob(f"{name}*.json"))
    data = {key: value for key, value in json.loads(truth.read_text()).items() if key not in ("id", "source", "facts")}
    for row in data["rows"]:
        row.pop("marked", None)
    document = Document.model_validate(data)
    contents = contents_of(document, packaged_method(LAYOUT_OF[name]), period=document.period)
    path = tmp_path / f"rapport.{kind}"
    path.write_bytes(render(contents, kind))
    least = "0.98" if kind == "pdf" else "0.995"
    scored = subprocess.run(
        [sys.executable, acceptance / "score_report.py", truth, path, "--min", least], capture_output=True, text=True
    )
    assert scored.returncode == 0, scored.stdout
