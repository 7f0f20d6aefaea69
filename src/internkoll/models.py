"""Every model, in the order of the year: the table of contents of the data."""

from internkoll.actions.models import Action
from internkoll.assessment.models import Assessment
from internkoll.base.models import HistoryEntry, RoleGrant, Unit, User
from internkoll.followup.models import Result, ResultAction, Round, RunningText
from internkoll.imports.models import ImportedDocument
from internkoll.organisation.models import MethodVersion
from internkoll.plan.models import Area, Check, Control, Plan, PlanAction, PlannedRisk
from internkoll.register.models import Estimate, Risk

__all__ = [
    "Action",
    "Area",
    "Assessment",
    "Check",
    "Control",
    "Estimate",
    "HistoryEntry",
    "ImportedDocument",
    "MethodVersion",
    "Plan",
    "PlanAction",
    "PlannedRisk",
    "Result",
    "ResultAction",
    "Risk",
    "RoleGrant",
    "Round",
    "RunningText",
    "Unit",
    "User",
]
