"""A PDF page's content, drawn without a canvas: each letter with its place, the ruled lines, the shaded areas
(ISO 32000-1, 8-9 and 14.6).

Written on the parser of pikepdf: libraries that also lay out the text take five times as long.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pikepdf

from internkoll.imports.readers.pdf.fonts import UNKNOWN, Font, read_font
from internkoll.imports.readers.pdf.paths import Matrix, Path, multiplied
from internkoll.imports.readers.pdf.shapes import ARTIFACT, UNMARKED, Area, Char, Page
from internkoll.imports.readers.pdf.streams import MEGABYTE, TooLarge, decoded
from internkoll.imports.readers.pdf.turned import levelled, turn_of

LARGEST_CONTENT = 3 * MEGABYTE
_MOST_CHARS = 60_000
_MOST_FORMS = 500
_DEEPEST_FORM = 6
_DEEPEST_TREE = 40
_A4 = (0, 0, 595, 842)
_OPERATORS = (
    "q Q cm re m l c v y h S s f F f* B B* b b* n BT ET Tf Td TD Tm T* Tc Tw Tz TL Ts Tr Tj TJ ' \" Do BMC BDC EMC "
    "g rg k sc scn"
)
_FILL_AND_STROKE = 2


@dataclass(frozen=True, slots=True)
class State:
    """The part of the graphics state that moves or changes letters and lines."""

    matrix: Matrix
    font: Font | None = None
    size: float = 0.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    scaling: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    is_white: bool = False


class Reader:
    """Reads the pages of one document, whose fonts are read once."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[int, int], Font] = {}

    def read(self, page: pikepdf.Page, number: int) -> Page:
        """Raises nothing for a page that is damaged: what can't be read of it is left out."""
        found = Page(number, 0, 0)
        try:
            matrix, found.width, found.height = _seen(page)
            content, resources = _content(page), _inherited(page.obj, "/Resources")
            _Drawing(found, self._fonts, matrix).draw(content, resources)
            if turn := turn_of(found.chars):
                turned, width, height = levelled(turn, found.width, found.height)
                found = Page(number, width, height)
                _Drawing(found, self._fonts, multiplied(matrix, turned)).draw(content, resources)
        except TooLarge:
            found.is_too_large = True
        except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, IndexError, ArithmeticError):
            # The parser gives whatever a damaged or hostile page holds, of any type.
            found.unread += 1
        return found


def _content(page: pikepdf.Page) -> bytes:
    contents = page.obj.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    parts, left = [], LARGEST_CONTENT
    for stream in streams:
        if isinstance(stream, pikepdf.Stream):
            parts.append(decoded(stream, left))
            left -= len(parts[-1])
    return b"\n".join(parts)


def _seen(page: pikepdf.Page) -> tuple[Matrix, float, float]:
    """The matrix from the page's own points to those from the upper left corner as seen, and the size as seen."""
    box = _inherited(page.obj, "/CropBox") or _inherited(page.obj, "/MediaBox") or _A4
    x0, y0, x1, y1 = (float(value) for value in box)
    x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    width, height = x1 - x0, y1 - y0
    turn = int(_inherited(page.obj, "/Rotate") or 0) % 360
    if turn == 90:
        return (0, 1, 1, 0, -y0, -x0), height, width
    if turn == 180:
        return (-1, 0, 0, 1, x1, -y0), width, height
    if turn == 270:
        return (0, -1, -1, 0, y1, x1), height, width
    return (1, 0, 0, -1, -x0, y1), width, height


def _inherited(page: Any, key: str) -> Any:
    """What the page says, or else the nearest of the nodes above it."""
    for _ in range(_DEEPEST_TREE):
        if not isinstance(page, pikepdf.Dictionary) or key in page:
            break
        page = page.get("/Parent")
    return page.get(key) if isinstance(page, pikepdf.Dictionary) else None


