"""The plan as a working list: areas, in them risks and controls, in these checks, each with what can be done to it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.http import Http404
from django.urls import reverse

from internkoll.base.models import User
from internkoll.base.pages import ROWS_A_PAGE, key_sent
from internkoll.plan.board_year import BoardYear
from internkoll.plan.compare import changes_of
from internkoll.plan.models import Area, Check, Control, Plan, PlannedRisk
from internkoll.plan.order import Movable, plan_id_of
from internkoll.plan.rows import Line, risks_alone
from internkoll.rules.method import Method
from internkoll.rules.plan_changes import LineChange
from internkoll.rules.recurrence import recurrence_of, sentence_for

# What each kind is called in the addresses and in the names of things on the page.
KINDS: dict[str, type[PlannedRisk] | type[Control] | type[Check]] = {
    "risk": PlannedRisk,
    "kontroll": Control,
    "metod": Check,
}


def key_of(thing: Movable) -> str:
    kind = next(name for name, model in KINDS.items() if isinstance(thing, model))
    return f"{kind}-{thing.pk}"


def thing_of(plan: Plan, key: str) -> Movable:
    """The thing of that key, which must stand in that plan."""
    kind, _, number = key.partition("-")
    if kind in KINDS:
        found: Movable | None = _with_plan(KINDS[kind]).filter(pk=key_sent(number)).first()
        if found is not None and plan_id_of(found) == plan.pk:
            return found
    raise Http404("Raden finns inte i planen.")


def _with_plan(model: type[PlannedRisk] | type[Control] | type[Check]):  # type: ignore[no-untyped-def]
    related = {PlannedRisk: ("plan__unit", "risk"), Control: ("plan__unit", "planned_risk__risk")}
    return model._default_manager.select_related(*related.get(model, ("control__plan__unit",)))


def address_of(here: BoardYear, thing: Movable) -> str:
    """Where the thing stands in the working list: its page there, and its place on it."""
    place = thing.position
    checks = Check.objects.filter(plan=here.worked_on, position__lt=place)
    above = checks.count() + risks_alone(here.worked_on).filter(position__lt=place).count()
    address = reverse("plan_work", args=[here.board.pk, here.year])
    return f"{address}?sida={above // ROWS_A_PAGE + 1}#{key_of(thing)}"


@dataclass(slots=True)
class WorkCheck:
    check: Check
    owners: str
    change: str
    is_new: bool

    @property
    def key(self) -> str:
        return f"metod-{self.check.pk}"

    @property
    def read_as(self) -> str:
        """The rule that a person has chosen, where the words of the frequency do not say it."""
        is_read = self.check.recurrence == recurrence_of(self.check.frequency)
        return "" if is_read else sentence_for(self.check.recurrence)


@dataclass(slots=True)
class WorkControl:
    control: Control
    checks: list[WorkCheck] = field(default_factory=list)

    @property
    def key(self) -> str:
        return f"kontroll-{self.control.pk}"


@dataclass(slots=True)
class WorkItem:
    """A risk with its controls, or a control without a risk (`risk` None). `change`: of a risk without controls."""

    risk: PlannedRisk | None
    controls: list[WorkControl] = field(default_factory=list)
    change: str = ""
    is_new: bool = False

    @property
    def key(self) -> str:
        return f"risk-{self.risk.pk}" if self.risk else self.controls[0].key


@dataclass(frozen=True, slots=True)
class WorkGroup:
    areas: tuple[Area, ...]
    items: tuple[WorkItem, ...]

    @property
    def area(self) -> Area | None:
        return self.areas[-1] if self.areas else None


def groups_of(plan: Plan, method: Method, lines: Sequence[Line], base: Plan | None) -> list[WorkGroup]:
    """A page's lines as the working list shows them, with what they have changed since the base."""
    areas = {area.pk: area for area in Area.objects.filter(plan=plan)}
    shown = _Shown(method, _owners(lines), changes_of(base, lines) if base else {})
    return [
        WorkGroup(_path(key, areas), tuple(shown.items(list(group)))) for key, group in groupby(lines, key=_area_of)
    ]


def empty_areas(plan: Plan) -> list[Area]:
    """Those that nothing stands in, and that hold no other area."""
    unused = Area.objects.filter(plan=plan, controls=None, planned_risks=None, children=None)
    return list(unused.select_related("parent").order_by("position"))


def _area_of(line: Line) -> int | None:
    thing = line.control or line.planned_risk
    return thing.area_id if thing else None


def _path(key: int | None, areas: dict[int, Area]) -> tuple[Area, ...]:
    area = areas.get(key or 0)
    return (*_path(area.parent_id, areas), area) if area else ()


def _owners(lines: Sequence[Line]) -> dict[int, str]:
    checks = [line.check.pk for line in lines if line.check]
    names: dict[int, list[str]] = {}
    for check, name in User.objects.filter(checks__in=checks).order_by("name").values_list("checks", "name"):
        names.setdefault(check, []).append(name)
    return {check: ", ".join(found) for check, found in names.items()}


@dataclass(frozen=True, slots=True)
class _Shown:
    method: Method
    owners: dict[int, str]
    changes: dict[int, LineChange]

    def items(self, lines: Sequence[Line]) -> list[WorkItem]:
        items: list[WorkItem] = []
        for line in lines:
            if not items or not _continues(items[-1], line):
                items.append(WorkItem(line.planned_risk))
            if line.control and line.check:
                self._add(items[-1], line.control, line.check)
            else:
                items[-1].is_new, items[-1].change = self._change(line.position)
        return items

    def _add(self, item: WorkItem, control: Control, check: Check) -> None:
        if not item.controls or item.controls[-1].control.pk != control.pk:
            item.controls.append(WorkControl(control))
        is_new, change = self._change(check.position)
        item.controls[-1].checks.append(WorkCheck(check, self.owners.get(check.pk, ""), change, is_new))

    def _change(self, position: int) -> tuple[bool, str]:
        """Whether the line is new, and the names of the fields that have been changed."""
        change = self.changes.get(position)
        if change is None:
            return False, ""
        return change.kind == "new", ", ".join(self.method.word_for(field.field) for field in change.fields)


def _continues(item: WorkItem, line: Line) -> bool:
    if line.planned_risk or item.risk:
        return line.planned_risk is not None and item.risk is not None and item.risk.pk == line.planned_risk.pk
    return line.control is not None and item.controls[-1].control.pk == line.control.pk
