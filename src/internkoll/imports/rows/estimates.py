"""The value of one line's risk, from all the columns that tell of it: figures, words, products, or some of each."""

import re

from internkoll.imports.columns import plain
from internkoll.imports.evidence import without_bullet
from internkoll.imports.rows.plan import Entry, Plan
from internkoll.imports.rows.values import Estimate, read_estimate
from internkoll.imports.synonyms import Sense
from internkoll.rules.notices import Notice

_COMPOUND = (Sense.SCORE, Sense.LEVEL, Sense.ESTIMATE)
_CONSEQUENCE_FIRST = re.compile(r"(?:k|konsekvens)\s*[x×*·]\s*(?:s|sannolikhet)")
# Words of the notation itself, which no value holds.
NOTATION = {
    "poäng", "skattning", "riskvärde", "risktal", "riskpoäng", "värde", "rv", "risk", "sannolikhet", "konsekvens",
    "konsekvenser",
}  # fmt: skip
_WORD = re.compile(r"\d+|[^\W\d_]{2,}")


def read_estimate_cells(plan: Plan, entry: Entry, told: list[Notice]) -> Estimate:
    """The estimate; columns of likelihood and consequence go before what another cell says of them. Words that it
    does not hold, as where two columns contradict each other, are told."""
    found = Estimate()
    for sense in _COMPOUND:
        for column in plan.columns_of(sense):
            estimate = read_estimate(entry.cells[column.index].text)
            found = found.over(_turned(estimate) if _CONSEQUENCE_FIRST.search(plain(column.heading)) else estimate)
    own = Estimate(
        likelihood=_as_written(plan, entry, Sense.LIKELIHOOD), consequence=_as_written(plan, entry, Sense.CONSEQUENCE)
    )
    found = own.over(found)
    _tell_unread(plan, entry, found, told)
    return found


def labelled_estimate(sense: Sense, text: str) -> Estimate:
    """What follows on a label in another cell: "Riskvärde: 6"."""
    if sense == Sense.LIKELIHOOD:
        return Estimate(likelihood=text)
    return Estimate(consequence=text) if sense == Sense.CONSEQUENCE else read_estimate(text)


def _turned(estimate: Estimate) -> Estimate:
    """ "K x S": the first figure of the product is the consequence."""
    return Estimate(estimate.score, estimate.level, estimate.consequence, estimate.likelihood)


def _as_written(plan: Plan, entry: Entry, sense: Sense) -> str | None:
    text = next((entry.cells[column.index].text for column in plan.columns_of(sense)), "")
    return without_bullet(text) or None


def _tell_unread(plan: Plan, entry: Entry, found: Estimate, told: list[Notice]) -> None:
    held = _words(f"{found.score} {found.level} {found.likelihood} {found.consequence}")
    for column in plan.columns_of(*_COMPOUND, Sense.LIKELIHOOD, Sense.CONSEQUENCE):
        text = entry.cells[column.index].text
        if not _words(text) - NOTATION <= held:
            notice = f'Allt i "{text}" kunde inte läsas.'
            told.append(Notice("value-unread", "warning", plan.where(entry, column), notice))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))