class _Drawing:
    def __init__(self, page: Page, fonts: dict[tuple[int, int], Font], matrix: Matrix) -> None:
        self._page, self._fonts = page, fonts
        self._state = State(matrix)
        self._text: Matrix = (1, 0, 0, 1, 0, 0)
        self._line: Matrix = self._text
        self._path = Path()
        self._marks: list[int] = []
        self._spoken: list[str | None] = []
        self._forms = 0
        self._resources: Any = None

    def draw(self, content: bytes, resources: Any, depth: int = 0) -> None:
        above, self._resources = self._resources, resources
        saved: list[State] = []
        with pikepdf.new() as scratch:
            stream = pikepdf.Stream(scratch, content)
            for instruction in pikepdf.parse_content_stream(stream, operators=_OPERATORS):
                name, operands = str(instruction.operator), instruction.operands
                if name == "q":
                    saved.append(self._state)
                elif name == "Q":
                    self._state = saved.pop() if saved else self._state
                elif name == "Do":
                    self._paint(operands[0], depth)
                elif handle := _HANDLERS.get(name):
                    handle(self, operands)
        self._resources = above

    def _resource(self, kind: str, name: Any) -> Any:
        holder = self._resources.get(kind) if isinstance(self._resources, pikepdf.Dictionary) else None
        return holder.get(str(name)) if isinstance(holder, pikepdf.Dictionary) else None

    # Graphics

    def concatenate(self, operands: Any) -> None:
        self._state = replace(self._state, matrix=multiplied(_matrix(operands), self._state.matrix))

    def rectangle(self, operands: Any) -> None:
        self._path.rectangle(*(float(value) for value in operands), matrix=self._state.matrix)

    def move(self, operands: Any) -> None:
        self._path.move(float(operands[0]), float(operands[1]), self._state.matrix)

    def line(self, operands: Any) -> None:
        self._path.line(float(operands[-2]), float(operands[-1]), self._state.matrix)

    def curve(self, operands: Any) -> None:
        self._path.curve(float(operands[-2]), float(operands[-1]), self._state.matrix)

    def close(self, _operands: Any) -> None:
        self._path.close()

    def stroke(self, _operands: Any) -> None:
        self._page.rules += self._path.stroked()
        self._path = Path()

    def fill(self, _operands: Any) -> None:
        rules, shades = self._path.filled()
        self._page.rules += rules
        self._page.shades += [] if self._state.is_white else shades
        self._path = Path()

    def fill_and_stroke(self, operands: Any) -> None:
        path = self._path
        self.fill(operands)
        self._page.rules += path.stroked()

    def close_and_stroke(self, operands: Any) -> None:
        self.close(operands)
        self.stroke(operands)

    def close_fill_and_stroke(self, operands: Any) -> None:
        self.close(operands)
        self.fill_and_stroke(operands)

    def end_path(self, _operands: Any) -> None:
        self._path = Path()

    def colour(self, operands: Any) -> None:
        values = [float(value) for value in operands if not isinstance(value, pikepdf.Name)]
        light = (not any(values)) if len(values) == 4 else bool(values) and min(values) >= 0.99
        self._state = replace(self._state, is_white=light)

    def _paint(self, name: Any, depth: int) -> None:
        drawn = self._resource("/XObject", name)
        if not isinstance(drawn, pikepdf.Stream):
            return
        if str(drawn.get("/Subtype")) == "/Image":
            a, b, c, d, e, f = self._state.matrix
            xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
            self._page.images.append(Area(min(xs), min(ys), max(xs), max(ys)))
        elif str(drawn.get("/Subtype")) == "/Form" and depth < _DEEPEST_FORM and self._forms < _MOST_FORMS:
            self._forms += 1
            self._draw_form(drawn, depth)

    def _draw_form(self, form: pikepdf.Object, depth: int) -> None:
        state, marks = self._state, len(self._marks)
        matrix = form.get("/Matrix")
        if isinstance(matrix, pikepdf.Array):
            self.concatenate(matrix)
        self.draw(decoded(form, LARGEST_CONTENT), form.get("/Resources", self._resources), depth + 1)
        self._state = state
        del self._marks[marks:], self._spoken[marks:]

    # Marked content

    def begin_mark(self, operands: Any) -> None:
        mark = self._marks[-1] if self._marks else UNMARKED
        spoken = None
        properties = operands[1] if len(operands) > 1 else None
        if isinstance(properties, pikepdf.Name):
            properties = self._resource("/Properties", properties)
        if isinstance(properties, pikepdf.Dictionary):
            mark = int(properties.get("/MCID", mark))
            actual = properties.get("/ActualText")
            spoken = str(actual) if isinstance(actual, pikepdf.String) else None
        if str(operands[0]) == "/Artifact":
            mark = ARTIFACT
        self._marks.append(mark)
        self._spoken.append(spoken)

    def end_mark(self, _operands: Any) -> None:
        if self._marks:
            self._marks.pop()
            self._spoken.pop()

    # Text

    def begin_text(self, _operands: Any) -> None:
        self._text = self._line = (1, 0, 0, 1, 0, 0)

    def set_font(self, operands: Any) -> None:
        self._state = replace(self._state, font=self._font(operands[0]), size=float(operands[1]))

    def _font(self, name: Any) -> Font | None:
        given = self._resource("/Font", name)
        if not isinstance(given, pikepdf.Dictionary):
            return None
        key = given.objgen
        if key == (0, 0) or key not in self._fonts:
            self._fonts[key] = read_font(given)
        return self._fonts[key]

    def set_matrix(self, operands: Any) -> None:
        self._text = self._line = _matrix(operands)

    def move_text(self, operands: Any) -> None:
        self._line = multiplied((1, 0, 0, 1, float(operands[0]), float(operands[1])), self._line)
        self._text = self._line

    def move_text_leading(self, operands: Any) -> None:
        self._state = replace(self._state, leading=-float(operands[1]))
        self.move_text(operands)

    def next_line(self, _operands: Any) -> None:
        self.move_text((0, -self._state.leading))

    def set_spacing(self, operands: Any) -> None:
        self._state = replace(self._state, spacing=float(operands[0]))

    def set_word_spacing(self, operands: Any) -> None:
        self._state = replace(self._state, word_spacing=float(operands[0]))

    def set_scaling(self, operands: Any) -> None:
        self._state = replace(self._state, scaling=float(operands[0]) / 100)

    def set_leading(self, operands: Any) -> None:
        self._state = replace(self._state, leading=float(operands[0]))

    def set_rise(self, operands: Any) -> None:
        self._state = replace(self._state, rise=float(operands[0]))

    def set_mode(self, operands: Any) -> None:
        self._state = replace(self._state, mode=int(operands[0]))

    def show_on_next_line(self, operands: Any) -> None:
        self.next_line(())
        self.show(operands[-1:])

    def show_spaced(self, operands: Any) -> None:
        self._state = replace(self._state, word_spacing=float(operands[0]), spacing=float(operands[1]))
        self.show_on_next_line(operands)

    def show(self, operands: Any) -> None:
        self.show_parts([operands[:1]])

    def show_parts(self, operands: Any) -> None:
        state, font = self._state, self._state.font
        if font is None or len(self._page.chars) > _MOST_CHARS:
            return
        (a, b, c, d, e, f) = multiplied(self._text, state.matrix)
        size = abs(state.size) * math.hypot(c, d)
        turn = _turn(a, b) if state.size * state.scaling >= 0 else (_turn(a, b) + 180) % 360
        mark, bold = self._mark, font.bold or state.mode == _FILL_AND_STROKE
        spoken = self._take_spoken()
        along, before = 0.0, len(self._page.chars)
        for part in operands[0]:
            if not isinstance(part, pikepdf.String):
                along -= float(part) / 1000 * state.size * state.scaling
                continue
            for text, width, is_space in font.read(bytes(part)):
                shown = text if spoken is None else spoken
                spoken = None if spoken is None else ""
                advance = width * state.size * state.scaling
                if shown:
                    end = along + advance
                    up = c * state.rise, d * state.rise
                    place = (e + a * along + up[0], f + b * along + up[1])
                    self._place(shown, place, (e + a * end + up[0], f + b * end + up[1]), size, bold, mark, turn)
                along += advance + (state.spacing + (state.word_spacing if is_space else 0.0)) * state.scaling
        if len(self._page.chars) > before:
            self._page.chars[before].opens = True
        a, b, c, d, e, f = self._text
        self._text = (a, b, c, d, e + a * along, f + b * along)

    @property
    def _mark(self) -> int:
        return ARTIFACT if ARTIFACT in self._marks else self._marks[-1] if self._marks else UNMARKED

    def _take_spoken(self) -> str | None:
        """What the letters of this marked content stand for, once: its first letter takes it all."""
        for place in range(len(self._spoken) - 1, -1, -1):
            spoken = self._spoken[place]
            if spoken is not None:
                self._spoken[place] = ""
                return spoken
        return None

    def _place(
        self, text: str, start: tuple[float, float], end: tuple[float, float], size: float, bold: bool, mark: int,
        turn: int,
    ) -> None:  # fmt: skip
        x, y = start
        page = self._page
        if text == UNKNOWN:
            page.unread += 1
        if not (-size <= x <= page.width + size and -size <= y <= page.height + size):
            return
        if turn == 0:
            page.chars.append(Char(text, x, max(x, end[0]), y, size, bold, mark))
        elif turn == 180:
            page.chars.append(Char(text, end[0], x, y, size, bold, mark, turn))
        else:
            page.chars.append(Char(text, x, x + abs(end[1] - y), y, size, bold, mark, turn))


