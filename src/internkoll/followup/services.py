"""Changes of the follow-up: opening rounds, reporting results, keeping the running text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from internkoll.actions.models import Action
from internkoll.base.edits import change, held_for_edit
from internkoll.base.history import Change, hold_board, record
from internkoll.base.models import Unit, User
from internkoll.followup.models import Measurement, Result, ResultAction, Round, RunningText
from internkoll.organisation.methods import method_for
from internkoll.plan.models import Check, Plan
from internkoll.register.models import Estimate
from internkoll.rules.exchange import TextBlock
from internkoll.rules.periods import opens_and_due, period_of, round_for


class FollowupRefusal(ValueError):
    """The round or result can't be changed in that way; the message says why, in Swedish.

    `faults`: what is wrong with a report, by the field that it is about.
    """

    def __init__(self, message: str, faults: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.faults = dict(faults or {})


@transaction.atomic
def open_round(*, by: User | None, board: Unit, label: str, year: int) -> Round:
    """The board's round of that name, with the Method's dates where the Method knows it. `year`: if none is in it."""
    hold_board(board)
    year = period_of(label).year or year
    round_ = Round.objects.filter(unit=board, year=year, label=label).first()
    if round_ is None:
        if Unit.objects.get(pk=board.pk).closed_on:
            raise FollowupRefusal(f"{board} är stängd och får inga nya perioder. Öppna enheten igen först.")
        opens, due = _dates(board, label, year)
        round_ = Round.objects.create(unit=board, label=label, year=year, opens=opens, due=due)
        record(by=by, unit=board, changes=[Change("round opened", round_, after={"label": label, "due": due})])
    return round_


def _dates(board: Unit, label: str, year: int) -> tuple[date | None, date | None]:
    rule = round_for(method_for(board, year), label)
    return opens_and_due(rule, year) if rule else (None, None)


@transaction.atomic
def set_round_head(
    *, by: User | None, round_: Round, title: str, document_date: str | None, reference: str | None
) -> Round:
    """What the round's document is called, when it is dated, and its reference (dnr)."""
    values = {"title": title, "document_date": document_date, "reference": reference}
    before = {name: getattr(round_, name) for name in values}
    if before != values:
        Round.objects.filter(pk=round_.pk).update(**values, edits=F("edits") + 1)
        round_.refresh_from_db()
        record(by=by, unit=round_.unit, changes=[Change("round head set", round_, before=before, after=values)])
    return round_


@transaction.atomic
def change_round_head(
    *, by: User | None, round_: Round, title: str, document_date: str, reference: str, seen: int | None
) -> Round:
    """As a person writes it. Raises ChangedSince where another has changed it since `seen`."""
    hold_board(round_.unit_id)
    held = held_for_edit(round_, seen)
    _refuse_closed(held)
    return set_round_head(
        by=by, round_=held, title=title, document_date=document_date or None, reference=reference or None
    )


def _refuse_closed(round_: Round) -> None:
    if round_.closed_on:
        raise FollowupRefusal(f"{round_.label} är stängd sedan {round_.closed_on}. Öppna den igen först.")


@transaction.atomic
def close_round(*, by: User | None, round_: Round, on: date) -> Round:
    _hold(round_)
    if round_.closed_on:
        raise FollowupRefusal(f"{round_.label} stängdes redan {round_.closed_on}.")
    round_.closed_on = on
    round_.save(update_fields=["closed_on"])
    record(by=by, unit=round_.unit, changes=[Change("round closed", round_, after={"closed_on": on})])
    return round_


@transaction.atomic
def set_round_due(*, by: User | None, round_: Round, due: date) -> Round:
    """Moves the last day of reporting, for this board and round alone."""
    _hold(round_)
    if round_.closed_on:
        raise FollowupRefusal(f"{round_.label} är stängd. Öppna den igen om sista dagen ska flyttas.")
    if round_.opens and due < round_.opens:
        raise FollowupRefusal(f"{round_.label} öppnar {round_.opens}. Sista dagen kan inte vara före det.")
    if round_.due != due:
        before, round_.due = round_.due, due
        round_.save(update_fields=["due"])
        change = Change("round due changed", round_, before={"due": before}, after={"due": due})
        record(by=by, unit=round_.unit, changes=[change])
    return round_


@transaction.atomic
def open_round_now(*, by: User | None, round_: Round, on: date) -> Round:
    """Takes reports from that day, though the round's own day has not come."""
    _hold(round_)
    if round_.closed_on:
        raise FollowupRefusal(f"{round_.label} är stängd. Öppna den igen i stället.")
    if round_.is_open_on(on):
        raise FollowupRefusal(f"{round_.label} är redan öppen.")
    before, round_.opens = round_.opens, on
    round_.save(update_fields=["opens"])
    told = Change("round opened early", round_, before={"opens": before}, after={"opens": on})
    record(by=by, unit=round_.unit, changes=[told])
    return round_


