"""Swedish sentences from figures: summaries that can't disagree with the tables, since both come from the same rows.

Numbers to twelve are words and greater ones figures, as Språkrådet's Svenska skrivregler advises; where one number of
a comparison is a figure both are. The words of classes, statuses and levels are the Method's own and stand between
quotation marks, since no sentence can know how they are inflected.
"""

from collections.abc import Sequence
from dataclasses import dataclass

_WORDS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
# More names than these, or longer ones, make a list and no sentence: the table tells it better.
MOST_NAMED = 5
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Things:
    """What is counted, a word of the common gender, and what has been done to those that are done with."""

    one: str
    many: str
    done_one: str
    done_many: str
    done_nothing: str

    def counted(self, count: int) -> str:
        return f"{number_word(count)} {self.one if count == 1 else self.many}"


CONTROLS = Things("kontroll", "kontroller", "rapporterad", "rapporterade", "rapporterat")
RISKS = Things("risk", "risker", "omprövad", "omprövade", "omprövat")


@dataclass(frozen=True, slots=True)
class Share:
    """How many have a word (a class, a status, a level). `named` tells which they are, where that is worth telling."""

    word: str
    count: int
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """How many there are, and their names: all of them where they are at most MOST_NAMED, else any or none."""

    count: int
    names: tuple[str, ...] = ()


NONE_NAMED = Named(0)


@dataclass(frozen=True, slots=True)
class RoundFigures:
    """Of `total` things `done` have been reported in the period, with these shares; `missing` names the others."""

    period: str
    things: Things
    total: int
    done: int
    kind: str = ""
    shares: tuple[Share, ...] = ()
    missing: tuple[str, ...] = ()
    actions: int = 0


def number_word(count: int) -> str:
    """The number as a word of the common gender to twelve ("en", "tolv"), then as a figure."""
    return _WORDS[count] if 0 <= count < len(_WORDS) else str(count)


def of_total(part: int, total: int) -> str:
    """Such as "sju av nio" and "7 av 24"."""
    return f"{part} av {total}" if total >= len(_WORDS) else f"{number_word(part)} av {number_word(total)}"


def listed(names: Sequence[str]) -> str:
    """Such as "3", "3 och 9", "3, 5 och 9"."""
    return " och ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def round_summary(figures: RoundFigures) -> str:
    """What has been reported in the round, as a short paragraph. Empty where there is nothing to report."""
    if not figures.total:
        return ""
    return _paragraph(_done(figures), _shares(figures), _missing(figures), _actions(figures.actions))


def movements_summary(*, lowered: Named, raised: Named) -> str:
    """Which risks were estimated lower and higher than for the year, by name. Empty where none was."""
    return _paragraph(_moved(lowered, "sänkts"), _moved(raised, "höjts"))


def _paragraph(*sentences: str) -> str:
    return " ".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in sentences if sentence)


def _done(figures: RoundFigures) -> str:
    done, total, things = figures.done, figures.total, figures.things
    if done == 0:
        return f"inget är {things.done_nothing} för {figures.period} ännu: {things.counted(total)} återstår"
    if done == total == 1:
        return f"den enda {things.one}en är {things.done_one} för {figures.period}"
    if done == total:
        return f"alla {things.counted(total)} är {things.done_many} för {figures.period}"
    return f"{of_total(done, total)} {things.many} är {things.done_many} för {figures.period}"


def _shares(figures: RoundFigures) -> str:
    shares = [share for share in figures.shares if share.count]
    if not shares:
        return ""
    first, others = shares[0], shares[1:]
    who = _all_or_number(first.count, figures.done) if not others else number_word(first.count)
    told = [f"{who} har {figures.kind} ”{first.word}”{_named(first.named)}"]
    return listed([*told, *(f"{number_word(share.count)} ”{share.word}”{_named(share.named)}" for share in others)])


def _all_or_number(count: int, done: int) -> str:
    if count != done:
        return number_word(count)
    return "den" if count == 1 else "alla"


def _named(names: Sequence[str]) -> str:
    return f" ({_with_nr(names)})" if _suit_a_sentence(names) else ""


def _suit_a_sentence(names: Sequence[str]) -> bool:
    return 0 < len(names) <= MOST_NAMED and all(len(name) <= _LONGEST_NAME for name in names)


def _with_nr(names: Sequence[str]) -> str:
    numbers = all(name[:1].isdigit() for name in names)
    return f"nr {listed(names)}" if numbers else listed([f"”{name}”" for name in names])


def _missing(figures: RoundFigures) -> str:
    names = figures.missing
    return f"kvar är {_with_nr(names)}" if figures.done and _suit_a_sentence(names) else ""


def _actions(count: int) -> str:
    if not count:
        return ""
    return f"till resultaten hör {number_word(count)} {'åtgärd' if count == 1 else 'åtgärder'}"


def _moved(risks: Named, how: str) -> str:
    if not risks.count:
        return ""
    told = f"{RISKS.counted(risks.count)} har {how} sedan årets skattning"
    named = risks.count <= MOST_NAMED and _suit_a_sentence(risks.names)
    return f"{told}: {_with_nr(risks.names)}" if named else told
