"""Columns of answers: classes, status words, counts, crosses, and what is neither."""

import pytest

from tests.imports.build import LEFT, UP, across, heading, read, table, told

KINDS = ("docx", "xlsx")
P = "Helår 2024"


def _rows(kind, *lines):
    return [told(row) for row in read(kind, [heading("Uppföljning 2024", 1), table(*lines)], period=P).rows]


def _result(outcome, text, **status):
    return {"results": {P: {"class": outcome, "text": text, **status}}}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("question", ["Svar", "Ja/nej", "Avvikelse? (ja/nej)", "Bedömning"])
def test_an_answer_to_a_question_is_the_class_beside_its_comment(kind, question):
    assert _rows(
        kind,
        ["Kontrollfråga", question, "Kommentar"],
        ["Finns aktuell attestlista?", "Ja", "Uppdaterad i mars."],
        ["Är alla nycklar kvitterade?", "Nej", "Tre saknas."],
    ) == [
        {"control": "Finns aktuell attestlista?", **_result("Ja", "Uppdaterad i mars.")},
        {"control": "Är alla nycklar kvitterade?", **_result("Nej", "Tre saknas.")},
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_heading_that_lists_the_colours_is_a_column_of_classes(kind):
    rows = _rows(
        kind,
        ["Kontrollmoment", "Utfall", "Grön/gul/röd"],
        ["Lönelista", "Inga fel", "Grön"],
        ["Stickprov av avgifter", "2 fel av 25", "Gul"],
    )
    assert rows[1] == {"control": "Stickprov av avgifter", **_result("Gul", "2 fel av 25")}


@pytest.mark.parametrize("kind", KINDS)
def test_deviations_told_in_words_of_their_own_are_text(kind):
    rows = _rows(
        kind,
        ["Kontrollmoment", "Metod", "Avvikelser/kommentarer"],
        ["Loggar", "Genomgång", "Fem inloggningar på natten."],
        ["Utskick", "Stickprov", "Två brev till fel adress."],
        ["Arkiv", "Besök", "Ett skåp var olåst."],
    )
    assert rows[1] == {"control": "Utskick", "method": "Stickprov", **_result(None, "Två brev till fel adress.")}


@pytest.mark.parametrize("kind", KINDS)
def test_a_cross_under_ja_or_nej_is_a_status_where_it_is_asked_whether_the_control_is_made(kind):
    rows = _rows(
        kind,
        ["Kontrollmoment", "Genomförd", LEFT, "Kommentar"],
        [UP, "Ja", "Nej", UP],
        ["Lönelista", "X", "", "Alla månader."],
        ["Avtal", "", "X", "Görs i januari."],
    )
    assert rows == [
        {"control": "Lönelista", **_result(None, "Alla månader.", status="Ja")},
        {"control": "Avtal", **_result(None, "Görs i januari.", status="Nej")},
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_crosses_under_years_tell_when_the_control_is_made(kind):
    rows = _rows(
        kind,
        ["Område", "Kontrollmoment", "Ansvarig", "2023", "2024", "2025"],
        ["Löner", "Lönelistor", "HR-chef", "X", "", "X"],
        ["Inköp", "Avtalstrohet", "Inköpschef", "", "X", ""],
    )
    assert [row["frequency"] for row in rows] == ["2023, 2025", "2024"]


@pytest.mark.parametrize("kind", KINDS)
def test_lines_across_that_give_the_level_of_the_controls_below_them(kind):
    rows = _rows(
        kind,
        ["Kontroll", "Metod", "Ansvarig"],
        across("Hög risk", 3),
        ["Avtal", "Lista", "Inköpschef"],
        across("Låg risk", 3),
        ["Bilar", "Körjournal", "Förman"],
    )
    assert [(row["control"], row["level"]) for row in rows] == [("Avtal", "Hög"), ("Bilar", "Låg")]
