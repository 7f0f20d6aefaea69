"""A PDF set by typst: paragraphs and tables, with tags or without, and with the lines that are asked for."""

import json
from dataclasses import dataclass
from typing import Literal

import typst

from .grid import Grid

Lines = Literal["all", "level", "none"]
TEMPLATE = """
#let d = json(bytes(sys.inputs.data))
#set document(title: d.title)
#set page(width: d.width * 1cm, height: d.height * 1cm, margin: (x: 1.5cm, y: 2cm), numbering: "1 (1)",
  header: text(8pt, d.running))
#set text(lang: "sv", size: d.size * 1pt)
#let shown(c) = {
  let told = c.text.split("\\n").map(line => text(line)).join(linebreak())
  if c.bold { strong(told) } else { told }
}
#let cell(c) = table.cell(rowspan: c.down, colspan: c.across, shown(c))
#let strokes = (all: 0.5pt, level: (top: 0.5pt, bottom: 0.5pt), "none": none)
#for b in d.blocks {
  if b.kind == "heading" { heading(level: b.level, b.text) } else if b.kind == "text" { par(text(b.text)) } else {
    table(
      columns: b.widths.map(w => w * 1fr),
      stroke: strokes.at(d.lines),
      row-gutter: if d.lines == "none" { 4pt } else { 0pt },
      table.header(..b.head.map(cell)), ..b.body.map(cell),
    )
  }
}
"""


@dataclass
class Sheet:
    """Sizes in cm, the type in points."""

    title: str
    running: str
    width: float = 29.7
    height: float = 21
    size: float = 8
    lines: Lines = "all"
    tags: bool = False

    def __post_init__(self) -> None:
        self._blocks: list[dict[str, object]] = []

    def heading(self, text: str, level: int = 1) -> None:
        self._blocks.append({"kind": "heading", "text": text, "level": level})

    def text(self, text: str) -> None:
        self._blocks += [{"kind": "text", "text": paragraph} for paragraph in text.split("\n")]

    def table(self, grid: Grid, widths: list[float], *, head: int = 1) -> None:
        lines = [
            [
                {"text": cell.text or "", "down": cell.down, "across": cell.across, "bold": cell.look != "plain"}
                for cell in line
                if cell is not None
            ]
            for line in grid
        ]
        header = [cell for line in lines[:head] for cell in line]
        body = [cell for line in lines[head:] for cell in line]
        self._blocks.append({"kind": "table", "widths": widths, "head": header, "body": body})

    def bytes(self) -> bytes:
        told = {name: getattr(self, name) for name in ("title", "running", "width", "height", "size", "lines")}
        data = json.dumps({**told, "blocks": self._blocks}, ensure_ascii=False)
        return bytes(typst.compile(TEMPLATE.encode(), format="pdf", sys_inputs={"data": data}, pdf_tags=self.tags))
