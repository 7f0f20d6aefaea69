from datetime import date

import pytest

from internkoll.rules.due import told_due


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Rutinen tas fram senast 2024-06-30.", date(2024, 6, 30)),
        ("Klart den 15 mars 2025.", date(2025, 3, 15)),
        ("Klart 15 mars.", date(2024, 3, 15)),
        ("Klart i februari.", date(2024, 2, 29)),
        ("Klart i februari månad 2023.", date(2023, 2, 28)),
        ("Ta fram en rutin under hösten 2024.", date(2024, 12, 31)),
        ("Under hösten tas en plan fram.", date(2024, 12, 31)),
        ("Görs våren 2025.", date(2025, 6, 30)),
        ("Senast under andra halvåret 2024.", date(2024, 12, 31)),
        ("Kontrolleras under 2025.", date(2025, 12, 31)),
        ("Följs upp T2 2025.", date(2025, 8, 31)),
        ("Följs upp i kvartal 1.", date(2024, 3, 31)),
        # Several dates: the last is when it is done.
        ("Utkast i maj 2024, beslut i oktober 2024.", date(2024, 10, 31)),
        ("Fortsatt arbete med att säkerställa kunskapen.", None),
        ("Klart den 31 juni 2024.", None),
        ("Enligt VP 2024 åtgärd 2.", None),
        ("", None),
    ],
)
def test_a_date_in_words_is_the_last_day_it_can_mean(text, day):
    due = told_due(text, 2024)
    assert (due.day if due else None) == day


def test_the_words_are_kept_as_they_stand():
    assert told_due("Ta fram en rutin under hösten 2024.", 2024).words == "hösten 2024"


@pytest.mark.parametrize(
    ("text", "year", "written", "day"),
    [
        ("våren", 2025, date(2026, 1, 12), date(2026, 6, 30)),
        ("våren", 2025, date(2025, 3, 1), date(2025, 6, 30)),
        ("hösten", 2027, date(2026, 11, 1), date(2027, 12, 31)),
        ("våren", 2026, date(2026, 11, 1), date(2027, 6, 30)),
        ("våren 2025", 2025, date(2026, 1, 12), date(2025, 6, 30)),
        ("30 juni", 2024, date(2026, 6, 30), date(2026, 6, 30)),
        ("29 februari", 2024, date(2026, 1, 1), None),
    ],
)
def test_words_without_a_year_mean_no_day_before_they_were_written(text, year, written, day):
    told = told_due(text, year, written)
    assert (told.day if told else None) == day
