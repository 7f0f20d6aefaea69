"""Values, periods, classes and marks are read as they are written, and nothing is made up."""

import pytest

from internkoll.imports.outcomes import class_in, is_class
from internkoll.imports.period_marks import Mark, find_mark, leading_mark
from internkoll.imports.readers.formulas import worked_out
from internkoll.imports.rows.drafts import Periods
from internkoll.imports.rows.markings import stars_that_mean_common, take_marking
from internkoll.imports.rows.values import Estimate, read_estimate, value_group


@pytest.mark.parametrize(
    ("text", "estimate"),
    [
        ("12", Estimate(12)),
        ("(12)", Estimate(12)),
        ("Hög (12)", Estimate(12, "Hög")),
        ("● Medium (9)", Estimate(9, "Medium")),
        ("12 – Hög", Estimate(12, "Hög")),
        ("● Medium", Estimate(None, "Medium")),
        ("Mycket hög", Estimate(None, "Mycket hög")),
        ("4x3=12", Estimate(12, None, "4", "3")),
        ("12 (4 x 3)", Estimate(12, None, "4", "3")),
        ("Hög (4*3=12)", Estimate(12, "Hög", "4", "3")),
        ("3x4", Estimate(None, None, "3", "4")),
        ("S:3 K:4", Estimate(None, None, "3", "4")),
        ("S3K4 = 12", Estimate(12, None, "3", "4")),
        ("12 p", Estimate(12)),
        ("12p.", Estimate(12)),
        ("12 poäng", Estimate(12)),
        ("Hög, 12 poäng", Estimate(12, "Hög")),
        ("3*4=12 p", Estimate(12, None, "3", "4")),
        ("S:3 K:4 RV:12", Estimate(12, None, "3", "4")),
        ("RV 12 (S 3, K 4)", Estimate(12, None, "3", "4")),
        ("Skattning 16: sannolik risk, allvarliga konsekvenser", Estimate(16, None, "sannolik", "allvarliga")),
        ("9-12", Estimate(None, "9-12")),
        ("12,5", Estimate(None, "12,5")),
        ("3. Möjlig", Estimate(None, "3. Möjlig")),
        ("–", Estimate()),
        ("", Estimate()),
    ],
)
def test_a_value_cell_says(text, estimate):
    assert read_estimate(text) == estimate


@pytest.mark.parametrize(
    ("text", "estimate"),
    [
        ("Skattning 16: sannolik risk, allvarliga konsekvenser", Estimate(16, None, "sannolik", "allvarliga")),
        (
            "Skattning 10: mindre sannolik risk, allvarliga konsekvenser",
            Estimate(10, None, "mindre sannolik", "allvarliga"),
        ),
        ("Riskvärde 16 (sannolikhet: sannolik, konsekvens: allvarlig)", Estimate(16, None, "sannolik", "allvarlig")),
        ("Riskvärde: 12 (sannolikhet 3, konsekvens 4)", Estimate(12, None, "3", "4")),
        ("Riskvärde 12 (S 3 x K 4)", Estimate(12, None, "3", "4")),
        ("Risktal 9", Estimate(9)),
        ("Riskpoäng 16 (Kritisk)", Estimate(16, "Kritisk")),
        ("Risknivå: Hög (12)", Estimate(12, "Hög")),
        ("Höga risker", Estimate(None, "Höga")),
        ("Riskvärde 12-16", None),
        ("Ekonomi", None),
        ("Kontroller av verksamhetens arbetssätt", None),
    ],
)
def test_a_group_row_gives_a_value_or_is_a_name(text, estimate):
    assert value_group(text) == estimate


@pytest.mark.parametrize(
    ("text", "mark", "short"),
    [
        ("Tertial I 2024", Mark("Tertial I", 2024), Mark("T1", 2024)),
        ("2022 T1", Mark("T1", 2022), Mark("T1", 2022)),
        ("tredje tertialet 2023", Mark("Tredje tertialet", 2023), Mark("T3", 2023)),
        ("Delårsrapportering av internkontrollplan", Mark("Delår"), Mark("Delår")),
        ("andra halvåret 2024", Mark("Andra halvåret", 2024), Mark("Halvår 2", 2024)),
        ("Verksamhetsberättelse 2022", Mark("VB", 2022), Mark("VB", 2022)),
        ("Uppföljning per april 2024", Mark("april", 2024), Mark("april", 2024)),
    ],
)
def test_a_period_mark_is_found_in_a_text(text, mark, short):
    found = find_mark(text)
    assert found is not None
    assert (found.mark, found.mark.shortest) == (mark, short)


