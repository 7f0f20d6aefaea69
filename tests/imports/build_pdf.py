"""PDF files built from Python lists, letter by letter and line by line, as programs without tags write them."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pikepdf
from pdfminer.fontmetrics import FONT_METRICS
from pikepdf import Array, Dictionary, Name, Stream

A4 = (595.0, 842.0)
LEADING = 1.2
PADDING = 4.0


def saved(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    stream = io.BytesIO()
    pdf.save(stream, **options)
    return stream.getvalue()


def page_of(
    pdf: pikepdf.Pdf, content: bytes, *, size: tuple[float, float] = A4, rotate: int = 0, **resources: Any
) -> None:
    """A page with that content, whose fonts F1 and F2 are Helvetica, plain and bold."""
    fonts = {
        name: Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/" + font), Encoding=Name.WinAnsiEncoding)
        for name, font in (("F1", "Helvetica"), ("F2", "Helvetica-Bold"))
    }
    page = Dictionary(
        Type=Name.Page, MediaBox=Array([0, 0, *size]), Rotate=rotate, Contents=Stream(pdf, content),
        Resources=Dictionary(Font=Dictionary(**fonts), **resources),
    )  # fmt: skip
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def pdf_of(*contents: bytes, **options: Any) -> bytes:
    pdf = pikepdf.new()
    for content in contents:
        page_of(pdf, content, **options)
    return saved(pdf)


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    widths = FONT_METRICS["Helvetica-Bold" if bold else "Helvetica"][1]
    return sum(widths.get(letter, 556) for letter in text) * size / 1000


def text(words: str, x: float, y: float, *, size: float = 10, bold: bool = False) -> bytes:
    """One line whose base line is at y, from the bottom of the page."""
    told = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    font = b"F2" if bold else b"F1"
    return b"BT /%s %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n" % (font, size, x, y, told)


def line(x0: float, y0: float, x1: float, y1: float) -> bytes:
    return b"0.5 w %g %g m %g %g l S\n" % (x0, y0, x1, y1)


def wrapped(words: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """The lines of a text, broken where the next word has no room; "\\n" in it is a break of the writer's own."""
    lines = []
    for paragraph in words.split("\n"):
        told = ""
        for word in paragraph.split(" "):
            longer = f"{told} {word}" if told else word
            if told and width_of(longer, size, bold=bold) > width:
                lines.append(told)
                longer = word
            told = longer
        lines.append(told)
    return lines


def drawn_table(
    rows: Sequence[Sequence[str]], *, left: float = 40, top: float = 780, width: float = 170, size: float = 8,
    levels: bool = True, uprights: bool = True,
) -> bytes:  # fmt: skip
    """A table of one page, with its lines; its columns are equally wide, its first row bold."""
    layout = Layout(widths=[width] * len(rows[0]), left=left, size=size, levels=levels, uprights=uprights)
    content, _ = layout.rows(rows, top)
    return content


@dataclass
class Layout:
    """How a table is laid out: the widths of its columns, and which lines are drawn."""

    widths: Sequence[float]
    left: float = 40
    size: float = 8
    levels: bool = True
    uprights: bool = True
    row_gap: float = 0
    height: float = A4[1]
    margin: float = 50
    header: int = 1
    furniture: Callable[[int], bytes] = field(default=lambda _: b"")

    def rows(self, rows: Sequence[Sequence[str]], top: float) -> tuple[bytes, float]:
        """(the content, the y of its lower side)"""
        parts, y = [], top
        for number, row in enumerate(rows):
            lines = self._lines(row, bold=number < self.header)
            part, y = self._row(lines, y, bold=number < self.header, is_first=number == 0)
            parts.append(part)
        return b"".join(parts), y

    def pages(self, rows: Sequence[Sequence[str]]) -> list[bytes]:
        """The table over as many pages as it takes, its header on each; a row that has no room is cut."""
        head, body = rows[: self.header], [self._lines(row) for row in rows[self.header :]]
        pages: list[bytes] = []
        while body:
            content, y = self.rows(head, self.height - self.margin)
            parts = [self.furniture(len(pages) + 1), content]
            while body:
                room = int((y - self.margin - 2 * PADDING) // (LEADING * self.size))
                if room < 1:
                    break
                part, y = self._row([lines[:room] for lines in body[0]], y)
                parts.append(part)
                rest = [lines[room:] for lines in body[0]]
                body = [rest, *body[1:]] if any(rest) else body[1:]
                if any(rest):
                    break
            pages.append(b"".join(parts))
        return pages

    def _lines(self, row: Sequence[str], *, bold: bool = False) -> list[list[str]]:
        return [
            wrapped(cell, width - 2 * PADDING, self.size, bold=bold) if cell else []
            for cell, width in zip(row, self.widths, strict=True)
        ]

    def _row(
        self, lines: Sequence[Sequence[str]], top: float, *, bold: bool = False, is_first: bool = False
    ) -> tuple[bytes, float]:
        height = max(len(cell) for cell in lines) * LEADING * self.size + 2 * PADDING + self.row_gap
        edges = [self.left]
        for width in self.widths:
            edges.append(edges[-1] + width)
        parts = []
        for cell, (x, _) in zip(lines, pairwise(edges), strict=True):
            for number, words in enumerate(cell):
                parts.append(
                    text(
                        words,
                        x + PADDING,
                        top - PADDING - self.size - number * LEADING * self.size,
                        size=self.size,
                        bold=bold,
                    )
                )
        bottom = top - height
        if self.levels:
            parts += [line(edges[0], y, edges[-1], y) for y in ([top] if is_first or not bold else []) + [bottom]]
        if self.uprights:
            parts += [line(x, top, x, bottom) for x in edges]
        return b"".join(parts), bottom
