"""Tables that are no plan give no rows, are kept as running text, and are told."""

import pytest

from tests.imports.build import heading, read, table

PLAN = table(
    ["Risk", "Kontroll", "Resultat"], ["Fel moms", "Stickprov av moms", "Två fel."], ["Fel lön", "Lista", "Inga."]
)
ASIDE = {
    "people": table(["Namn", "Funktion", "Telefon"], ["NN", "Controller", "123"], ["MM", "Chef", "456"]),
    "a scale": table(
        ["Poäng", "Sannolikhet", "Beskrivning"],
        ["1", "Osannolik", "Risken är praktiskt taget obefintlig att fel ska uppstå"],
        ["2", "Möjlig", "Det finns en möjlig risk att fel ska uppstå"],
    ),
    "levels": table(
        ["Riskvärde", "Risknivå", "Åtgärd"], ["1-4", "Låg", "Ingen åtgärd krävs"], ["5-9", "Hög", "Åtgärda"]
    ),
    "a matrix": table(["Konsekvens", "1", "2", "3"], ["3", "", "7", "1, 3"], ["2", "4", "", ""], ["1", "", "", "2"]),
    "terms": table(
        ["Begrepp", "Förklaring"],
        ["Risk", "Något som kan hända"],
        ["Kontrollmoment", "Vad som kontrolleras"],
        ["Metod", "Hur kontrollen utförs"],
        ["Ansvarig", "Den som utför kontrollen"],
    ),
    "colours": table(
        ["Status", "Innebörd"], ["Grön", "Kontrollen är gjord utan avvikelse"], ["Röd", "Större avvikelse"]
    ),
    "signatures": table(["Datum", "Underskrift"], ["2024-12-01", "NN"]),
    "versions": table(
        ["Version", "Datum", "Ändring", "Ansvarig"], ["1.0", "2023-12-01", "Första versionen", "Controller"]
    ),
    "the year's work": table(
        ["Aktivitet", "Ansvarig", "Tidpunkt"],
        ["Riskanalys", "Controller", "Oktober"],
        ["Beslut om plan", "Nämnd", "December"],
    ),
    "roles": table(["Roll", "Ansvar"], ["Nämnden", "Beslutar om planen"], ["Förvaltningschef", "Leder arbetet"]),
    "figures": table(["Riskområde", "Antal risker", "Andel"], ["Ekonomi", "4", "40 %"], ["Personal", "6", "60 %"]),
    "counts": table(["Område", "Antal kontroller", "Utan avvikelse", "Med avvikelse"], ["Ekonomi", 4, 3, 1]),
}


@pytest.mark.parametrize("name", ASIDE)
def test_a_table_that_is_no_plan_gives_no_rows_and_is_told(name):
    document = read("docx", [heading("Uppföljning 2024", 1), ASIDE[name], PLAN], period="2024")
    assert [row.risk for row in document.rows] == ["Fel moms", "Fel lön"]
    assert [notice.place for notice in document.notices if notice.code == "not-a-plan"] == ["tabell 1"]
    kept = "\n".join(text.text for text in document.texts)
    assert all(str(cell) in kept for row in ASIDE[name].rows for cell in row)
