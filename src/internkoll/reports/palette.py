"""The colours of the tones, light behind and dark in front: at least 7:1 between them (WCAG 2.2, 1.4.6)."""

from dataclasses import dataclass

from internkoll.rules.method import Tone


@dataclass(frozen=True, slots=True)
class Shade:
    """Six hexadecimal digits each."""

    fill: str
    ink: str


SHADES: dict[Tone, Shade] = {
    "good": Shade("D9F0DF", "0B4A1F"),
    "notice": Shade("DCE9FA", "0A3A75"),
    "warning": Shade("FDEBC3", "573800"),
    "danger": Shade("FADCD9", "7A0F0C"),
    "neutral": Shade("E8EAED", "33383E"),
}
INK = "1B2733"
QUIET = "4F5964"
HEADER_FILL = "E6EDF4"
LINE = "C3CBD3"
EDGE = "8C98A4"
