"""A register of risks and a plan of controls as two tables of one document: each line of the plan gets the value of its
risk, known by the same words or by its number. A risk that no control was made for is a row of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from internkoll.imports.columns import plain
from internkoll.imports.rows.drafts import Draft
from internkoll.imports.rows.plan import Plan
from internkoll.imports.synonyms import VALUES, Sense
from internkoll.rules.notices import Notice

_OF_CONTROLS = (Sense.CONTROL, Sense.METHOD, Sense.SYSTEMATIC_CONTROL, Sense.WORKING_METHOD)
_OF_REPORTS = (Sense.RESULT, Sense.OUTCOME, Sense.CROSS, Sense.STATUS, Sense.NEW_ESTIMATE, Sense.NEW_ANALYSIS)
_SAME_WORDS, _SAME_NUMBER = 92, 70

Table = tuple[Plan, list[Draft]]


def joined(tables: Sequence[Table], told: list[Notice]) -> list[Draft]:
    """The drafts of all tables in order, those of registers put to the lines of the plans after them."""
    registers = [(plan, drafts) for plan, drafts in tables if _is_register(plan)]
    plans = [(plan, drafts) for plan, drafts in tables if _is_of_controls(plan)]
    risks = [draft for _, drafts in registers for draft in drafts]
    lines = [_Line(plan, draft) for plan, drafts in plans for draft in drafts]
    found = [line.risk_in(risks) for line in lines]
    if not any(found):
        return [draft for _, drafts in tables for draft in drafts]
    for line, risk in zip(lines, found, strict=True):
        if risk:
            line.take(risk)
    place = registers[0][0].table.name
    told.append(Notice("risk-register", "info", place, "Riskernas värden i den tabellen lästes till planens rader."))
    others = [d for plan, drafts in tables if not _is_register(plan) for d in drafts]
    return _with_uncovered(others, risks, {id(line.draft): risk for line, risk in zip(lines, found, strict=True)})


@dataclass(frozen=True, slots=True)
class _Line:
    plan: Plan
    draft: Draft

    def risk_in(self, risks: Sequence[Draft]) -> Draft | None:
        if self.draft.risk:
            likeness = {index: fuzz.ratio(_words(self.draft), _words(risk)) for index, risk in enumerate(risks)}
            best = max(likeness, key=lambda index: likeness[index], default=None)
            if best is not None and likeness[best] >= _SAME_WORDS:
                return risks[best]
        same = [risk for risk in risks if self.draft.number and _number(risk) == _number(self.draft)]
        return same[0] if len(same) == 1 and self._may_be(same[0]) else None

    def _may_be(self, risk: Draft) -> bool:
        """The same number is the same risk, unless it numbers the controls: then the words of the risk tell."""
        says_risk = any(plain(column.heading).startswith("r") for column in self.plan.columns_of(Sense.NUMBER))
        return says_risk or not self.draft.risk or fuzz.token_set_ratio(_words(self.draft), _words(risk)) > _SAME_NUMBER

    def take(self, risk: Draft) -> None:
        draft = self.draft
        draft.risk = draft.risk or risk.risk
        draft.number = risk.number or draft.number
        draft.estimate = draft.estimate.over(risk.estimate)
        draft.risk_is_mandatory = draft.risk_is_mandatory or risk.risk_is_mandatory
        draft.areas = draft.areas or risk.areas
        if not any(name.in_table for name in draft.path):
            draft.path = (*draft.path, *(name for name in risk.path if name.in_table))
        draft.add("action", risk.action)


def _is_register(plan: Plan) -> bool:
    return plan.has(Sense.RISK) and plan.has(*VALUES) and not plan.has(*_OF_CONTROLS, *_OF_REPORTS)


def _is_of_controls(plan: Plan) -> bool:
    return plan.has(*_OF_CONTROLS) and plan.has(Sense.RISK, Sense.NUMBER)


def _with_uncovered(lines: list[Draft], risks: Sequence[Draft], risk_of: dict[int, Draft | None]) -> list[Draft]:
    """The plan's lines in their order; a risk without any follows on those of the risk before it in the register."""
    found = list(lines)
    at = 0
    for risk in risks:
        own = [index for index, draft in enumerate(found) if risk_of.get(id(draft)) is risk]
        if own:
            at = own[-1] + 1
        else:
            found.insert(at, risk)
            at += 1
    return found


def _words(draft: Draft) -> str:
    return " ".join(draft.risk.lower().split()).rstrip(".")


def _number(draft: Draft) -> str:
    return draft.number.lower().replace(" ", "").strip(".")
