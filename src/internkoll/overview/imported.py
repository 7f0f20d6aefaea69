"""The documents that a board's year was read in from, with what was noticed as they were read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from internkoll.imports.models import ImportedDocument
from internkoll.plan.models import Plan
from internkoll.reports.blocks import Mark
from internkoll.rules.notices import Notice


@dataclass(frozen=True, slots=True)
class Noticed:
    mark: Mark
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Imported:
    document: ImportedDocument
    notices: tuple[Noticed, ...]


def imported_into(plan: Plan) -> list[Imported]:
    """The latest first."""
    documents = ImportedDocument.objects.filter(plan=plan).select_related("imported_by").order_by("-imported_at", "-pk")
    return [Imported(document, tuple(_noticed(document.notices))) for document in documents]


def _noticed(stored: Iterable[dict[str, Any]]) -> Iterable[Noticed]:
    """The gravest first, in the document's order."""
    order = ("error", "warning", "info")
    notices = sorted((Notice(**held) for held in stored), key=lambda notice: order.index(notice.severity))
    marks = {
        "error": Mark(_("Fel"), "danger"),
        "warning": Mark(_("Se över"), "warning"),
        "info": Mark(_("Upplysning"), "neutral"),
    }
    return (Noticed(marks[notice.severity], notice.place, notice.text) for notice in notices)
