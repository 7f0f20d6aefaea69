"""A check that is done once a year: what the pages say in a round that does not await it."""

from datetime import date

import pytest
from django.urls import reverse

from internkoll.base.models import Unit
from internkoll.followup.models import ResultAction, Round
from internkoll.organisation.methods import method_for
from internkoll.overview.board_list import municipalities_of
from internkoll.overview.figures import FiguresOfYear
from internkoll.plan.models import Check, Plan
from internkoll.rules.recurrence import YEARLY
from tests.cast import ROUNDS, YEAR
from tests.followup.conftest import GOOD, task
from tests.reading import page_of, rows, words

__all__ = ["task"]
NOT_DUE = "Ingår inte i den här uppföljningen"
TOLD_CALMLY = "Kontrollen ingår inte i den här uppföljningen, men kan rapporteras ändå."


@pytest.fixture
def yearly(task):
    """The one that nobody has reported in the second round: it is awaited in the third, the year's last."""
    Round.objects.exclude(pk=task.round.pk).filter(unit=task.round.unit).update(closed_on=date(2024, 5, 31))
    Check.objects.filter(pk=task.check.pk).update(recurrence=YEARLY)
    return task


@pytest.fixture
def followup(cast, signed_in):
    client = signed_in(cast.auditor)
    return lambda **asked: page_of(client.get(reverse("board_followup", args=cast.year), asked))


def figures(cast):
    told = FiguresOfYear(Plan.objects.of(cast.board, YEAR).get(), method_for(cast.board, YEAR), date(2024, 10, 1))
    return told.of_round(told.rounds[-1])


def share(cast):
    (told,) = municipalities_of(Unit.objects.boards().filter(pk=cast.board.pk), (), date(2024, 10, 1))
    return told.boards[0].done, told.boards[0].total


def test_it_stands_among_nobodys_tasks(yearly, signed_in):
    client = signed_in(yearly.owner)
    assert "inget att göra" in words(page_of(client.get("/")))
    Check.objects.filter(pk=yearly.check.pk).update(recurrence="")
    assert "Att rapportera: 1 kontroll" in words(page_of(client.get("/")))


def test_it_is_not_late(yearly, cast, signed_in):
    late = reverse("late_reports", args=cast.year) + f"?period={ROUNDS[1]}"
    client = signed_in(cast.coordinator)
    assert "Kontroll 5 görs" not in words(page_of(client.get(late)))
    Check.objects.filter(pk=yearly.check.pk).update(recurrence="")
    assert "Kontroll 5 görs" in words(page_of(client.get(late)))


def test_the_round_says_that_it_is_no_part_of_it(yearly, followup):
    page = followup(period=ROUNDS[1])
    assert len(rows(page)) == 6
    assert NOT_DUE in rows(page)[4][5]
    (row,) = rows(followup(period=ROUNDS[1], visa="ingar-inte"))
    assert "Kontroll 5 görs" in " ".join(row)
    assert "Kontroll 5 görs" not in words(followup(period=ROUNDS[1], visa="saknas"))


def test_it_counts_neither_in_the_boards_share_nor_in_the_assessments_figures(yearly, cast):
    assert share(cast) == (5, 5)
    assert (figures(cast).total, figures(cast).missing) == (5, 0)


def test_reported_all_the_same_it_counts_as_reported(yearly, cast, followup):
    yearly.hand_in()
    assert share(cast) == (6, 6)
    assert (figures(cast).total, figures(cast).done) == (6, 6)
    assert NOT_DUE not in words(followup(period=ROUNDS[1]))


def test_the_report_says_so_in_the_round_and_awaits_it_in_the_others(yearly, cast, signed_in):
    client, address = signed_in(cast.auditor), reverse("board_report", args=cast.year)
    report = words(page_of(client.get(address, {"period": ROUNDS[1]})))
    assert report.count(NOT_DUE) == 1
    assert "Ej rapporterat" not in report
    Check.objects.filter(pk=yearly.check.pk).update(recurrence="")
    report = words(page_of(client.get(address, {"period": ROUNDS[1]})))
    assert (report.count(NOT_DUE), report.count("Ej rapporterat")) == (0, 1)


def test_its_form_says_so_calmly_and_takes_the_report(yearly, signed_in):
    client = signed_in(yearly.owner)
    page = words(page_of(client.get(yearly.address)))
    assert TOLD_CALMLY in page
    assert client.post(yearly.address, {"edits": "0", "text": GOOD.text, "outcome": GOOD.outcome}).status_code == 302
    assert yearly.result.text == GOOD.text
    Check.objects.filter(pk=yearly.check.pk).update(recurrence="")
    assert TOLD_CALMLY not in words(page_of(client.get(yearly.address)))


def test_remarks_that_nothing_answers_have_a_list_of_their_own(cast, followup):
    assert rows(followup(period=ROUNDS[1], visa="anmarkning"))
    link = ResultAction.objects.filter(result__round__label=ROUNDS[1], result__round__unit=cast.board).first()
    name = str(link.result.control)
    ResultAction.objects.filter(result=link.result).delete()
    page = followup(period=ROUNDS[1], visa="obesvarade")
    (row,) = rows(page)
    assert name in " ".join(row)
    assert "Anmärkningar utan åtgärd 1" in words(page)
    type(link.result).objects.filter(pk=link.result_id).update(no_action_why="Redan rättat.")
    assert "Anmärkningar utan åtgärd 0" in words(followup(period=ROUNDS[1], visa="obesvarade"))


def test_the_boards_own_page_has_the_years_time_line(cast, signed_in):
    told = words(page_of(signed_in(cast.auditor).get(reverse("board", args=cast.year))))
    assert "Årets tidslinje" in told
    assert "T3 2024" in told