def _turn(a: float, b: float) -> int:
    """The direction of the letters in quarters, clockwise as seen: 0 is level to the right, 270 is upwards."""
    return round(math.degrees(math.atan2(b, a)) / 90) % 4 * 90


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return a, b, c, d, e, f


_HANDLERS: dict[str, Callable[[_Drawing, Any], None]] = {
    "cm": _Drawing.concatenate,
    "re": _Drawing.rectangle,
    "m": _Drawing.move,
    "l": _Drawing.line,
    **dict.fromkeys(("c", "v", "y"), _Drawing.curve),
    "h": _Drawing.close,
    "S": _Drawing.stroke,
    "s": _Drawing.close_and_stroke,
    **dict.fromkeys(("f", "F", "f*"), _Drawing.fill),
    **dict.fromkeys(("B", "B*"), _Drawing.fill_and_stroke),
    **dict.fromkeys(("b", "b*"), _Drawing.close_fill_and_stroke),
    "n": _Drawing.end_path,
    **dict.fromkeys(("g", "rg", "k", "sc", "scn"), _Drawing.colour),
    **dict.fromkeys(("BMC", "BDC"), _Drawing.begin_mark),
    "EMC": _Drawing.end_mark,
    "BT": _Drawing.begin_text,
    "Tf": _Drawing.set_font,
    "Tm": _Drawing.set_matrix,
    "Td": _Drawing.move_text,
    "TD": _Drawing.move_text_leading,
    "T*": _Drawing.next_line,
    "Tc": _Drawing.set_spacing,
    "Tw": _Drawing.set_word_spacing,
    "Tz": _Drawing.set_scaling,
    "TL": _Drawing.set_leading,
    "Ts": _Drawing.set_rise,
    "Tr": _Drawing.set_mode,
    "Tj": _Drawing.show,
    "TJ": _Drawing.show_parts,
    "'": _Drawing.show_on_next_line,
    '"': _Drawing.show_spaced,
}
