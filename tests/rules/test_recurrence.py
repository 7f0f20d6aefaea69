from datetime import date

import pytest

from internkoll.rules.recurrence import SENTENCES, due_days, recurrence_of, rules_left_out, sentence_for

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
    "En gång per år, i november": "en gång per år, i november",
    "1 ggr/år (nov.)": "en gång per år, i november",
    "Årligen i november": "en gång per år, i november",
    "I november varje år": "en gång per år, i november",
    "Varje november": "en gång per år, i november",
    "November": "en gång per år, i november",
    "Årligen under oktober månad": "en gång per år, i oktober",
    "I slutet av maj": "en gång per år, i maj",
    "Varje höst (oktober)": "en gång per år, i oktober",
    "I samband med bokslut, i januari": "en gång per år, i januari",
    "Två gånger per år, i april och oktober": "två gånger per år, i april och oktober",
    "Årligen i oktober och i april": "två gånger per år, i april och oktober",
    "Halvårsvis, i april och oktober": "två gånger per år, i april och oktober",
    # The months by whose ends a half-year, a tertial and a quarter are over.
    "I juni och december": "varje halvår",
    "Tertialvis (april, augusti, december)": "varje tertial",
    "mars, juni, september och december": "varje kvartal",
}
NOT_READ = ["", "Årligen och vid avvikelser", "Löpande", "Vid behov", "T1, T2", "Juni 2025", "5 gånger per år", "år"]
NOT_READ += [
    # An occasion without a month has no day; and a month beside what is not understood is no rule.
    "Varje höst",
    "I samband med bokslut",
    "Vid behov i november",
    "November och vid avvikelser",
    "Varje månad utom juli",
    "April eller maj",
    "April–maj",
    # What contradicts itself.
    "Varje höst, i april",
    "En gång per år, i april och oktober",
    "Två gånger per år, i november",
    "November och november",
    # Months that are no even part of the year, and text without end.
    "I april och maj",
    "maj " * 50_000,
]


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
        ("en gång per år, i november", [(11, 30)]),
        ("en gång per år, i februari", [(2, 28)]),
        ("två gånger per år, i april och oktober", [(4, 30), (10, 31)]),
    ],
)
def test_a_rule_is_due_on_the_last_day_of_each_of_its_periods(sentence, days):
    (rule,) = [rule for rule, told in SENTENCES.items() if told == sentence]
    assert due_days(rule, 2025) == tuple(date(2025, month, day) for month, day in days)


TERTIALS = {"T1": date(2025, 5, 15), "T2": date(2025, 9, 15), "T3": date(2026, 1, 31)}
HALVES = {"Delår": date(2025, 6, 10), "Helår": date(2026, 1, 31)}
QUARTERS = {"Q1": date(2025, 4, 15), "Q2": date(2025, 7, 15), "Q3": date(2025, 10, 15), "Q4": date(2026, 1, 15)}


@pytest.mark.parametrize(
    ("words", "last_days", "rounds"),
    [
        ("Årligen", TERTIALS, "T3"),
        ("Halvårsvis", TERTIALS, "T2 T3"),
        ("Tertialvis", TERTIALS, "T1 T2 T3"),
        ("Kvartalsvis", TERTIALS, "T1 T2 T3"),
        ("Veckovis", TERTIALS, "T1 T2 T3"),
        ("Löpande", TERTIALS, "T1 T2 T3"),
        ("Årligen", HALVES, "Helår"),
        # Due some days before the half-year ends, and awaited all the same.
        ("Halvårsvis", HALVES, "Delår Helår"),
        ("Tertialvis", HALVES, "Delår Helår"),
        ("Årligen", QUARTERS, "Q4"),
        ("Halvårsvis", QUARTERS, "Q2 Q4"),
        ("Tertialvis", QUARTERS, "Q2 Q3 Q4"),
        # The year ends after its last round is due: the last round awaits what is left of it.
        ("Årligen", {"Vår": date(2025, 5, 15), "Höst": date(2025, 11, 15)}, "Höst"),
        ("Årligen", {"Helår": date(2026, 1, 31)}, "Helår"),
        ("I november", TERTIALS, "T3"),
        ("I juni", TERTIALS, "T2"),
        ("I april", TERTIALS, "T1"),
        ("I april och oktober", TERTIALS, "T1 T3"),
        ("I april och oktober", HALVES, "Delår Helår"),
        # As often as there are rounds, and both times before the first is due.
        ("I januari och juli", {"Delår": date(2025, 9, 10), "Helår": date(2026, 1, 31)}, "Delår"),
        # Done after the round is due: it can't be told of there.
        ("I juni", HALVES, "Helår"),
        ("Årligen", {"Delår": date(2025, 9, 10), "Okänd": None, "Helår": date(2026, 1, 31)}, "Okänd Helår"),
    ],
)
def test_a_round_awaits_what_falls_due_in_it(words, last_days, rounds):
    left_out = rules_left_out(last_days, 2025)
    assert " ".join(name for name in last_days if recurrence_of(words) not in left_out[name]) == rounds


def test_a_year_without_rounds_leaves_nothing_out():
    assert rules_left_out({}, 2025) == {}


def test_every_rule_that_can_be_chosen_has_a_day_in_every_year():
    assert all(due_days(rule, year) for rule in SENTENCES for year in (2024, 2025))
