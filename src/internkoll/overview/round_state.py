"""The state of a round: how much has been reported, with which classes, as a bar with words and as sentences."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from internkoll.followup.models import Round
from internkoll.overview.moved import moved_in
from internkoll.overview.reported import Reported
from internkoll.overview.words import MISSING, WORDLESS, Words
from internkoll.rules.method import Method
from internkoll.rules.narrative import CONTROLS, RISKS, RoundFigures, Share, Things, movements_summary, round_summary


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
    round: Round
    total: int
    done: int
    segments: tuple[Segment, ...]
    summary: str
    is_late: bool

    @property
    def missing(self) -> int:
        return self.total - self.done


def state_of(method: Method, round_: Round, reported: Sequence[Reported], today: date) -> RoundState:
    words = Words(method, reported)
    done = sum(line.is_told for line in reported)
    return RoundState(
        round=round_,
        total=len(reported),
        done=done,
        segments=tuple(_segments(words, reported)),
        summary=" ".join(filter(None, _sentences(words, round_, reported))),
        is_late=bool(round_.due and round_.due < today and not round_.closed_on and done < len(reported)),
    )


def _segments(words: Words, reported: Sequence[Reported]) -> Iterable[Segment]:
    counts = Counter(words.key(line) for line in reported)
    tones = {mark.word: mark.tone for line in reported if line.is_told and (mark := words.mark(line))}
    start = 0.0
    for key in (*words.in_order(tones), WORDLESS, MISSING):
        if counts[key]:
            width = 100 * counts[key] / len(reported)
            yield Segment(key, _word(key, words), _look(key, tones), counts[key], f"{start:.2f}", f"{width:.2f}")
            start += width


def _word(key: str, words: Words) -> str:
    if key == MISSING:
        return _("Ej rapporterade")
    if key != WORDLESS:
        return key
    return _("Utan bedömning") if words.by_class else _("Utan status") if words.by_status else _("Rapporterade")


def _look(key: str, tones: Mapping[str, str]) -> str:
    return {MISSING: "missing", WORDLESS: "told"}.get(key) or tones[key]


def _sentences(words: Words, round_: Round, reported: Sequence[Reported]) -> Iterable[str]:
    controls = [line for line in reported if line.is_control]
    risks = [line for line in reported if not line.is_control]
    yield round_summary(_figures(words, round_, controls, CONTROLS, words.kind))
    yield round_summary(_figures(words, round_, risks, RISKS, "nivån"))
    moved = moved_in(words.method, reported)
    lowered = [risk.row.risk for risk in moved if risk.step < 0]
    yield movements_summary(lowered=lowered, raised=[risk.row.risk for risk in moved if risk.step > 0])


def _figures(words: Words, round_: Round, lines: Sequence[Reported], things: Things, kind: str) -> RoundFigures:
    told = [line for line in lines if line.is_told]
    by_word: dict[str, list[Reported]] = {}
    for line in told:
        if mark := words.mark(line):
            by_word.setdefault(mark.word, []).append(line)
    return RoundFigures(
        period=round_.label,
        things=things,
        total=len(lines),
        done=len(told),
        kind=kind,
        shares=tuple(_share(words.method, word, by_word[word]) for word in words.in_order(by_word)),
        missing=_names(line for line in lines if not line.is_told),
        actions=sum(len(line.actions) for line in lines),
    )


def _share(method: Method, word: str, lines: Sequence[Reported]) -> Share:
    known = method.result_class(word)
    return Share(word, len(lines), _names(lines) if known and known.remark else ())


def _names(lines: Iterable[Reported]) -> tuple[str, ...]:
    """The lines' numbers. None at all where one of them has none, or several share one."""
    names = [line.line.row.risk_number for line in lines]
    return tuple(names) if all(names) and len(set(names)) == len(names) else ()
