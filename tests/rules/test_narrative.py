import pytest

from internkoll.rules.narrative import (
    CONTROLS,
    RISKS,
    Named,
    RoundFigures,
    Share,
    listed,
    movements_summary,
    number_word,
    of_total,
    round_summary,
)


@pytest.mark.parametrize(
    ("number", "word"), [(0, "noll"), (1, "en"), (2, "två"), (12, "tolv"), (13, "13"), (1000, "1000")]
)
def test_numbers_to_twelve_are_words(number, word):
    assert number_word(number) == word


@pytest.mark.parametrize(
    ("part", "total", "told"), [(7, 9, "sju av nio"), (12, 12, "tolv av tolv"), (7, 24, "7 av 24")]
)
def test_both_numbers_are_figures_where_one_is(part, total, told):
    assert of_total(part, total) == told


@pytest.mark.parametrize(
    ("names", "told"), [([], ""), (["3"], "3"), (["3", "9"], "3 och 9"), (["3", "5", "9"], "3, 5 och 9")]
)
def test_names_are_listed_as_in_a_sentence(names, told):
    assert listed(names) == told


def figures(total, done, *shares, things=CONTROLS, kind="bedömningen", missing=(), actions=0):
    return RoundFigures("T1 2024", things, total, done, kind, shares, missing, actions)


GOOD, MINOR = "utan anmärkning", "mindre anmärkning"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (figures(0, 0), ""),
        (figures(9, 0), "Inget är rapporterat för T1 2024 ännu: nio kontroller återstår."),
        (figures(1, 0), "Inget är rapporterat för T1 2024 ännu: en kontroll återstår."),
        (figures(1, 1), "Den enda kontrollen är rapporterad för T1 2024."),
        (figures(2, 2), "Alla två kontroller är rapporterade för T1 2024."),
        (figures(24, 22), "22 av 24 kontroller är rapporterade för T1 2024."),
        (figures(12, 5), "Fem av tolv kontroller är rapporterade för T1 2024."),
        (
            figures(9, 9, Share(GOOD, 7), Share(MINOR, 2, ("3", "9"))),
            "Alla nio kontroller är rapporterade för T1 2024. "
            "Sju har bedömningen ”utan anmärkning” och två ”mindre anmärkning” (nr 3 och 9).",
        ),
        (
            figures(9, 9, Share(GOOD, 9), Share(MINOR, 0)),
            "Alla nio kontroller är rapporterade för T1 2024. Alla har bedömningen ”utan anmärkning”.",
        ),
        (
            figures(1, 1, Share(MINOR, 1)),
            "Den enda kontrollen är rapporterad för T1 2024. Den har bedömningen ”mindre anmärkning”.",
        ),
        (
            figures(9, 4, Share(GOOD, 3), missing=("1", "2", "7", "8", "9")),
            "Fyra av nio kontroller är rapporterade för T1 2024. "
            "Tre har bedömningen ”utan anmärkning”. Kvar är nr 1, 2, 7, 8 och 9.",
        ),
        (figures(9, 0, missing=("1", "2")), "Inget är rapporterat för T1 2024 ännu: nio kontroller återstår."),
        (
            figures(8, 2, missing=("1", "2", "3", "4", "5", "6")),
            "Två av åtta kontroller är rapporterade för T1 2024.",
        ),
        (
            figures(2, 2, actions=1),
            "Alla två kontroller är rapporterade för T1 2024. Till resultaten hör en åtgärd.",
        ),
        (
            figures(13, 13, Share("Genomförd", 12), Share("Pågående", 1), kind="status", actions=14),
            "Alla 13 kontroller är rapporterade för T1 2024. "
            "Tolv har status ”Genomförd” och en ”Pågående”. Till resultaten hör 14 åtgärder.",
        ),
        (
            figures(12, 12, Share("Hög", 5), Share("Medium", 6), Share("Låg", 1), things=RISKS, kind="nivån"),
            "Alla tolv risker är omprövade för T1 2024. Fem har nivån ”Hög”, sex ”Medium” och en ”Låg”.",
        ),
        (figures(3, 0, things=RISKS), "Inget är omprövat för T1 2024 ännu: tre risker återstår."),
    ],
)
def test_a_round_is_told_in_sentences(given, told):
    assert round_summary(given) == told


LONG = "Medarbetare och konsulter har kvar behörighet i systemet när de har slutat"


@pytest.mark.parametrize(
    ("lowered", "raised", "told"),
    [
        ([], [], ""),
        (["Hot"], [], "En risk har sänkts sedan årets skattning: ”Hot”."),
        (
            ["Hot och våld", "Ledarskap"],
            ["Jäv"],
            "Två risker har sänkts sedan årets skattning: ”Hot och våld” och ”Ledarskap”. "
            "En risk har höjts sedan årets skattning: ”Jäv”.",
        ),
        ([LONG], [], "En risk har sänkts sedan årets skattning."),
        ([], list("ABCDEF"), "Sex risker har höjts sedan årets skattning."),
    ],
)
def test_moved_risks_are_named_where_the_names_suit_a_sentence(lowered, raised, told):
    lowered, raised = (Named(len(names), tuple(names)) for names in (lowered, raised))
    assert movements_summary(lowered=lowered, raised=raised) == told


def test_moved_risks_that_are_too_many_to_name_are_counted():
    told = movements_summary(lowered=Named(2667, tuple("ABCDE")), raised=Named(0))
    assert told == "2667 risker har sänkts sedan årets skattning."
