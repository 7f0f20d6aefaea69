"""Forms of one risk or control each, whose labels stand before, above or over what they tell."""

import pytest

from tests.imports.build import LEFT, bold, heading, paragraph, read, table, told

KINDS = ("docx", "xlsx")
TITLE = heading("Uppföljning av intern kontroll 2024", 1)


def _rows(kind, *blocks, period=None):
    return [told(row) for row in read(kind, [TITLE, *blocks], period=period).rows]


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_may_have_its_facts_in_columns_and_its_result_below_a_label_across(kind):
    def form(control, risk, result, action):
        return table(
            [bold(f"Kontrollmoment: {control}"), LEFT, LEFT, LEFT],
            [bold("Risk"), bold("Metod"), bold("Frekvens"), bold("Ansvarig")],
            [risk, "Stickprov", "Tertial", "Controller"],
            [bold("Resultat"), LEFT, LEFT, LEFT],
            [result, LEFT, LEFT, LEFT],
            [bold("Åtgärd"), LEFT, LEFT, LEFT],
            [action, LEFT, LEFT, LEFT],
        )

    first = form("Attestrutinen", "Fel person attesterar", "Inga fel hittades.", "Ingen åtgärd behövs.")
    second = form("Lön", "Fel lön betalas ut", "Två fel.", "Rutinen ses över.")
    assert _rows(kind, first, paragraph("Nästa kontroll."), second, period="2024") == [
        {"risk": "Fel person attesterar", "control": "Attestrutinen", "method": "Stickprov", "frequency": "Tertial",
         "responsible": "Controller", "results": {"2024": {"class": None, "text": "Inga fel hittades."}},
         "action": "Ingen åtgärd behövs."},
        {"risk": "Fel lön betalas ut", "control": "Lön", "method": "Stickprov", "frequency": "Tertial",
         "responsible": "Controller", "results": {"2024": {"class": None, "text": "Två fel."}},
         "action": "Rutinen ses över."},
    ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_label_may_number_its_risk(kind):
    form = table(
        ["Risk 1", "Avtal saknas"],
        ["Riskvärde", "12"],
        ["Kontroll", "Avtalslistan"],
        ["Uppföljning T1", "Inga fel."],
        ["Risk 2", "Jäv vid beslut"],
        ["Riskvärde", "6"],
        ["Kontroll", "Protokoll"],
        ["Uppföljning T1", ""],
    )
    assert _rows(kind, form) == [
        {"risk_number": "1", "risk": "Avtal saknas", "score": 12, "control": "Avtalslistan",
         "results": {"T1 2024": {"class": None, "text": "Inga fel."}}},
        {"risk_number": "2", "risk": "Jäv vid beslut", "score": 6, "control": "Protokoll"},
    ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_each_heading_may_explain_at_length_what_is_to_be_filled_in(kind):
    explained = "Beskriv vad som kan hända och varför, på ett sätt som gör att läsaren förstår vad risken innebär."
    asked = "Vad ska kontrolleras för att upptäcka om risken har inträffat eller håller på att inträffa under året?"
    plan = table(
        [f"Riskbeskrivning\n{explained}", f"Kontrollmoment\n{asked}", "Ansvarig\nAnge funktion"],
        ["Avtal saknas", "Avtalslistan", "Inköpare"],
    )
    assert _rows(kind, plan) == [{"risk": "Avtal saknas", "control": "Avtalslistan", "responsible": "Inköpare"}]


@pytest.mark.parametrize("kind", KINDS)
def test_each_value_may_have_its_label_in_the_same_cell(kind):
    plan = table(
        ["Risk", "Riskbedömning", "Kontroll"],
        ["Avtal saknas", "Sannolikhet: 3\nKonsekvens: 4\nRiskvärde: 12", "Avtalslistan"],
    )
    document = read(kind, [TITLE, plan])
    assert told(document.rows[0]) == {
        "risk": "Avtal saknas", "likelihood": 3, "consequence": 4, "score": 12, "control": "Avtalslistan",
    }  # fmt: skip
    assert not [notice for notice in document.notices if notice.code == "text-left-out"]
