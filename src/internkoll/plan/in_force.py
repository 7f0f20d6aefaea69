"""A revised plan that the board has adopted takes the place of the version in force.

Results, evidence and actions point at the rows in force, so these keep their identity: what the draft says is written
onto the rows it was copied from, new rows move in, removed ones move out. What stood there before moves the other way,
so that the draft's plan becomes the archive of the version that it replaced.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from internkoll.plan.models import Area, Check, Control, Copied, Plan, PlanAction, PlannedRisk

C = TypeVar("C", bound=Copied)

_BATCH = 200
# No plan has so many versions: while the two change places, one of them stands here.
_ASIDE = 32_767
_HEAD = (
    "title",
    "administration",
    "document_date",
    "reference",
    "adopted_on",
    "paragraph",
    "risk_analysis_on",
    "revised_why",
    "state",
    "frozen",
    "frozen_hash",
)
_OF_RISK = ("risk_id", "area_id", "number", "mandatory", "position")
_OF_CONTROL = (
    "planned_risk_id",
    "area_id",
    "working_method",
    "systematic_control",
    "text",
    "mandatory",
    "position",
)
_OF_CHECK = ("control_id", "procedure", "responsible", "frequency", "recurrence", "measure", "position")


@dataclass(frozen=True, slots=True)
class _Rows(Generic[C]):
    """The draft's rows with those in force that they were copied from; the new ones; and those that are gone."""

    pairs: Sequence[tuple[C, C]]
    new: Sequence[C]
    gone: Sequence[C]

    @classmethod
    def of(cls, of_draft: Iterable[C], in_force: Iterable[C]) -> "_Rows[C]":
        held = {row.pk: row for row in in_force}
        draft = list(of_draft)
        pairs = [(row, held[key]) for row in draft if (key := row.copied_from_id or 0) in held]  # type: ignore[attr-defined]
        paired = {row.pk for row, _ in pairs}
        kept = {row.pk for _, row in pairs}
        return cls(pairs, [row for row in draft if row.pk not in paired], [r for k, r in held.items() if k not in kept])

    @property
    def counterpart(self) -> dict[int | None, int]:
        """From each row of a pair to the other."""
        both = ((a.pk, b.pk) for pair in self.pairs for a, b in (pair, pair[::-1]))
        return dict(both)

    @property
    def all(self) -> list[C]:
        return [*(row for pair in self.pairs for row in pair), *self.new, *self.gone]


def put_in_force(*, draft: Plan, in_force: Plan, decision: Mapping[str, Any]) -> None:
    """The plan in force gets the draft's rows, head and decision; the draft's row becomes the archive of the old."""
    risks = _Rows.of(draft.planned_risks.all(), in_force.planned_risks.all())
    controls = _Rows.of(draft.controls.all(), in_force.controls.all())
    checks = _Rows.of(Check.objects.filter(plan=draft), Check.objects.filter(plan=in_force))
    _swap_areas(draft, in_force)
    _swap(risks, _OF_RISK, {})
    _swap(controls, _OF_CONTROL, {"planned_risk_id": risks.counterpart})
    for rows in (risks, controls, checks):
        _move(rows, draft, in_force)
    moved = {check.pk: check.control_id for check in checks.gone}
    _swap(checks, _OF_CHECK, {"control_id": controls.counterpart})
    _follow(checks.gone, moved)
    _swap_owners(checks)
    _move_actions(risks, checks)
    _swap_heads(draft, in_force, decision)


def _swap(rows: _Rows[C], fields: Sequence[str], links: Mapping[str, Mapping[int | None, int]]) -> None:
    """Swaps what the rows of each pair say. `links`: where a link points at one of a pair, it points at the other."""
    for draft, held in rows.pairs:
        if any(getattr(draft, name) != getattr(held, name) for name in fields if name not in links):
            held.edits = max(held.edits, draft.edits) + 1
        for name in fields:
            mine, theirs = getattr(draft, name), getattr(held, name)
            setattr(held, name, mine)
            setattr(draft, name, theirs)
    for row in rows.all:
        for name, other in links.items():
            setattr(row, name, other.get(getattr(row, name), getattr(row, name)))
    names = [name.removesuffix("_id") for name in fields]
    if rows.all:
        type(rows.all[0])._default_manager.bulk_update(rows.all, [*names, "edits"], batch_size=_BATCH)


def _move(rows: _Rows[Any], draft: Plan, in_force: Plan) -> None:
    """New rows move to the plan in force, and those that are gone from it to the archive."""
    for moved, plan in ((rows.new, in_force), (rows.gone, draft)):
        if moved:
            type(moved[0]).objects.filter(pk__in=[row.pk for row in moved]).update(plan=plan)


def _swap_areas(draft: Plan, in_force: Plan) -> None:
    of_draft = list(draft.areas.values_list("pk", flat=True))
    in_force.areas.update(plan=draft)
    Area.objects.filter(pk__in=of_draft).update(plan=in_force)


def _follow(gone: Sequence[Check], before: Mapping[int, int]) -> None:
    """What points at a removed check, and at its control too, points at the control that it now stands under.

    Later stages own what points here (results do), and this one does not know them: their models tell it.
    """
    for check in gone:
        if check.control_id != before[check.pk]:
            for relation in Check._meta.related_objects:
                model: Any = relation.related_model
                links = [f.name for f in model._meta.concrete_fields if f.related_model is Control]
                pointing = model._default_manager.filter(**{relation.field.name: check})
                if links:
                    pointing.update(**dict.fromkeys(links, check.control_id))


def _swap_owners(checks: _Rows[Check]) -> None:
    other = checks.counterpart
    links = Check.owners.through.objects.filter(check__in=[key for key in other if key])
    swapped = [Check.owners.through(check_id=other[link.check_id], user_id=link.user_id) for link in links]
    links.delete()
    Check.owners.through.objects.bulk_create(swapped, batch_size=_BATCH)


def _move_actions(risks: _Rows[PlannedRisk], checks: _Rows[Check]) -> None:
    """Actions that were set in the draft are set in the plan in force."""
    for rows, field in ((risks, "planned_risk"), (checks, "for_check")):
        kept = {draft.pk: held.pk for draft, held in rows.pairs}
        links = list(PlanAction.objects.filter(**{f"{field}__in": kept}))
        for link in links:
            setattr(link, f"{field}_id", kept[getattr(link, f"{field}_id")])
        PlanAction.objects.bulk_update(links, [field], batch_size=_BATCH)


def _swap_heads(draft: Plan, in_force: Plan, decision: Mapping[str, Any]) -> None:
    old = {name: getattr(in_force, name) for name in _HEAD} | {"version": in_force.version}
    new = {name: getattr(draft, name) for name in _HEAD} | {"version": draft.version} | dict(decision)
    Plan.objects.filter(pk=draft.pk).update(version=_ASIDE)
    for plan, values in ((in_force, new), (draft, old)):
        for name, value in values.items():
            setattr(plan, name, value)
        plan.save(update_fields=list(values))
