"""What each cell of a report says: the parts of a row as paragraphs and marks."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from internkoll.reports.blocks import Block, Mark, Paragraph, Style
from internkoll.reports.grouping import Line
from internkoll.reports.layouts import Part
from internkoll.reports.shown import View, reports_results
from internkoll.reports.values import first_upper, odds_words, value_words
from internkoll.reports.wash import lines, one_line, without_bullet
from internkoll.rules.exchange import PeriodEstimate, PeriodResult
from internkoll.rules.method import StatusMeaning, Tone

NOT_REPORTED = Paragraph("Ej rapporterat", style="muted")
# As the pages say of a check that is done in other rounds of the year.
OUTSIDE = Paragraph("Ingår inte i den här uppföljningen", style="muted")
NOT_ESTIMATED = Paragraph("Ej bedömt", style="muted")

Blocks = tuple[Block, ...]

_TONE_OF_STATUS: dict[StatusMeaning, Tone] = {
    "done": "good",
    "ongoing": "notice",
    "not_started": "neutral",
    "not_applicable": "neutral",
}
_TERM: dict[Part, str] = {
    "results": "result",
    "estimates": "risk_assessment",
    "estimate_texts": "risk_assessment",
    "value": "level",
}
# These begin with their own name, or are known for what they are.
_NEEDS_NO_LABEL: frozenset[Part] = frozenset({"odds", "risk", "risk_number", "estimate_levels"})


def term_of(part: Part) -> str:
    """The name of the word that the Method has for the part."""
    return _TERM.get(part, part)


def paragraphs(text: str, label: str = "", style: Style = "plain") -> Blocks:
    """The text's paragraphs and list items, the first with the label before it."""
    told = [_paragraph(line, style) for line in lines(text)]
    return _labelled(told, label)


def blocks_of(part: Part, line: Line, view: View) -> Blocks:
    """What the row tells of the part, over all periods shown. Empty where it tells nothing."""
    return _BLOCKS[part](line, view)


def blocks_in(part: Part, line: Line, view: View, period: str) -> Blocks:
    """What the row tells of a part that has a column for each period."""
    if part == "estimate_levels":
        estimate = line.row.risk_assessments.get(period)
        return _level(estimate, view) or ((NOT_ESTIMATED,) if line.row.risk else ())
    told = _result(line.row.results.get(period), view)
    return told or _untold(line, period)


def under_label(part: Part, blocks: Blocks, view: View) -> Blocks:
    """The blocks as they stand below another part in the same cell: under their own name."""
    if not blocks or part in _NEEDS_NO_LABEL or (part == "value" and isinstance(blocks[0], Paragraph)):
        return blocks
    label = first_upper(view.method.word_for(term_of(part)))
    if part in ("results", "estimates", "estimate_texts"):
        return (Paragraph("", label), *blocks)
    return _labelled(blocks, label)


def _paragraph(line: str, style: Style) -> Paragraph:
    item = without_bullet(line)
    return Paragraph(line, style=style) if item is None else Paragraph(item, style=style, is_item=True)


def _labelled(blocks: Sequence[Block], label: str) -> Blocks:
    if not label or not blocks:
        return tuple(blocks)
    first = blocks[0]
    if first.label or (isinstance(first, Paragraph) and first.is_item):
        return (Paragraph("", label), *blocks)
    return (replace(first, label=label), *blocks[1:])


def _text(field: Part) -> Callable[[Line, View], Blocks]:
    def blocks(line: Line, view: View) -> Blocks:
        return paragraphs(getattr(line.row, field), style=_style(field, view))

    return blocks


def _style(part: Part, view: View) -> Style:
    return "strong" if part in view.layout.strong else "plain"


def _risk(line: Line, view: View) -> Blocks:
    label = f"{view.method.word_for('mandatory')} risk" if line.risk_is_mandatory else ""
    return paragraphs(line.row.risk, label, _style("risk", view))


def _control(line: Line, view: View) -> Blocks:
    label = view.method.word_for("mandatory") if line.control_is_mandatory else ""
    told = paragraphs(line.row.control, label, _style("control", view))
    return told or ((Paragraph("", label),) if label else ())


