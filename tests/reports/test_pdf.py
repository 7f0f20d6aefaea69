import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest

from internkoll.reports import pdf
from internkoll.reports.contents import ReportContents
from internkoll.reports.glyphs import FONTS
from internkoll.reports.layouts import LAYOUTS
from internkoll.reports.pdf import TypesettingFailed, pdf_bytes

Report = Callable[..., ReportContents]
PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)


def elements(pdf_file: pikepdf.Pdf, role: str) -> Iterator[pikepdf.Object]:
    """The elements of the structure tree with that role, in reading order."""
    waiting = [pdf_file.Root.StructTreeRoot]
    while waiting:
        element = waiting.pop()
        if element.get("/S") == pikepdf.Name(role):
            yield element
        waiting += reversed(children(element))


def children(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K")
    listed = kids if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in listed if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def attributes(cell: pikepdf.Object) -> dict[str, Any]:
    return {key: value for kind in cell.A for key, value in kind.items()}


def lengths_are_right(data: bytes) -> bool:
    """Whether each stream ends where its length says: page-validation is led astray by one that ends in a return."""
    streams = re.finditer(rb"<<[^>]*?/Length (\d+)[^>]*?>>\s*stream\r?\n", data)
    return all(data[found.end() + int(found[1]) :].startswith(b"\nendstream") for found in streams)


def opened(contents: ReportContents) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf_bytes(contents)))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_is_accessible_and_fit_for_the_archive(
    report: Report, full_row: dict[str, Any], layout: str, tmp_path: Path
) -> None:
    rows = [full_row, {**full_row, "method": "Samtal", "continues": True}, {"risk": "Utan kontroll"}]
    data = pdf_bytes(report(*rows, layout=layout))
    path = tmp_path / "rapport.pdf"
    path.write_bytes(data)
    for profile in PROFILES:
        failures = page.validate_pdf(str(path), profile=profile).failures
        assert [f for f in failures if "STREAM-LENGTH" not in f.rule_id or not lengths_are_right(data)] == []


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
def test_its_file_is_whole(full_report: ReportContents, tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    path.write_bytes(pdf_bytes(full_report))
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout


def test_it_has_a_title_a_language_and_bookmarks(full_report: ReportContents) -> None:
    with opened(full_report) as made:
        assert str(made.docinfo["/Title"]) == "Uppföljning av intern kontroll"
        assert str(made.docinfo["/Author"]) == "Ekstads kommun"
        assert str(made.Root.Lang) == "sv-SE"
        assert made.Root.ViewerPreferences.DisplayDocTitle
        assert [str(item.title) for item in made.open_outline().root] == [
            "Samlad bedömning",
            "Sammanfattning",
            "Uppföljning av internkontrollplanen",
        ]


def test_each_table_has_headers_of_its_columns_and_of_its_rows(full_report: ReportContents) -> None:
    with opened(full_report) as made:
        tables = list(elements(made, "/Table"))
        scopes = Counter(str(attributes(cell)["/Scope"]) for cell in elements(made, "/TH"))
        columns = len(full_report.sections[0].table.columns)
        assert len(tables) == 2
        assert scopes == {"/Column": 2 * columns, "/Row": 2}  # three rows share one header
        assert not any("/Headers" in attributes(cell) for cell in elements(made, "/TD"))


def test_a_shared_cell_has_its_span(full_report: ReportContents) -> None:
    with opened(full_report) as made:
        first = next(cell for cell in elements(made, "/TH") if str(attributes(cell)["/Scope"]) == "/Row")
        assert int(attributes(first)["/RowSpan"]) == 3


def test_a_table_over_many_pages_is_one_table_with_one_row_a_row(report: Report, full_row: dict[str, Any]) -> None:
    rows = [{**full_row, "risk": f"Risk {i}"} for i in range(40)]
    with opened(report(*rows)) as made:
        assert len(made.pages) > 5
        (table,) = elements(made, "/Table")
        (body,) = [part for part in children(table) if str(part.S) == "/TBody"]
        assert len(children(body)) == 40


def test_a_risk_over_many_pages_keeps_every_word(report: Report, full_row: dict[str, Any]) -> None:
    rows = [{**full_row, "control": f"Kontroll {i}. " + "Ord " * 300} for i in range(12)]
    with opened(report(*rows)) as made:
        (header,) = [cell for cell in elements(made, "/TH") if str(attributes(cell)["/Scope"]) == "/Row"]
        assert int(attributes(header)["/RowSpan"]) == 12


def test_its_fonts_are_its_own_and_within(full_report: ReportContents) -> None:
    with opened(full_report) as made:
        fonts = [font for sheet in made.pages for font in sheet.Resources.Font.values()]
        assert {str(font.BaseFont).split("+")[1].split("-")[0] for font in fonts} == {"Inter"}
        assert all("/FontFile3" in font.DescendantFonts[0].FontDescriptor for font in fonts)


def test_a_report_that_cannot_be_set_is_refused_with_the_reason() -> None:
    with pytest.raises(TypesettingFailed, match="PDF-filen kunde inte skapas") as refused:
        pdf._typeset({"title": "Utan resten"})
    assert refused.value.details


@pytest.mark.parametrize(("megabytes", "made"), [(64, False), (2048, True)])
def test_the_compiler_is_held_within_its_memory(full_report: ReportContents, megabytes: int, made: bool) -> None:
    here = Path(pdf.__file__).parent
    program = [sys.executable, "-I", here / "typeset.py", here / "report.typ", FONTS, str(megabytes * 1024**2)]
    data = json.dumps(pdf._data(full_report)).encode()
    done = subprocess.run(program, input=data, capture_output=True)
    assert (done.returncode == 0, done.stdout.startswith(b"%PDF-")) == (made, made)
