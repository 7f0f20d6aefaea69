"""What the lists of the follow-up ask the database does not grow with their rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from internkoll.followup.models import Result
from internkoll.plan.models import Check
from tests.cast import YEAR, board_with, person


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "role"), [("attest_list", "head"), ("late_reports", "head"), ("rounds", "coordinator")]
)
def test_a_list_asks_no_more_for_80_rows_than_for_8(signed_in, name, role):
    def queries(rows):
        board = board_with(rows=rows, name=f"Nämnden med {rows}")
        reader, reporter = person(f"Läsare {rows}", role, board), person(f"Ansvarig {rows}", "control_owner", board)
        for check in Check.objects.filter(control__plan__unit=board):
            check.owners.add(reporter)
        told = Result.objects.filter(round__unit=board)
        told.filter(round__label="T1 2024").delete()
        told.update(review="waiting", reported_by=reporter, reported_at=timezone.now())
        client, address = signed_in(reader), reverse(name, args=[board.pk, YEAR])
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    assert queries(8) == queries(80)


@pytest.mark.parametrize(
    "path", ["underlag/{0}/", "rapportera/{0}/{0}/", "perioder/{0}/stang/", "resultat/{0}/aterlamna/"]
)
def test_a_key_larger_than_any_is_not_found(cast, signed_in, path):
    assert signed_in(cast.coordinator).get("/" + path.format("9" * 30)).status_code == 404