def _value(line: Line, view: View) -> Blocks:
    row = line.row
    words = value_words(row, view.method)
    if not words:
        return ()
    return (Mark(first_upper(words), _tone_of_level(row.level, view)),) if row.level else (Paragraph(words),)


def _odds(line: Line, view: View) -> Blocks:
    words = odds_words(line.row, view.method)
    return (Paragraph(first_upper(words)),) if words else ()


def _results(line: Line, view: View) -> Blocks:
    told = {period: _result(line.row.results.get(period), view) for period in view.results}
    if view.current in told and not told[view.current]:
        told[view.current] = _untold(line, view.current)
    if view.current is None and told and not any(told.values()):
        # In none of all the periods that the report tells of.
        return _untold(line, "")
    return _by_period(told, view)


def _untold(line: Line, period: str) -> Blocks:
    """What stands where no result is told."""
    if not reports_results(line.row):
        return ()
    return (OUTSIDE if period in line.outside else NOT_REPORTED,)


def _estimates(line: Line, view: View) -> Blocks:
    given = line.row.risk_assessments
    told = {p: (*_level(given.get(p), view), *_estimate_text(given.get(p))) for p in view.estimates}
    return _by_period(_awaiting_estimate(told, line, view), view)


def _estimate_texts(line: Line, view: View) -> Blocks:
    given = line.row.risk_assessments
    told = {period: _estimate_text(given.get(period)) for period in view.estimates}
    if view.current in given:  # a level without a text is told in its own column
        return _by_period(told, view)
    return _by_period(_awaiting_estimate(told, line, view), view)


def _estimate_levels(line: Line, view: View) -> Blocks:
    given = line.row.risk_assessments
    return _by_period({period: _level(given.get(period), view) for period in view.estimates}, view)


def _awaiting_estimate(told: dict[str, Blocks], line: Line, view: View) -> dict[str, Blocks]:
    awaited = view.current in told and not told[view.current] and line.row.risk
    return told | {view.current: (NOT_REPORTED,)} if awaited and view.current else told


def _by_period(told: dict[str, Blocks], view: View) -> Blocks:
    """The periods after each other, each under its mark unless there is none but the report's own."""
    filled = {period: blocks for period, blocks in told.items() if blocks}
    if not filled.keys() - {view.current}:
        return _joined(filled.values())
    order = reversed(filled) if view.layout.newest_first else filled
    return _joined(_labelled(filled[period], view.mark(period)) for period in order)


def _joined(cells: Iterable[Blocks]) -> Blocks:
    return tuple(block for blocks in cells for block in blocks)


def _result(result: PeriodResult | None, view: View) -> Blocks:
    if result is None:
        return ()
    marks: list[Block] = []
    if outcome := one_line(result.outcome):
        known = view.method.result_class(outcome)
        marks.append(Mark(first_upper(outcome), known.tone if known else "neutral"))
    if status := one_line(result.status):
        meaning = view.method.status(status)
        marks.append(Mark(first_upper(status), _TONE_OF_STATUS[meaning.meaning] if meaning else "neutral"))
    return (*marks, *paragraphs(result.text))


def _estimate_text(estimate: PeriodEstimate | None) -> Blocks:
    return paragraphs(estimate.text) if estimate else ()


def _level(estimate: PeriodEstimate | None, view: View) -> Blocks:
    level = one_line(estimate.level) if estimate else ""
    return (Mark(first_upper(level), _tone_of_level(level, view)),) if level else ()


def _tone_of_level(written: str | None, view: View) -> Tone:
    level = view.method.level(written)
    return level.tone if level else "neutral"


_BLOCKS: dict[Part, Callable[[Line, View], Blocks]] = {
    "risk_number": _text("risk_number"),
    "risk": _risk,
    "value": _value,
    "odds": _odds,
    "working_method": _text("working_method"),
    "systematic_control": _text("systematic_control"),
    "control": _control,
    "method": _text("method"),
    "responsible": _text("responsible"),
    "frequency": _text("frequency"),
    "results": _results,
    "action": _text("action"),
    "estimates": _estimates,
    "estimate_texts": _estimate_texts,
    "estimate_levels": _estimate_levels,
}
