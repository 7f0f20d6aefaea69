"""What the codes of a PDF font mean, how wide its letters are, and whether it is bold (ISO 32000-1, 9.5-9.10)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import pikepdf
from pdfminer.encodingdb import EncodingDB, name2unicode
from pdfminer.fontmetrics import FONT_METRICS

from internkoll.imports.readers.pdf.streams import MEGABYTE, TooLarge, decoded

UNKNOWN = "\ufffd"
_BOLD = re.compile(r"bold|black|heavy|semibold|demi(?!t)|,b(?:,|i|$)|-bd|medium$", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
_BOLD_WEIGHT = 600
_LARGEST_MAP = 2 * MEGABYTE
_LONGEST_RANGE = 65_536
_MOST_CODES = 200_000
_USUAL_WIDTH = 500.0
_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip


@dataclass(slots=True)
class Font:
    """`width` is in thousandths of the size; a `step` of 2 reads two bytes a code."""

    bold: bool = False
    step: int = 1
    texts: dict[int, str] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    default_width: float = _USUAL_WIDTH
    scale: float = 0.001
    _known: dict[int, tuple[str, float, bool]] = field(default_factory=dict)

    def read(self, data: bytes) -> Iterator[tuple[str, float, bool]]:
        """(text, width in text space at size 1, whether it is the single-byte space) of each code."""
        known = self._known
        codes = data if self.step == 1 else ((data[i] << 8) | data[i + 1] for i in range(0, len(data) - 1, 2))
        for code in codes:
            yield known.get(code) or self._learn(code)

    def _learn(self, code: int) -> tuple[str, float, bool]:
        text = self.texts.get(code, UNKNOWN)
        text = "".join(_LIGATURES.get(letter, letter) for letter in text)
        width = self.widths.get(code, self.default_width) * self.scale
        found = self._known[code] = (text, width, code == 32 and self.step == 1)
        return found


def read_font(font: pikepdf.Object) -> Font:
    """The font of that dictionary. One that is damaged gives what can be known of it."""
    subtype = str(font.get("/Subtype", ""))
    made = _composite(font) if subtype == "/Type0" else _simple(font, subtype)
    made.texts.update(_to_unicode(font.get("/ToUnicode"), made.step))
    return made


def _simple(font: pikepdf.Object, subtype: str) -> Font:
    name = str(font.get("/BaseFont", "")).lstrip("/")
    made = Font(bold=_is_bold(name, font.get("/FontDescriptor")), texts=_encoding(font, name))
    first = _int(font.get("/FirstChar"), 0)
    widths = font.get("/Widths")
    if isinstance(widths, pikepdf.Array):
        made.widths = {first + i: _float(width) for i, width in enumerate(widths)}
        made.default_width = _float(_get(font.get("/FontDescriptor"), "/MissingWidth"), 0.0)
    else:
        made.widths = _standard_widths(name, made.texts)
    if subtype == "/Type3" and isinstance(font.get("/FontMatrix"), pikepdf.Array):
        made.scale = abs(_float(font["/FontMatrix"][0])) or made.scale
    return made


def _encoding(font: pikepdf.Object, name: str) -> dict[int, str]:
    given = font.get("/Encoding")
    base = str(_get(given, "/BaseEncoding") or (given if isinstance(given, pikepdf.Name) else "")).lstrip("/")
    if not base and re.search(r"symbol|dingbat", name, re.IGNORECASE):
        # Their letters are signs in a list; the code itself says which, as in Word's own files.
        texts = {code: chr(0xF000 + code) for code in range(33, 256)}
    else:
        texts = dict(EncodingDB.encodings.get(base or "WinAnsiEncoding", EncodingDB.encodings["StandardEncoding"]))
    code = 0
    for item in _get(given, "/Differences") or ():
        if isinstance(item, pikepdf.Name):
            texts[code] = _glyph(str(item)[1:])
            code += 1
        else:
            code = _int(item, code)
    return texts


def _glyph(name: str) -> str:
    try:
        return name2unicode(name)
    except (KeyError, ValueError):
        return UNKNOWN


def _standard_widths(name: str, texts: dict[int, str]) -> dict[int, float]:
    plain = name.split("+")[-1]
    metrics = FONT_METRICS.get(plain) or FONT_METRICS["Helvetica-Bold" if _BOLD.search(plain) else "Helvetica"]
    return {code: float(metrics[1].get(text, _USUAL_WIDTH)) for code, text in texts.items()}


def _composite(font: pikepdf.Object) -> Font:
    descendants = font.get("/DescendantFonts")
    below = descendants[0] if isinstance(descendants, pikepdf.Array) and len(descendants) else pikepdf.Dictionary()
    made = Font(step=2, bold=_is_bold(str(font.get("/BaseFont", "")), below.get("/FontDescriptor")))
    made.default_width = _float(below.get("/DW"), 1000.0)
    made.widths = dict(islice(_cid_widths(below.get("/W")), _MOST_CODES))
    return made


def _cid_widths(given: Any) -> Iterator[tuple[int, float]]:
    """[ 12 [500 520] 40 60 600 ]: the widths from code 12 on, and one width for 40 to 60."""
    waiting: list[Any] = []
    for item in given if isinstance(given, pikepdf.Array) else ():
        if isinstance(item, pikepdf.Array) and waiting:
            first = _int(waiting.pop(), 0)
            yield from ((first + i, _float(width)) for i, width in enumerate(item))
            waiting = []
        else:
            waiting.append(item)
        if len(waiting) == 3:
            first, last = _int(waiting[0], 0), _int(waiting[1], 0)
            yield from ((code, _float(waiting[2])) for code in range(first, min(last, first + _LONGEST_RANGE) + 1))
            waiting = []


def _is_bold(name: str, descriptor: Any) -> bool:
    if _BOLD.search(name):
        return True
    flags, weight = _int(_get(descriptor, "/Flags"), 0), _float(_get(descriptor, "/FontWeight"), 0.0)
    return bool(flags & _FORCE_BOLD) or weight >= _BOLD_WEIGHT


def _to_unicode(stream: Any, step: int) -> dict[int, str]:
    if not isinstance(stream, pikepdf.Stream):
        return {}
    texts: dict[int, str] = {}
    told = 0
    try:
        content = decoded(stream, _LARGEST_MAP)
        with pikepdf.new() as scratch:
            for instruction in pikepdf.parse_content_stream(pikepdf.Stream(scratch, content)):
                read = _MAPS.get(str(instruction.operator))
                for code, text in read(list(instruction.operands), step) if read else ():
                    told += 1
                    texts[code] = text
                    if told > _MOST_CODES:
                        return texts
    except (pikepdf.PdfError, TooLarge, ValueError):
        return texts
    return texts


def _characters(operands: list[Any], step: int) -> Iterator[tuple[int, str]]:
    for code, text in zip(operands[::2], operands[1::2], strict=False):
        yield _code(code, step), _unicode(text)


def _ranges(operands: list[Any], step: int) -> Iterator[tuple[int, str]]:
    for first, last, target in zip(operands[::3], operands[1::3], operands[2::3], strict=False):
        start, end = _code(first, step), _code(last, step)
        if isinstance(target, pikepdf.Array):
            yield from ((start + i, _unicode(text)) for i, text in enumerate(target))
            continue
        text = _unicode(target)
        if text and text[-1] != UNKNOWN:
            for code in range(start, min(end, start + _LONGEST_RANGE) + 1):
                yield code, text[:-1] + chr(min(ord(text[-1]) + code - start, 0x10FFFF))


_MAPS = {"endbfchar": _characters, "endbfrange": _ranges}


def _code(given: Any, step: int) -> int:
    return int.from_bytes(bytes(given)[-step:], "big") if isinstance(given, pikepdf.String) else _int(given, 0)


def _unicode(given: Any) -> str:
    if isinstance(given, pikepdf.Name):
        return _glyph(str(given)[1:])
    data = bytes(given) if isinstance(given, pikepdf.String) else b""
    text = data.decode("utf-16-be", "replace") if len(data) > 1 else data.decode("latin-1")
    return text if text.strip("\0") else UNKNOWN if not text else " "


def _get(holder: Any, key: str) -> Any:
    return holder.get(key) if isinstance(holder, pikepdf.Dictionary) else None


def _float(given: Any, default: float = _USUAL_WIDTH) -> float:
    try:
        return float(given)
    except (TypeError, ValueError):
        return default


def _int(given: Any, default: int) -> int:
    return int(_float(given, float(default)))
