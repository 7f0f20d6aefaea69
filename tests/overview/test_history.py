import ast
from pathlib import Path

import pytest
from django.urls import reverse

import internkoll
from internkoll.base.history import Change, record
from internkoll.base.models import User
from internkoll.overview.history import history_of
from internkoll.overview.history_words import WORDS
from internkoll.register.models import Risk

SOURCE = Path(internkoll.__file__).parent


def recorded():
    """What every service calls what it did: the first word of each Change."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Change" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    yield first.value


def test_everything_that_a_service_records_has_words_in_swedish():
    assert set(recorded()) <= set(WORDS)


@pytest.fixture
def risk(cast):
    return Risk.objects.filter(unit=cast.board).first()


def test_the_latest_stands_first_with_the_person_who_did_it(cast, risk):
    record(
        by=cast.control_owner,
        unit=cast.board,
        changes=[Change("risk estimated", risk, after={"year": 2025, "value": 9})],
    )
    first, *_ = history_of(cast.board, [risk])
    assert (first.by, first.what, first.details) == ("Enhetschefen", "Risken skattades", "år 2025, värde 9")


def test_a_person_who_has_been_erased_is_told_as_such(cast, risk):
    record(by=cast.control_owner, unit=cast.board, changes=[Change("risk estimated", risk, after={})])
    User.objects.filter(pk=cast.control_owner.pk).delete()
    assert history_of(cast.board, [risk])[0].by == "en person som inte längre finns kvar"


def test_another_things_history_is_not_told(cast, risk):
    other = Risk.objects.filter(unit=cast.board).last()
    record(by=cast.control_owner, unit=cast.board, changes=[Change("risk estimated", other, after={"value": 99})])
    assert not [told for told in history_of(cast.board, [risk]) if "99" in told.details]


def test_a_long_text_is_shortened_at_a_word(cast, risk):
    record(by=None, unit=cast.board, changes=[Change("risk estimated", risk, after={"text": "Mycket text " * 40})])
    assert history_of(cast.board, [risk])[0].text.endswith(("Mycket …", "text …"))


def test_nothing_has_no_history(cast):
    assert history_of(cast.board, []) == []


def test_the_page_names_the_person(cast, signed_in, risk):
    record(by=cast.auditor, unit=cast.board, changes=[Change("risk estimated", risk, after={"value": 9})])
    assert "Revisorn" in signed_in(cast.control_owner).get(reverse("risk", args=[risk.pk])).content.decode()
