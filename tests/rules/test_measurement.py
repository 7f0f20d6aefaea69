import pytest

from internkoll.rules.measurement import Measured, read_measurement

READ = [
    ("57 procent", 57, "procent"),
    ("57 %", 57, "procent"),
    ("57%", 57, "procent"),
    ("530 av 1 169 ärenden", 45.3, "procent"),
    ("530 ärenden av 1 169", 45.3, "procent"),
    ("3 av 25", 12, "procent"),
    ("0 av 25 ärenden", 0, "procent"),
    ("1 256 645 kr", 1_256_645, "kr"),
    ("1\u00a0256\u00a0645 kr", 1_256_645, "kr"),
    ("ca 4,5 dagar.", 4.5, "dagar"),
    ("drygt 12 tkr", 12, "tkr"),
    ("-3,2 procent", -3.2, "procent"),
    ("−3,2 procent", -3.2, "procent"),
    ("14", 14, ""),
    ("  25   ärenden ", 25, "ärenden"),
]
NOT_READ = [
    "",
    "inga ärenden",
    "mellan 3 och 5 dagar",
    "3–5 dagar",
    "5 av 3 ärenden",
    "5 av 0 ärenden",
    "1.256.645 kr",
    "2024-06-30",
    "12 34 kr",
    "3 av 25 i maj och 4 av 25 i juni",
    "9" * 500,
    "5 " + "x" * 60,
]


@pytest.mark.parametrize(("words", "value", "unit"), READ)
def test_a_figure_is_read_with_its_unit(words, value, unit):
    assert read_measurement(words) == Measured(value, unit)


@pytest.mark.parametrize("words", NOT_READ)
def test_words_that_tell_no_one_figure_stay_words(words):
    assert read_measurement(words) is None
