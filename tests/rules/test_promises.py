from datetime import date

import pytest

from internkoll.rules.promises import promise_told

DAY = date(2024, 12, 31)


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        ("Ta fram en rutin", {}, "Ta fram en rutin"),
        ("Ta fram en rutin", {"responsible": "Rektor"}, "Ta fram en rutin. Ansvarig: Rektor."),
        (
            "Ta fram en rutin.",
            {"responsible": "Rektor", "due": DAY},
            "Ta fram en rutin. Ansvarig: Rektor. Klart senast 31 december 2024.",
        ),
        ("Ta fram rutin", {"due": DAY, "due_words": "hösten 2024"}, "Ta fram rutin. Klart senast hösten 2024."),
        ("Ta fram rutin", {"due": DAY, "due_words": "senast i höst"}, "Ta fram rutin. Klart senast i höst."),
        ("Ta fram rutin", {"due": DAY, "due_words": "31 december"}, "Ta fram rutin. Klart senast 31 december 2024."),
        ("Ta fram rutin", {"due_words": "när lagen ändras"}, "Ta fram rutin. Klart senast när lagen ändras."),
        ("Ta fram rutin\n• följ upp", {"responsible": "Rektor"}, "Ta fram rutin\n• följ upp\nAnsvarig: Rektor."),
    ],
)
def test_an_action_is_told_with_who_does_it_and_by_when(text, told, expected):
    assert promise_told(text, year=2024, **told) == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ta fram rutin senast 31 december 2024.", {"due": DAY, "due_words": "31 december 2024"}),
        ("Ta fram rutin senast 2024-12-31", {"due": DAY}),
        ("Ta fram rutin under hösten", {"due": DAY, "due_words": "hösten"}),
        ("Ta fram rutin. Ansvarig: Enhetschef. Klart i december.", {"due": DAY, "responsible": "enhetschef"}),
        ("Rutin. Ansvarig: Rektor\nUtbildning. Ansvarig: Chef", {"responsible": "Rektor, Chef"}),
    ],
)
def test_what_the_text_tells_already_is_not_told_twice(text, told):
    assert promise_told(text, year=2024, **told) == text


def test_one_who_is_only_mentioned_is_not_told_as_responsible():
    assert promise_told("Informera rektor", year=2024, responsible="Rektor") == "Informera rektor. Ansvarig: Rektor."


def test_a_day_that_was_moved_is_told_as_it_is_now():
    told = promise_told("Ta fram rutin senast 31 december 2024.", year=2024, due=date(2025, 3, 31))
    assert told == "Ta fram rutin senast 31 december 2024. Klart senast 31 mars 2025."
