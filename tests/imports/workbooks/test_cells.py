"""What a cell says, as a person means it."""

import datetime

import pytest

from internkoll.imports.workbooks.layout import as_marks, fingerprint, marks_in
from internkoll.imports.workbooks.values import ERROR, FORMULA, as_day, cell_text, day_text, plain


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-12-31", "2024-12-31"),
        ("2024/12/31", "2024-12-31"),
        ("2024.12.31", "2024-12-31"),
        ("20241231", "2024-12-31"),
        ("31/12 2024", "2024-12-31"),
        ("31/12-24", "2024-12-31"),
        ("31.12.2024", "2024-12-31"),
        ("31/12", "2024-12-31"),
        ("1/2 2025", "2025-02-01"),
        ("31 dec", "2024-12-31"),
        ("31 dec. 2025", "2025-12-31"),
        ("1 sept 2024", "2024-09-01"),
        (" 3 maj ", "2024-05-03"),
        # What is no day stays as it was written, for the rule of reports to judge.
        ("2024-02-30", "2024-02-30"),
        ("30/2 2024", "30/2 2024"),
        ("13/13", "13/13"),
        ("hösten 2024", "hösten 2024"),
        ("31 december 2024", "31 december 2024"),
        ("snart", "snart"),
        ("", ""),
    ],
)
def test_a_day_is_read_however_it_is_written(written, day):
    assert as_day(written, 2024) == day


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (datetime.datetime(2024, 12, 31), "2024-12-31"),
        (datetime.date(2024, 12, 31), "2024-12-31"),
        (45657, "2024-12-31"),
        (45657.0, "2024-12-31"),
        (20241231, "2024-12-31"),
        (7, "7"),
        (1.5e300, "1,5e+300"),
    ],
)
def test_a_day_that_the_program_keeps_as_a_number_is_one(value, day):
    text, _ = cell_text(value, "n", "General")
    assert day_text(value, text, 2024) == day


def test_a_workbook_from_an_old_mac_counts_its_days_from_1904():
    assert day_text(44195, "44195", 2024, counts_from_1904=True) == "2024-12-31"


@pytest.mark.parametrize(
    ("value", "kind", "number_format", "told"),
    [
        (None, "n", "General", ("", "")),
        ("  Ja \r\n\r\nNej ", "s", "@", ("Ja\n\nNej", "")),
        ("Ett_x000D_\nTvå", "s", "@", ("Ett\nTvå", "")),
        ("Dolt\u200btecken\x00", "s", "@", ("Dolt\u200btecken", "")),
        ("=1+1", "f", "@", ("", FORMULA)),
        ("=1+1", "s", "@", ("=1+1", "")),
        ("#REF!", "e", "General", ("", ERROR)),
        (12.0, "n", "General", ("12", "")),
        (0.5, "n", "0%", ("50 %", "")),
        (0.5, "n", "0.00", ("0,5", "")),
        (True, "b", "General", ("Sant", "")),
    ],
)
def test_a_cell_gives_its_text_or_what_is_wrong_with_it(value, kind, number_format, told):
    assert cell_text(value, kind, number_format) == told


def test_blanks_and_line_breaks_that_a_program_has_changed_make_no_change():
    assert fingerprint("Ett  två\r\ntre ") == fingerprint("Ett två\ntre")
    assert fingerprint("Ett") != fingerprint("ett")
    assert plain("\u00a0x\u00a0") == "x"


def test_marks_are_read_and_nothing_else():
    marks = {"rad": fingerprint("a"), "text": fingerprint("b")}
    assert marks_in(as_marks(marks)) == marks
    assert marks_in(f"text={'x' * 11};okänd=1;=;{'a=b;' * 100}") == {}
