"""A line of a round's table, drawn: what is controlled, what was found, and how far its attest has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext as _

from internkoll.actions.models import Action
from internkoll.overview.drawn import addresses, clocks, days, folded, in_swedish, neutral, paragraphs, quiet
from internkoll.overview.reported import Reported, ShownResult
from internkoll.overview.shown import ShownCheck, ShownControl

# A result of more signs than this shows its first paragraph, and the rest when it is opened.
_SHOWN_WHOLE = 420
_SHORT_METHOD = 100


@dataclass(frozen=True, slots=True)
class LongText:
    """A text in two parts: what is shown at once, and what is shown when it is opened (empty where it is short)."""

    lead: str
    rest: str = ""


class What:
    """Draws what a line is about: its risk, its control and how that is done."""

    def __init__(self) -> None:
        self._risk_url, self._control_url = addresses("risk"), addresses("control")
        self._mandatory = " " + neutral(_("Obligatorisk"))
        self._control, self._method = _("Kontroll"), _("Så görs kontrollen")

    def draw(self, line: Reported) -> Iterable[str]:
        planned, control, check = line.planned_risk, line.control, line.check
        if planned:
            css = "ds-link ik-quiet" if control else "ds-link"
            yield f'<a class="{css}" href="{self._risk_url(planned.risk_id)}">{paragraphs(planned.text)}</a>'
        if control.mandatory if control else planned and planned.mandatory:
            yield self._mandatory
        if control and check:
            yield from (quiet(control.working_method), quiet(control.systematic_control))
            yield from self._of_control(control, check)
            yield quiet(check.frequency)

    def _of_control(self, control: ShownControl, check: ShownCheck) -> Iterable[str]:
        """How it is done is shown at once where it is short, and folded where the control says what it is."""
        name = paragraphs(control.text or check.procedure) or self._control
        yield f'<a class="ds-link ik-line" href="{self._control_url(control.pk)}">{name}</a>'
        if control.text and len(check.procedure) <= _SHORT_METHOD:
            yield quiet(check.procedure)
        elif control.text:
            yield folded(self._method, paragraphs(check.procedure))


class Found:
    """Draws what a round found. `before`: the label of the round before; empty where there is none."""

    def __init__(self, before: str) -> None:
        self._whole, self._measured = _("Läs hela resultatet"), _("Mätvärde:")
        self._no_action, self._evidence = _("Ingen åtgärd behövs:"), _("Antal underlag:")
        self._who, self._reported, self._reviewed = _("Vem som har rapporterat"), _("Rapporterat"), _("Granskat")
        self._comment, self._clock = _("Kommentar:"), clocks()
        self._before = escape(_("Resultatet i %(period)s") % {"period": before})

    def draw(self, line: Reported) -> Iterable[str]:
        if line.is_told:
            yield from self._of_text(in_two(line.now.text))
        if line.now.result:
            yield from self._of_result(line.now.result)
        if line.is_told and line.evidence:
            yield f'<p class="ik-quiet">{self._evidence} {line.evidence}</p>'
        if before := line.before.text:
            yield folded(self._before, in_swedish("div", before))

    def _of_text(self, text: LongText) -> Iterable[str]:
        yield in_swedish("p", text.lead)
        if text.rest:
            yield folded(self._whole, in_swedish("div", text.rest))

    def _of_result(self, result: ShownResult) -> Iterable[str]:
        if result.measured:
            yield f"<p>{self._measured} {in_swedish('span', result.measured)}</p>"
        if result.no_action_why:
            yield f"<p>{self._no_action} {in_swedish('span', result.no_action_why)}</p>"
        if result.reported_at:
            yield folded(self._who, "\n".join(self._of_handling(result)))

    def _of_handling(self, result: ShownResult) -> Iterable[str]:
        for word, at, by in (
            (self._reported, result.reported_at, result.reporter),
            (self._reviewed, result.reviewed_at, result.reviewer),
        ):
            if at:
                yield f"<p>{word} {self._clock(at)}{f', {escape(by)}' if by else ''}</p>"
        if result.review_comment:
            yield f"<p>{self._comment} {in_swedish('span', result.review_comment)}</p>"


class Actions:
    """Draws actions as parts/actions.html does, which is slow in every row of a long table."""

    def __init__(self) -> None:
        self._all, self._one = _("Åtgärder"), _("Åtgärd")
        self._who, self._due, self._status = _("Ansvarig:"), _("Klart senast"), _("Status:")
        self._after, self._day = _("efter %(period)s"), days()
        self._labels = {key: str(label) for key, label in Action.Status.choices}

    def draw(self, actions: Iterable[Action]) -> Iterable[str]:
        if drawn := "\n".join(self._draw(action) for action in actions):
            yield f'<ul class="ik-actions" aria-label="{self._all}">{drawn}</ul>'

    def _draw(self, action: Action) -> str:
        period = getattr(action, "period", "")
        after = f" {escape(self._after % {'period': period})}" if period else ""
        told = " ".join(self._facts(action))
        word = f'<b class="ik-action-word">{self._one}{after}</b>'
        facts = f'<p class="ik-quiet">{told}</p>' if told else ""
        return f"<li>{word}\n{in_swedish('p', action.text)}\n{facts}</li>"

    def _facts(self, action: Action) -> Iterable[str]:
        if action.responsible:
            yield f"{self._who} {escape(action.responsible)}."
        if action.due:
            yield f"{self._due} {self._day(action.due)}."
        if action.status != Action.Status.UNKNOWN:
            yield f"{self._status} {self._labels[action.status]}."


def in_two(text: str) -> LongText:
    if len(text) <= _SHOWN_WHOLE:
        return LongText(text)
    lead, _break, rest = text.partition("\n")
    if not rest or len(lead) > 2 * _SHOWN_WHOLE:
        lead, rest = _at_a_sentence(text)
    return LongText(lead, rest)


def _at_a_sentence(text: str) -> tuple[str, str]:
    end = text.rfind(". ", 0, _SHOWN_WHOLE) + 1 or text.rfind(" ", 0, _SHOWN_WHOLE)
    return (text[:end], text[end:].lstrip()) if end > 0 else (text, "")
