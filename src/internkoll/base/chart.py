"""A small line chart as numbers: where its points and lines stand in a picture that the template draws."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 640, 220
# Where it stands in a column beside something else.
NARROW = 400
_RIGHT, _TOP, _BOTTOM = 40, 28, 44


@dataclass(frozen=True, slots=True)
class Datum:
    """A value at a time, with the words that stand at its point."""

    when: str
    value: float
    words: str


@dataclass(frozen=True, slots=True)
class Point:
    x: str
    y: str
    words_y: str
    when: str
    words: str


@dataclass(frozen=True, slots=True)
class Gridline:
    y: str
    words_y: str
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Coordinates are text with a decimal point, as SVG wants them in every language."""

    points: tuple[Point, ...]
    line: str
    grid: tuple[Gridline, ...]
    description: str
    width: int
    left: int
    right: int
    height: int = HEIGHT
    baseline: int = HEIGHT - 14


def chart_of(data: Sequence[Datum], steps: Sequence[tuple[float, str]], *, width: int = WIDTH) -> Chart:
    """The data from left to right. `steps`: the values that have a line of their own, with their words, least first."""
    left = 76 if width == NARROW else 96
    low = min(*(value for value, _ in steps), *(datum.value for datum in data))
    high = max(*(value for value, _ in steps), *(datum.value for datum in data))

    def y(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * share

    def x(place: int) -> float:
        return left + 24 + (width - left - _RIGHT - 48) * place / max(len(data) - 1, 1)

    points = tuple(
        Point(_text(x(place)), _text(y(datum.value)), _text(y(datum.value) - 12), datum.when, datum.words)
        for place, datum in enumerate(data)
    )
    return Chart(
        points=points,
        line=" ".join(f"{point.x},{point.y}" for point in points),
        grid=tuple(Gridline(_text(y(value)), _text(y(value) + 4), words) for value, words in steps),
        description=", ".join(f"{datum.when}: {datum.words}" for datum in data),
        width=width,
        left=left,
        right=width - _RIGHT,
    )


def _text(number: float) -> str:
    return f"{number:.1f}"
