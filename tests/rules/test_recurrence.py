from datetime import date

import pytest

from internkoll.rules.recurrence import SENTENCES, due_days, is_due_between, recurrence_of, sentence_for

READ = {
    "Årligen": "en gång per år",
    "En gång per år": "en gång per år",
    "1 gång/år": "en gång per år",
    "1 ggr/år.": "en gång per år",
    "varje tertial": "varje tertial",
    "Tertialvis": "varje tertial",
    "Tertial": "varje tertial",
    "tre gånger per år": "varje tertial",
    "Två gånger per år": "varje halvår",
    "2 ggr per år": "varje halvår",
    "halvårsvis": "varje halvår",
    "Delår och helår": "varje halvår",
    "Delår samt helår": "varje halvår",
    "Vår och höst": "varje halvår",
    "Kvartalsvis": "varje kvartal",
    "varje  månad": "varje månad",
    "Månadsvis": "varje månad",
    "en gång i månaden": "varje månad",
    "Veckovis": "varje vecka",
    "Dagligen": "varje dag",
}
NOT_READ = ["", "Årligen och vid avvikelser", "Löpande", "Vid behov", "T1, T2", "Juni 2025", "5 gånger per år", "år"]


@pytest.mark.parametrize(("words", "sentence"), READ.items())
def test_words_are_read_as_a_rule(words, sentence):
    assert sentence_for(recurrence_of(words)) == sentence


@pytest.mark.parametrize("words", NOT_READ)
def test_words_that_are_not_all_understood_have_no_rule(words):
    assert recurrence_of(words) == ""


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("en gång per år", [(12, 31)]),
        ("varje halvår", [(6, 30), (12, 31)]),
        ("varje tertial", [(4, 30), (8, 31), (12, 31)]),
        ("varje kvartal", [(3, 31), (6, 30), (9, 30), (12, 31)]),
    ],
)
def test_a_rule_is_due_on_the_last_day_of_each_of_its_periods(sentence, days):
    (rule,) = [rule for rule, told in SENTENCES.items() if told == sentence]
    assert due_days(rule, 2025) == [date(2025, month, day) for month, day in days]


@pytest.mark.parametrize(
    ("words", "first", "last", "is_due"),
    [
        ("Årligen", (1, 1), (8, 31), False),
        ("Årligen", (9, 1), (12, 31), True),
        ("Tertialvis", (1, 1), (4, 30), True),
        ("Tertialvis", (5, 1), (8, 30), False),
        ("Halvårsvis", (1, 1), (4, 30), False),
        ("Halvårsvis", (5, 1), (8, 31), True),
        ("Månadsvis", (5, 1), (8, 31), True),
        ("Veckovis", (12, 20), (12, 31), True),
        ("Dagligen", (2, 28), (2, 28), True),
        ("Löpande", (2, 1), (2, 2), True),
    ],
)
def test_what_is_due_in_a_period(words, first, last, is_due):
    assert is_due_between(recurrence_of(words), date(2025, *first), date(2025, *last), 2025) is is_due


def test_every_rule_that_can_be_chosen_has_a_day_in_every_year():
    assert all(due_days(rule, year) for rule in SENTENCES for year in (2024, 2025))
