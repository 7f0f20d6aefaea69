"""The workbooks that have come back and wait for someone to decide."""

from django.db.models import QuerySet

from internkoll.base.access import Capability, Person, boards_where
from internkoll.followup.models import Round
from internkoll.imports.workbooks.models import ReturnedWorkbook


def waiting_books(user: Person, round_: Round | None = None) -> QuerySet[ReturnedWorkbook]:
    """Those that the person may decide about, of one round or of all; the first that came first. Without their rows."""
    books = ReturnedWorkbook.objects.filter(round__unit__in=boards_where(user, Capability.REPORT_ANY))
    found = books.filter(round=round_) if round_ else books
    return found.select_related("round__unit", "uploaded_by").defer("rows", "extras").order_by("uploaded_at", "pk")