@pytest.mark.parametrize("text", ["Risk", "tertialvis", "I maj", "Granskning av årets inköp"])
def test_a_text_without_a_period_has_none(text):
    assert find_mark(text) is None


@pytest.mark.parametrize(
    ("paragraph", "opened"),
    [
        ("VB: Stickprov har gjorts.", (Mark("VB"), "Stickprov har gjorts.")),
        ("Tertial 2", (Mark("Tertial 2"), "")),
        ("Delår 2024 - Klart", (Mark("Delår", 2024), "Klart")),
        ("T1 har gått bra.", None),
        ("Arbetet i T1: klart", None),
    ],
)
def test_a_paragraph_opens_with_a_mark_only_where_a_sign_ends_it(paragraph, opened):
    assert leading_mark(paragraph) == opened


def test_two_ways_of_writing_a_period_are_the_same_period():
    assert Periods("T1 2024", 2024).key(Mark("Tertial 1", None, "T1")) == "T1 2024"
    assert Periods("Helår 2024", 2024).key(Mark("Tertial 1", None, "T1")) == "Tertial 1 2024"
    assert Periods("Helår 2024", 2024).key(None) == "Helår 2024"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Granskningen är genomförd utan anmärkning.\nRutinen följs.", "utan anmärkning"),
        ("Granskningen är genomförd med mindre anmärkning, på grund av försening.", "mindre anmärkning"),
        ("Kontrollen är utförd med anmärkning.", "med anmärkning"),
        ("Genomförd utan anmärkning.", "utan anmärkning"),
        ("Genomfört med mindre avvikelse. Två fel.", "mindre avvikelse"),
        ("Kontrollerat utan avvikelser", "utan avvikelser"),
        ("Är genomförd utan anmärkning.", "utan anmärkning"),
        ("Acceptabelt utfall. Rutinen följs.", "Acceptabelt utfall"),
        ("Ingen avvikelse. Tio kassor räknades.", "Ingen avvikelse"),
        ("Inga avvikelser har noterats.", "Inga avvikelser"),
        ("Mindre avvikelse: registret saknas.", "Mindre avvikelse"),
        ("Grönt", "Grönt"),
        ("Ej genomförd", "Ej genomförd"),
        ("Kontroller har gjorts i samband med besök utan anmärkning.", None),
        ("Brister i rutinen har noterats.", None),
        ("Genomfört", None),
        ("Pågående.", None),
        ("", None),
    ],
)
def test_a_result_opens_with_its_class_or_has_none(text, outcome):
    assert class_in(text) == outcome


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("Utan anmärkning", True),
        ("● Rött", True),
        ("Acceptabelt utfall", True),
        ("Ej godkänt resultat", True),
        ("Avvikelse i tre fall", False),
    ],
)
def test_a_class_stands_alone_or_does_not(text, alone):
    assert is_class(text) is alone


@pytest.mark.parametrize(
    ("text", "rest", "taken"),
    [
        ("Obligatorisk risk: Jäv vid beslut", "Jäv vid beslut", "Obligatorisk risk:"),
        ("Kommungemensam risk\nJäv vid beslut", "Jäv vid beslut", "Kommungemensam risk"),
        ("Jäv vid beslut (obligatorisk)", "Jäv vid beslut", "(obligatorisk)"),
        ("Jäv vid beslut*", "Jäv vid beslut", "*"),
        ("Jäv vid beslut**", "Jäv vid beslut**", ""),
        ("Obligatorisk ventilationskontroll görs inte", "Obligatorisk ventilationskontroll görs inte", ""),
    ],
)
def test_a_mark_of_what_is_common_is_taken_off(text, rest, taken):
    marked = take_marking(text, frozenset({"*"}))
    assert (marked.text, marked.taken) == (rest, taken)


def test_a_star_means_what_its_note_says():
    assert stars_that_mean_common(["* Kommungemensam risk", "** Ny risk för året"]) == {"*"}
    assert stars_that_mean_common(["Risker markerade med ** är obligatoriska."]) == {"**"}


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("A1*B1", 12),
        ("=$A$1*$B$1", 12),
        ("A1+B1", 7),
        ("PRODUCT(A1:B1)", 12),
        ("SUM(A1,B1)", 7),
        ("A1", 3),
        ("A1*C1", None),
        ('IF(A1>2,"Hög","Låg")', None),
        ("SUM(A1:A1048576)", None),
    ],
)
def test_a_plain_formula_is_worked_out(formula, result):
    values = {(0, 0): 3, (0, 1): 4}
    assert worked_out(formula, lambda place: values.get(place, "")) == result