@transaction.atomic
def remove_round(*, by: User | None, round_: Round) -> None:
    """Takes away one that was laid up by mistake: nothing has been reported, written or decided in it."""
    _hold(round_)
    _refuse_closed(round_)
    # Locked against what leads to it too: a first report waits, and is told that the round is gone.
    Round.objects.select_for_update().get(pk=round_.pk)
    if _holds_anything(round_):
        raise FollowupRefusal(f"I {round_.label} finns det redan något, så den kan inte tas bort. Stäng den i stället.")
    before = {"label": round_.label, "opens": round_.opens, "due": round_.due}
    record(by=by, unit=round_.unit, changes=[Change("round removed", round_, before=before)])
    round_.delete()


def _holds_anything(round_: Round) -> bool:
    """A head, a risk that was estimated anew, or anything that leads to it, in whichever part of the product."""
    if round_.title or round_.document_date or round_.reference:
        return True
    if Estimate.objects.filter(risk__unit=round_.unit, year=round_.year, period=round_.label).exists():
        return True
    links = Round._meta.related_objects
    return any(link.related_model._base_manager.filter(**{link.field.name: round_}).exists() for link in links)


@transaction.atomic
def reopen_round(*, by: User | None, round_: Round, reason: str) -> Round:
    """Takes reports again, for a reason that stands in the history."""
    _hold(round_)
    if round_.closed_on is None:
        raise FollowupRefusal(f"{round_.label} är redan öppen.")
    if round_.unit.closed_on:
        raise FollowupRefusal(f"{round_.unit} är stängd, och dess perioder öppnas inte igen.")
    if not reason.strip():
        raise FollowupRefusal("Skriv varför perioden öppnas igen.")
    before, round_.closed_on = round_.closed_on, None
    round_.save(update_fields=["closed_on"])
    change = Change("round reopened", round_, before={"closed_on": before}, after={"text": reason})
    record(by=by, unit=round_.unit, changes=[change])
    return round_


def _hold(round_: Round) -> None:
    """Locks the round until the transaction ends, after its board, and reads it as it stands now."""
    hold_board(round_.unit_id)
    try:
        round_.refresh_from_db(from_queryset=Round.objects.select_for_update(no_key=True))
    except Round.DoesNotExist as gone:
        raise _gone(round_) from gone


def held_round(round_: Round) -> Round:
    """The round as it stands now, with its board; both are locked until the transaction ends."""
    hold_board(round_.unit_id)
    held = Round.objects.select_for_update(of=("self",), no_key=True).select_related("unit")
    try:
        return held.get(pk=round_.pk)
    except Round.DoesNotExist as gone:
        raise _gone(round_) from gone


def _gone(round_: Round) -> FollowupRefusal:
    return FollowupRefusal(f"{round_.label} har tagits bort medan du arbetade, och tar inte emot något mer.")


@dataclass(frozen=True, slots=True)
class NewResult:
    check: Check
    outcome: str | None = None
    status: str | None = None
    text: str = ""

    def as_model(self, round_: Round) -> Result:
        return Result(
            round=round_,
            control_id=self.check.control_id,
            for_check=self.check,
            outcome=self.outcome,
            status=self.status,
            text=self.text,
            # One who began to report before this was brought in has seen no result (0), and is told of this one.
            edits=1,
        )


@transaction.atomic
def report_results(*, by: User | None, round_: Round, results: Sequence[NewResult]) -> list[Result]:
    """Adds what the checks showed in the round. A check has one result a round; a closed round takes none."""
    if results and round_.closed_on:
        raise FollowupRefusal(f"{round_.label} är stängd sedan {round_.closed_on} och tar inte emot fler resultat.")
    added = Result.objects.bulk_create([new.as_model(round_) for new in results], batch_size=500)
    record(by=by, unit=round_.unit, changes=[Change("result reported", r, after=_told(r, round_)) for r in added])
    return added


# What stands beside a result that a person reported: of what a document tells in its place it is not true.
_OF_REPORT: Mapping[str, Any] = {
    "no_action_why": "",
    "review": Result.Review.NONE,
    "review_comment": "",
    "reviewed_by_id": None,
    "reviewed_at": None,
    "reported_by_id": None,
    "reported_at": None,
}
CORRECTED = ("outcome", "status", "text", *_OF_REPORT)
MEASURED = ("words", "value", "unit")


