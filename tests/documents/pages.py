"""A Word document turned into a web page or a text file, as a program that saves it so would."""

import csv
from collections.abc import Iterator
from html import escape
from io import StringIO

from internkoll.imports.readers import blocks_of
from internkoll.imports.readers.shapes import Block, Cell, Heading, Line, Paragraph, Table

_WORD_HEAD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head>
<meta http-equiv=Content-Type content="text/html; charset=windows-1252">
<meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal, li.MsoNormal {margin:0cm; font-size:11.0pt;} --></style>
</head>
<body lang=SV style='tab-interval:65.2pt'><div class=WordSection1>
"""


def as_page(word: bytes) -> bytes:
    """A page with headings and a head for each table, in UTF-8."""
    body = "\n".join(_element(block) for block in blocks_of(word).blocks)
    head = '<head><meta charset="utf-8"><title>Plan</title></head>'
    return f'<!DOCTYPE html>\n<html lang="sv">{head}<body>{body}</body></html>'.encode()


def _element(block: Block) -> str:
    if isinstance(block, Heading):
        tag = f"h{min(max(block.level, 1), 6)}"
        return f"<{tag}>{escape(block.text)}</{tag}>"
    if isinstance(block, Paragraph):
        return f"<p>{_lines(block.text)}</p>"
    rows = [_row(block, line, "th" if number == 0 else "td") for number, line in enumerate(block.lines)]
    return f"<table><thead>{rows[0]}</thead><tbody>{''.join(rows[1:])}</tbody></table>"


def _row(table: Table, line: Line, tag: str) -> str:
    return (
        f"<tr>{''.join(f'<{tag}{spans}>{_lines(cell.text)}</{tag}>' for cell, spans in _own_cells(table, line))}</tr>"
    )


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def as_word_page(word: bytes) -> bytes:
    """As Word itself saves a page: its own classes and comments, no head of a table, in Windows-1252."""
    body = "\n".join(_word_element(block) for block in blocks_of(word).blocks)
    return f"{_WORD_HEAD}{body}</div></body></html>".encode("cp1252", "xmlcharrefreplace")


def _word_element(block: Block) -> str:
    if isinstance(block, Heading) and block.level == 0:
        return f"<p class=MsoTitle>{_word_text(block.text)}</p>"
    if isinstance(block, Heading) and block.level < 9:
        return f"<h{block.level}>{_word_text(block.text)}</h{block.level}>"
    if isinstance(block, Heading):
        return f"<p class=MsoNormal><b>{_word_text(block.text)}</b></p>"
    if isinstance(block, Paragraph):
        return _word_paragraph(block.text)
    rows = "\n".join(_word_row(block, line) for line in block.lines)
    return f"<table class=MsoTableGrid border=1 cellspacing=0 style='border-collapse:collapse'>{rows}</table>"


def _word_row(table: Table, line: Line) -> str:
    cells = [
        f"<td valign=top{spans} style='width:3.0cm'>{_word_cell(cell)}</td>" for cell, spans in _own_cells(table, line)
    ]
    return f"<tr style='mso-yfti-irow:{line.number}'>\n{''.join(cells)}</tr>"


def _word_cell(cell: Cell) -> str:
    if not cell.text:
        return "<p class=MsoNormal><o:p>&nbsp;</o:p></p>"
    paragraphs = (_word_paragraph(text, bold=cell.bold) for text in cell.text.split("\n"))
    return "".join(paragraphs)


def _word_paragraph(text: str, *, bold: bool = False) -> str:
    if text.startswith("• "):
        sign = (
            "<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·"
            "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span></span><![endif]>"
        )
        return f"<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>{sign}{_word_text(text[2:])}<o:p></o:p></p>"
    words = f"<b>{_word_text(text)}</b>" if bold else _word_text(text)
    return f"<p class=MsoNormal>{words}<o:p></o:p></p>"


def _word_text(text: str) -> str:
    """Word breaks its lines between any two words."""
    words = _lines(text).split(" ")
    return "".join(word + ("\n" if number % 9 == 8 else " ") for number, word in enumerate(words)).rstrip()


def _own_cells(table: Table, line: Line) -> Iterator[tuple[Cell, str]]:
    """The cells that begin on the line, each with the attributes of its spans."""
    for column, cell in enumerate(line.cells):
        if cell.down or cell.across:
            continue
        across = _reach([other.across for other in line.cells[column + 1 :]])
        below = table.lines[table.lines.index(line) + 1 :]
        down = _reach([other.cells[column].down for other in below])
        yield cell, (f" colspan={across}" if across > 1 else "") + (f" rowspan={down}" if down > 1 else "")


def _reach(continued: list[bool]) -> int:
    return 1 + next((number for number, goes_on in enumerate(continued) if not goes_on), len(continued))


def as_text(word: bytes, separator: str, encoding: str) -> bytes:
    """A line for each paragraph and each row, a blank line after each table; what was bold or merged is not told."""
    out = StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    for block in blocks_of(word).blocks:
        if isinstance(block, Table):
            writer.writerows([cell.text for cell in line.cells] for line in block.lines)
            writer.writerow([])
        else:
            writer.writerow([block.text])
    return out.getvalue().encode(encoding, "replace")
