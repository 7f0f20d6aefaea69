"""The workbooks that have come back and wait for someone to decide."""

from django.db.models import QuerySet

from internkoll.base.access import Capability, Person, boards_where, may
from internkoll.followup.models import Round
from internkoll.imports.workbooks.models import ReturnedWorkbook


def waiting_books(user: Person) -> QuerySet[ReturnedWorkbook]:
    """Those that the person may decide about; the first that came first. Without their rows."""
    books = ReturnedWorkbook.objects.filter(round__unit__in=boards_where(user, Capability.REPORT_ANY))
    return _in_order(books.select_related("round__unit", "uploaded_by"))


def waiting_books_of(round_: Round, user: Person) -> QuerySet[ReturnedWorkbook]:
    if not may(user, Capability.REPORT_ANY, round_.unit):
        return ReturnedWorkbook.objects.none()
    return _in_order(round_.returned_workbooks.select_related("uploaded_by"))


def _in_order(books: QuerySet[ReturnedWorkbook]) -> QuerySet[ReturnedWorkbook]:
    return books.defer("rows", "extras").order_by("uploaded_at", "pk")