@transaction.atomic
def correct_result(
    *, by: User | None, result: Result, outcome: str | None, status: str | None, text: str, at: datetime
) -> Result:
    """Puts what a document tells in the place of what stands.

    What a person reported was something else: it is now the report of the one who brings the document in, for someone
    else to attest. What no person has reported stays as no person's.
    """
    held = held_for_edit(result, None)
    if result.round.closed_on:
        raise FollowupRefusal(f"{result.round.label} är stängd sedan {result.round.closed_on}. Öppna den igen först.")
    values = {"outcome": outcome, "status": status, "text": text, **_OF_REPORT}
    if by and held.review != Result.Review.NONE:
        values |= {"review": Result.Review.WAITING, "reported_by_id": by.pk, "reported_at": at}
    before, after = change(held, values)
    if after:
        Measurement.objects.filter(result=held).update(words="", value=None, unit="")
        record(by=by, unit=result.round.unit, changes=[Change("result changed", held, before=before, after=after)])
    return held


def _told(result: Result, round_: Round) -> dict[str, object]:
    told = {"class": result.outcome, "status": result.status, "text": result.text}
    return {"period": round_.label, **{name: value for name, value in told.items() if value}}


@transaction.atomic
def link_actions(*, links: Sequence[tuple[Result, Action]]) -> None:
    """Ties actions to the results that led to them. The actions' own entries tell of them in the history."""
    ResultAction.objects.bulk_create([ResultAction(result=r, action=a) for r, a in links], batch_size=500)


@transaction.atomic
def keep_running_texts(*, by: User | None, plan: Plan, round_: Round | None, texts: Sequence[TextBlock]) -> None:
    """Adds a document's running text to its round, or to the plan where it has no round, after what stands there."""
    place = _next_place(plan, round_)
    RunningText.objects.bulk_create(
        RunningText(plan=plan, round=round_, heading=text.heading, text=text.text, position=position)
        for position, text in enumerate(texts, start=place)
    )
    told = [text.model_dump() for text in texts]
    if told:
        record(by=by, unit=plan.unit, changes=[Change("running text kept", round_ or plan, after={"texts": told})])


def _next_place(plan: Plan, round_: Round | None) -> int:
    last: int | None = RunningText.objects.filter(plan=plan, round=round_).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


@transaction.atomic
def add_running_text(*, by: User | None, plan: Plan, round_: Round, new: TextBlock) -> RunningText:
    """Adds a piece last; before a last heading without text, which the report has over its tables."""
    _hold(round_)
    _refuse_closed(round_)
    values = _worded(new)
    place, last = _next_place(plan, round_), RunningText.objects.filter(plan=plan, round=round_).last()
    if last and not last.text:
        place = last.position
        RunningText.objects.filter(pk=last.pk).update(position=place + 1)
    made = RunningText.objects.create(plan=plan, round=round_, position=place, **values)
    record(by=by, unit=round_.unit, changes=[Change("running text added", made, after=_of_round(round_, values))])
    return made


@transaction.atomic
def change_running_text(*, by: User | None, piece: RunningText, new: TextBlock, seen: int | None) -> RunningText:
    """Raises ChangedSince where another has changed it since `seen`."""
    round_, held = _held_round(piece), held_for_edit(piece, seen)
    before, after = change(held, _worded(new))
    if after:
        record(by=by, unit=round_.unit, changes=[Change("running text changed", held, before=before, after=after)])
    return held


@transaction.atomic
def remove_running_text(*, by: User | None, piece: RunningText, seen: int | None) -> None:
    """Raises ChangedSince where another has changed it since `seen`."""
    round_, held = _held_round(piece), held_for_edit(piece, seen)
    before = _of_round(round_, {"heading": held.heading, "text": held.text})
    record(by=by, unit=round_.unit, changes=[Change("running text removed", held, before=before)])
    held.delete()


@transaction.atomic
def move_running_text(*, by: User | None, piece: RunningText, up: bool) -> None:
    """Before the piece that stands above it, or after the one below; nothing where none does."""
    round_ = _held_round(piece)
    pieces = list(RunningText.objects.filter(plan=piece.plan_id, round=round_))
    place = pieces.index(piece)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(pieces):
        return
    pieces[place], pieces[other] = pieces[other], pieces[place]
    for position, moved in enumerate(pieces):
        moved.position = position
    RunningText.objects.bulk_update(pieces, ["position"])
    before, after = (_of_round(round_, {"heading": piece.heading, "position": str(n + 1)}) for n in (place, other))
    record(by=by, unit=round_.unit, changes=[Change("running text moved", piece, before=before, after=after)])


def _held_round(piece: RunningText) -> Round:
    """The round of the piece, locked and still open. What a plan says of itself is changed in the plan."""
    if piece.round is None:
        raise FollowupRefusal("Texten hör till planen, och ändras inte i uppföljningen.")
    _hold(piece.round)
    _refuse_closed(piece.round)
    return piece.round


def _worded(text: TextBlock) -> dict[str, str]:
    values = {"heading": text.heading.strip(), "text": text.text.strip()}
    if not any(values.values()):
        raise FollowupRefusal("Skriv en rubrik eller en text.")
    return values


def _of_round(round_: Round, values: Mapping[str, str]) -> dict[str, str]:
    return {"period": round_.label, **{name: value for name, value in values.items() if value}}
