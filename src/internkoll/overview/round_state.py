"""The state of a round: how much has been reported, with which classes, as a bar with words and as sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from internkoll.followup.models import Round
from internkoll.overview.moved import Moves
from internkoll.overview.round_lines import RoundLines, numbers_of
from internkoll.overview.tally import Heap, RoundTally
from internkoll.overview.words import MISSING, WORDLESS, Words
from internkoll.plan.board_year import BoardYear
from internkoll.rules.narrative import CONTROLS, RISKS, RoundFigures, Share, movements_summary, round_summary


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the bar: `look` is a tone, "told" (reported without a word of its own) or "missing"."""

    key: str
    word: str
    look: str
    count: int
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class RoundState:
    """`remarks` is None where the way of working has no classes; `outside`: how many the round does not await."""

    round: Round
    total: int
    done: int
    remarks: int | None
    segments: tuple[Segment, ...]
    summary: str
    is_late: bool
    outside: int = 0

    @property
    def missing(self) -> int:
        return self.total - self.done

    @property
    def lines(self) -> int:
        return self.total + self.outside


def state_of(here: BoardYear, tally: RoundTally, moves: Moves, today: date) -> RoundState:
    round_ = tally.round
    moved = movements_summary(lowered=moves.lowered, raised=moves.raised)
    sentences = (round_summary(_of_controls(here, tally)), round_summary(_of_risks(here, tally)), moved)
    return RoundState(
        round=round_,
        total=tally.total,
        done=tally.done,
        remarks=tally.remarks if here.method.result_classes else None,
        segments=tuple(_segments(tally)),
        summary=" ".join(filter(None, sentences)),
        is_late=bool(round_.due and round_.due < today and not round_.closed_on and tally.missing),
        outside=tally.outside,
    )


def _segments(tally: RoundTally) -> Iterable[Segment]:
    heaps = _by_key(tally)
    start = 0.0
    for key in (*tally.words.in_order(key for key in heaps if key != WORDLESS), WORDLESS, MISSING):
        count = tally.missing if key == MISSING else sum(heap.count for heap in heaps.get(key, ()))
        if count:
            width = 100 * count / tally.total
            yield Segment(key, _word(key, tally.words, count), _look(key, heaps), count, f"{start:.2f}", f"{width:.2f}")
            start += width


def _by_key(tally: RoundTally) -> dict[str, list[Heap]]:
    """A control and a risk may be told with the same word."""
    heaps: dict[str, list[Heap]] = {}
    for heap in (*tally.controls.heaps, *tally.risks.heaps):
        heaps.setdefault(heap.mark.word if heap.mark else WORDLESS, []).append(heap)
    return heaps


def _word(key: str, words: Words, count: int) -> str:
    if key == MISSING:
        return ngettext("Ej rapporterad", "Ej rapporterade", count)
    if key != WORDLESS:
        return key
    return _("Utan bedömning") if words.by_class else _("Utan status") if words.by_status else _("Rapporterade")


def _look(key: str, heaps: dict[str, list[Heap]]) -> str:
    mark = heaps[key][0].mark if key in heaps else None
    return {MISSING: "missing", WORDLESS: "told"}.get(key) or (mark.tone if mark else "told")


def _of_controls(here: BoardYear, tally: RoundTally) -> RoundFigures:
    controls = tally.controls
    missing = RoundLines(here, tally, None, MISSING).checks
    return RoundFigures(
        period=tally.round.label,
        things=CONTROLS,
        total=controls.total,
        done=controls.done,
        kind=tally.words.kind,
        shares=tuple(_share(here, tally, heap) for heap in _in_order(tally.words, controls.heaps)),
        missing=numbers_of(missing, controls.missing if controls.done else 0, "control__planned_risk__number"),
        actions=controls.actions,
    )


def _of_risks(here: BoardYear, tally: RoundTally) -> RoundFigures:
    risks = tally.risks
    missing = RoundLines(here, tally, None, MISSING).risks
    shares = (Share(heap.mark.word, heap.count) for heap in _in_order(tally.words, risks.heaps) if heap.mark)
    return RoundFigures(
        period=tally.round.label,
        things=RISKS,
        total=risks.total,
        done=risks.done,
        kind="nivån",
        shares=tuple(shares),
        missing=numbers_of(missing, risks.missing if risks.done else 0, "number"),
        actions=risks.actions,
    )


def _in_order(words: Words, heaps: Iterable[Heap]) -> list[Heap]:
    by_word = {heap.mark.word: heap for heap in heaps if heap.mark}
    return [by_word[word] for word in words.in_order(by_word)]


def _share(here: BoardYear, tally: RoundTally, heap: Heap) -> Share:
    """A remark names its lines."""
    word = heap.mark.word if heap.mark else ""
    lines = RoundLines(here, tally, None, word).checks
    named = numbers_of(lines, heap.count, "control__planned_risk__number") if heap.is_remark else ()
    return Share(word, heap.count, named)
