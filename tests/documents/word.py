"""A Word document written block by block, as an administrator builds it up."""

from collections.abc import Iterable
from io import BytesIO

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from internkoll.rules.exchange import TextBlock

from .grid import Cell, Grid

SHADES = {"head": "1F4E79", "group": "DEEAF6", "label": "F2F2F2"}
TRAFFIC_LIGHTS = {"Grönt": "A9D18E", "Gult": "FFE699", "Rött": "F4B183"}


class Laid:
    """A table as it was laid out: `at(line, column)` is the cell that holds the text there."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._cells = [list(row.cells) for row in table.rows]

    def at(self, line: int, column: int) -> _Cell:
        return self._cells[line][column]


class Page:
    def __init__(self, font: str = "Calibri", size: float = 10) -> None:
        self.document = docx.Document()
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = font, Pt(size)
        normal.paragraph_format.space_after = Pt(6)
        normal.element.rPr.append(_language())
        for style in self.document.styles:
            if style.name.startswith("Heading") and style.type == WD_STYLE_TYPE.PARAGRAPH:
                style.font.name, style.font.color.rgb = font, RGBColor(0x1F, 0x4E, 0x79)
                style.element.rPr.rFonts.attrib.clear()
                style.element.rPr.rFonts.set(qn("w:ascii"), font)

    def heading(self, text: str, level: int = 1) -> Paragraph:
        return self.document.add_heading(text, level)

    def line(self, text: str, *, bold: bool = False, italic: bool = False, size: float | None = None) -> Paragraph:
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(text)
        run.bold, run.italic = bold, italic
        if size:
            run.font.size = Pt(size)
        return paragraph

    def bullet(self, text: str) -> Paragraph:
        return self.document.add_paragraph(text, style="List Bullet")

    def text(self, block: TextBlock, level: int = 1) -> None:
        self.heading(block.heading, level)
        for paragraph in block.text.split("\n"):
            self.line(paragraph)

    def contents(self, entries: Iterable[tuple[str, int]]) -> None:
        """A list of contents with leaders, as Word leaves it."""
        self.line("Innehåll", bold=True, size=14)
        for text, page in entries:
            paragraph = self.line(f"{text}\t{page}")
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(15.5), leader=1)

    def table(self, grid: Grid, widths: list[float], *, head: int = 1, size: float = 8.5) -> Laid:
        """Widths in cm. `head` lines are repeated at the top of each page."""
        return lay_table(self.document.add_table(len(grid), len(widths)), grid, widths, head=head, size=size)

    def page_break(self) -> None:
        self.document.add_page_break()

    def landscape(self) -> None:
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
        section.left_margin = section.right_margin = Cm(1.5)

    def portrait(self) -> None:
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)

    def running(self, top: str, bottom: str) -> None:
        """What stands at the top and bottom of every page."""
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.header.paragraphs[0].text = top
        footer = section.footer.paragraphs[0]
        footer.text = f"{bottom}\tSida "
        _page_number(footer)

    def bytes(self) -> bytes:
        if self.document.element.body[-2].tag == qn("w:tbl"):
            self.document.add_paragraph()  # Word leaves one after a table that ends the document.
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()


def lay_table(table: Table, grid: Grid, widths: list[float], *, head: int = 1, size: float = 8.5) -> Laid:
    table.style, table.autofit = "Table Grid", False
    laid = Laid(table)
    for i, line in enumerate(grid):
        for j, cell in enumerate(line):
            if cell is not None:
                _lay_cell(laid, i, j, cell, size)
    for row in table.rows[:head]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    _set_widths(table, widths)
    return laid


def _lay_cell(laid: Laid, i: int, j: int, cell: Cell, size: float) -> None:
    place = laid.at(i, j)
    if cell.down > 1 or cell.across > 1:
        place.merge(laid.at(i + cell.down - 1, j + cell.across - 1))
    for number, text in enumerate([cell.text] if cell.one_paragraph else cell.lines):
        paragraph = place.paragraphs[0] if number == 0 else place.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        _add_run(paragraph, text, cell, size)
    shade = cell.fill or SHADES.get(cell.look) or TRAFFIC_LIGHTS.get(cell.text)
    if shade:
        _shade(place, shade)


def _add_run(paragraph: Paragraph, text: str, cell: Cell, size: float) -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.bold = cell.look != "plain"
    if cell.look == "head":
        run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)


def _shade(place: _Cell, colour: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), colour)
    place._tc.get_or_add_tcPr().append(shade)


def _set_widths(table: Table, widths: list[float]) -> None:
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Cm(width)
    for tr in table._tbl.tr_lst:
        for tc in tr.tc_lst:
            tc.width = Cm(sum(widths[tc.grid_offset : tc.grid_offset + tc.grid_span]))


def _language() -> BaseOxmlElement:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "sv-SE")
    return language


def _page_number(paragraph: Paragraph) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
