import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from internkoll.reports.contents import ReportContents
from internkoll.reports.docx import docx_bytes

Report = Callable[..., ReportContents]


def opened(contents: ReportContents) -> Document:
    return docx.Document(BytesIO(docx_bytes(contents)))


def headings_of(document: Document) -> list[tuple[int, str]]:
    styled = ((p.style.name, p.text) for p in document.paragraphs if p.style)
    return [(int(name[-1]), text) for name, text in styled if name and name.startswith("Heading")]


def test_its_headings_are_real_and_their_levels_are_never_skipped(full_report: ReportContents) -> None:
    headings = headings_of(opened(full_report))
    assert [text for _, text in headings] == [heading.text for heading in full_report.headings]
    assert headings[0][0] == 1
    assert all(below[0] - above[0] <= 1 for above, below in pairwise(headings))


def test_its_tables_repeat_their_header_and_tell_what_they_are(full_report: ReportContents) -> None:
    for table in opened(full_report).tables:
        first, second = table._tbl.tr_lst[:2]
        assert first.find(f".//{qn('w:tblHeader')}") is not None
        assert second.find(f".//{qn('w:tblHeader')}") is None
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
        assert (
            table._tbl.tblPr.find(qn("w:tblCaption"))
            .get(qn("w:val"))
            .startswith("Uppföljning av internkontrollplanen, ")
        )
        assert "Kolumner: Nr, Risk" in table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))


def test_its_cells_hold_what_the_contents_say(full_report: ReportContents) -> None:
    for table, section in zip(opened(full_report).tables, full_report.sections, strict=True):
        header, *rows = table.rows
        assert [cell.text for cell in header.cells] == [column.heading for column in section.table.columns]
        for row, expected in zip(rows, section.table.rows, strict=True):
            told = [" ".join(cell.text.split()) for cell in row.cells]
            assert [text for text, cell in zip(told, expected, strict=True) if cell] == [
                " ".join(cell.plain.split()) for cell in expected if cell
            ]


def test_shared_cells_are_merged_downwards(full_report: ReportContents) -> None:
    first_cells = [row.tc_lst[0] for row in opened(full_report).tables[0]._tbl.tr_lst]
    merges = [cell.find(f".//{qn('w:vMerge')}") for cell in first_cells]
    assert [None if merge is None else merge.get(qn("w:val")) for merge in merges] == [
        None,
        "restart",
        "continue",
        "continue",
    ]


def test_a_mark_has_its_shape_and_word_and_not_only_a_colour(report: Report) -> None:
    document = opened(report({"risk": "R", "level": "Hög", "score": 12}))
    (run,) = document.tables[0].rows[1].cells[1].paragraphs[0].runs
    assert run.text.split() == ["■", "Hög", "(12)"]
    assert run._r.find(f".//{qn('w:shd')}").get(qn("w:fill")) == "FADCD9"


def test_it_is_swedish_throughout(full_report: ReportContents) -> None:
    document = opened(full_report)
    default = document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    assert default.get(qn("w:val")) == "sv-SE"
    assert document.settings.element.find(qn("w:themeFontLang")).get(qn("w:val")) == "sv-SE"
    assert document.core_properties.language == "sv-SE"


def test_its_properties_tell_what_it_is_and_whose(full_report: ReportContents) -> None:
    properties = opened(full_report).core_properties
    assert properties.title == "Uppföljning av intern kontroll"
    assert properties.subject == "Socialnämnden, Ekstads kommun"
    assert properties.author == "Ekstads kommun"
    assert (properties.comments, properties.created.date().isoformat()) == ("", "2024-09-20")


def test_its_tables_lie_on_landscape_pages(report: Report, full_row: dict[str, Any]) -> None:
    (only,) = opened(report(full_row)).sections
    assert only.orientation == WD_ORIENT.LANDSCAPE
    assert (only.page_width or 0) > (only.page_height or 0)


def test_a_long_running_text_stands_upright_before_them(report: Report, full_row: dict[str, Any]) -> None:
    front, tables = opened(report(full_row, texts=[{"heading": "Analys", "text": "Ord " * 1000}])).sections
    assert (front.orientation, tables.orientation) == (WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE)


def test_every_page_tells_board_reference_and_page_number(full_report: ReportContents) -> None:
    section = opened(full_report).sections[0]
    assert section.header.paragraphs[0].text == "Socialnämnden, Ekstads kommun\tSN 2024/118"
    for footer in (section.footer, section.first_page_footer):
        assert footer.paragraphs[0].text == "Uppföljning av intern kontroll\tSida 1 av 1"
        fields = [field.text.strip() for field in footer._element.iter(qn("w:instrText"))]
        assert fields == ["PAGE", "NUMPAGES"]


def test_a_report_with_many_headings_has_links_to_them(report: Report) -> None:
    document = opened(report(*({"area": [f"Område {i}"], "risk": "R"} for i in range(9))))
    links = [link.get(qn("w:anchor")) for link in document.element.iter(qn("w:hyperlink"))]
    marks = [mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))]
    assert links == marks
    assert len(links) == 12


def test_items_of_a_list_are_a_list(full_report: ReportContents) -> None:
    items = [p.text for p in opened(full_report).paragraphs if p.style and p.style.name == "List Bullet"]
    assert items == ["kontroll 3", "kontroll 9"]


def test_every_style_that_it_names_is_there(full_report: ReportContents) -> None:
    document = opened(full_report)
    named = {style.get(qn("w:val")) for tag in ("w:pStyle", "w:tblStyle") for style in document.element.iter(qn(tag))}
    assert named <= {style.style_id for style in document.styles}


@pytest.mark.slow
@pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdftotext")), reason="LibreOffice is not installed")
def test_it_opens_in_libreoffice_with_the_same_words(full_report: ReportContents, tmp_path: Path) -> None:
    (tmp_path / "rapport.docx").write_bytes(docx_bytes(full_report))
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "rapport.docx"]
    subprocess.run(convert, check=True, capture_output=True, timeout=120)
    text = subprocess.run(["pdftotext", "-raw", tmp_path / "rapport.pdf", "-"], capture_output=True, text=True).stdout
    told = "".join(text.split())
    for row in (row for section in full_report.sections for row in section.table.rows):
        for block in (block for cell in row if cell for block in cell.blocks):
            assert "".join(block.plain.split()) in told
