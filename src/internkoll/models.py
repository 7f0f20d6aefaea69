"""Every model, in the order of the year: the table of contents of the data."""

from internkoll.actions.models import Action
from internkoll.assessment.models import Assessment, AssessmentAction
from internkoll.base.models import HistoryEntry, RoleGrant, Unit, User
from internkoll.followup.models import Draft, Evidence, Measurement, Result, ResultAction, Round, RunningText
from internkoll.imports.models import ChosenColumn, ImportedDocument, Reading
from internkoll.imports.workbooks.models import ReturnedWorkbook
from internkoll.organisation.models import MethodVersion
from internkoll.plan.models import Area, Check, Control, Plan, PlanAction, PlannedRisk
from internkoll.register.models import Estimate, Recommendation, RecommendationAction, Response, Risk, RiskAction

__all__ = [
    "Action",
    "Area",
    "Assessment",
    "AssessmentAction",
    "Check",
    "ChosenColumn",
    "Control",
    "Draft",
    "Estimate",
    "Evidence",
    "HistoryEntry",
    "ImportedDocument",
    "Measurement",
    "MethodVersion",
    "Plan",
    "PlanAction",
    "PlannedRisk",
    "Reading",
    "Recommendation",
    "RecommendationAction",
    "Response",
    "Result",
    "ResultAction",
    "ReturnedWorkbook",
    "Risk",
    "RiskAction",
    "RoleGrant",
    "Round",
    "RunningText",
    "Unit",
    "User",
]
