"""Figures of a round or a year -> a suggested overall assessment with its reasons, and what contradicts a decided one.

The board answers for its internal control being sufficient (kommunallagen 6 kap. 6 §): a person decides, and this only
suggests, by rules that are few enough to be read. They stand in docs/method.md. Auditors' most frequent remark on the
assessment is that it goes against the results, or does not say what it builds on: hence the reasons.
"""

from dataclasses import dataclass

from internkoll.rules.method import Method
from internkoll.rules.narrative import number_word, of_total

# How grave each finding is: 0 nothing to tell, 3 as grave as a finding can be.
GRAVEST = 3


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many results have a class. `remark`: it needs an action; `grave`: its tone is the Method's "danger"."""

    word: str
    count: int
    remark: bool = False
    grave: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """What the results show. `total` things were to be reported and `done` have been; the rest are counts too.

    `unanswered`: remarks without an action and without a reason why none is needed; `unanswered_grave`: the grave
    ones among them; `unmet`: risks that must be handled, without a control or another decided response.
    """

    total: int
    done: int
    classes: tuple[ClassCount, ...] = ()
    unanswered: int = 0
    unanswered_grave: int = 0
    overdue: int = 0
    unmet: int = 0

    @property
    def missing(self) -> int:
        return max(self.total - self.done, 0)

    @property
    def remarks(self) -> int:
        return sum(told.count for told in self.classes if told.remark)

    @property
    def grave(self) -> int:
        return sum(told.count for told in self.classes if told.remark and told.grave)

    @property
    def too_much_is_missing(self) -> bool:
        """More than a third has not been reported."""
        return 3 * self.missing > self.total


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`word` is the class's word in the Method, None where nothing can be suggested; the reasons are sentences."""

    word: str | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Finding:
    gravity: int
    sentence: str


def suggestion(figures: Figures, method: Method) -> Suggestion:
    """The class that the gravest finding leads to: none the best, the gravest the worst, the others between them."""
    if not method.assessments:
        return Suggestion(None, ("Metoden har inga klasser för den samlade bedömningen.",))
    if not figures.done:
        return Suggestion(None, ("Inget är rapporterat ännu.",))
    findings = _findings(figures)
    gravity = max((finding.gravity for finding in findings), default=0)
    # Half a step never occurs: the gravity is a third of the way, two thirds, or all of it.
    place = round(gravity * (len(method.assessments) - 1) / GRAVEST)
    reasons = (_reported(figures), *(finding.sentence for finding in findings))
    return Suggestion(method.assessments[place].word, reasons if findings else (*reasons, _nothing_found(method)))


def contradictions(word: str, figures: Figures, method: Method) -> tuple[str, ...]:
    """Where the decided class goes against the results: the best one, though there is something left to see to."""
    decided = method.assessment(word)
    if decided is None or decided != method.assessments[0] or len(method.assessments) < 2:
        return ()
    told = (
        f"{_sentence(_unanswered(figures))} Då är det svårt att hävda att kontrollen är ”{decided.word}”."
        if figures.unanswered
        else "",
        f"Mer än en tredjedel är inte rapporterat ({of_total(figures.missing, figures.total)})."
        f" Då saknas underlag för ”{decided.word}”."
        if figures.total and figures.too_much_is_missing
        else "",
    )
    return tuple(sentence for sentence in told if sentence)


def _findings(figures: Figures) -> list[_Finding]:
    found = (
        _missing(figures),
        _grave(figures),
        _minor(figures),
        _without_action(figures),
        _overdue(figures),
        _unmet(figures),
    )
    return [finding for finding in found if finding]


def _missing(figures: Figures) -> _Finding | None:
    if not figures.missing or not figures.too_much_is_missing:
        return None
    told = f"{of_total(figures.missing, figures.total)} är inte rapporterade, vilket är mer än en tredjedel"
    return _Finding(2, _sentence(told))


def _grave(figures: Figures) -> _Finding | None:
    if not figures.grave:
        return None
    told = f"{_results(figures.grave)} har en allvarlig anmärkning"
    if 4 * figures.grave > figures.done:
        return _Finding(3, _sentence(f"{told}, vilket är mer än en fjärdedel av de rapporterade"))
    return _Finding(1, _sentence(told))


def _minor(figures: Figures) -> _Finding | None:
    minor = figures.remarks - figures.grave
    if 4 * minor <= figures.done:
        return None
    told = f"{_results(minor)} har en mindre anmärkning, vilket är mer än en fjärdedel av de rapporterade"
    return _Finding(1, _sentence(told))


def _without_action(figures: Figures) -> _Finding | None:
    if not figures.unanswered:
        return None
    if figures.unanswered_grave:
        told = f"{_unanswered(figures)}, varav {number_word(figures.unanswered_grave)} allvarlig"
        return _Finding(3, _sentence(told if figures.unanswered_grave == 1 else f"{told}a"))
    return _Finding(2, _sentence(_unanswered(figures)))


def _unanswered(figures: Figures) -> str:
    return (
        f"{number_word(figures.unanswered)} {'anmärkning' if figures.unanswered == 1 else 'anmärkningar'} saknar åtgärd"
    )


def _overdue(figures: Figures) -> _Finding | None:
    if not figures.overdue:
        return None
    told = "åtgärd är försenad" if figures.overdue == 1 else "åtgärder är försenade"
    return _Finding(1, _sentence(f"{number_word(figures.overdue)} {told}"))


def _unmet(figures: Figures) -> _Finding | None:
    if not figures.unmet:
        return None
    told = "risk som ska hanteras" if figures.unmet == 1 else "risker som ska hanteras"
    return _Finding(1, _sentence(f"{number_word(figures.unmet)} {told} har varken kontroll eller annan hantering"))


def _reported(figures: Figures) -> str:
    told = f"{of_total(figures.done, figures.total)} är rapporterade" if figures.missing else "allt är rapporterat"
    with_remark = f", {number_word(figures.remarks)} med anmärkning" if figures.remarks else ""
    return _sentence(f"{told}{with_remark}")


def _nothing_found(method: Method) -> str:
    if not method.result_classes:
        return "Metoden har inga klasser för resultaten: förslaget bygger bara på vad som är rapporterat och åtgärdat."
    return "Inga anmärkningar eller förseningar talar emot."


def _results(count: int) -> str:
    return f"{number_word(count)} {'kontroll' if count == 1 else 'kontroller'}"


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
