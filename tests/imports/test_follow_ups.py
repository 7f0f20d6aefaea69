"""A plan and its follow-up, a summary or a list of actions as tables of the same document: each control is one row."""

import pytest

from tests.imports.build import heading, read, table, told

KINDS = ("docx", "xlsx")
TITLE = heading("Uppföljning av intern kontroll 2024", 1)
PLAN = table(
    ["Nr", "Risk", "Kontrollmoment", "Metod", "Ansvarig"],
    ["1", "Fel person attesterar", "Attestrutinen", "Stickprov", "Ekonomichef"],
    ["2", "Avtal saknas", "Avtalstrohet", "Jämförelse", "Inköpschef"],
)
ATTEST = {"risk_number": "1", "risk": "Fel person attesterar", "control": "Attestrutinen", "method": "Stickprov",
          "responsible": "Ekonomichef"}  # fmt: skip
CONTRACTS = {"risk_number": "2", "risk": "Avtal saknas", "control": "Avtalstrohet", "method": "Jämförelse",
             "responsible": "Inköpschef"}  # fmt: skip


def _read(kind, *blocks):
    document = read(kind, [TITLE, *blocks], period="2024")
    return [told(row) for row in document.rows], {notice.code for notice in document.notices}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("names", [("Nr", "1", "2"), ("Kontrollmoment", "Attestrutinen", "Avtalstrohet")])
def test_results_in_a_table_of_their_own_go_to_the_lines_of_the_plan(kind, names):
    head, first, second = names
    results = table([head, "Resultat", "Åtgärd"], [first, "Inga fel.", ""], [second, "Två köp.", "Utbildning"])
    rows, codes = _read(kind, PLAN, heading("Resultat", 2), results)
    assert rows == [
        {**ATTEST, "results": {"2024": {"class": None, "text": "Inga fel."}}},
        {**CONTRACTS, "results": {"2024": {"class": None, "text": "Två köp."}}, "action": "Utbildning"},
    ]
    assert "follow-up-table" in codes


@pytest.mark.parametrize("kind", KINDS)
def test_a_summary_before_the_details_adds_its_classes_and_no_rows(kind):
    summary = table(
        ["Kontrollmoment", "Bedömning"], ["Attestrutinen", "Ingen avvikelse"], ["Avtalstrohet", "Mindre avvikelse"]
    )
    rows, _ = _read(kind, heading("Sammanfattning", 2), summary, heading("Detaljer", 2), PLAN)
    assert [row["control"] for row in rows] == ["Attestrutinen", "Avtalstrohet"]
    assert [row["results"]["2024"]["class"] for row in rows] == ["Ingen avvikelse", "Mindre avvikelse"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_of_actions_goes_to_the_controls_that_it_names(kind):
    actions = table(
        ["Kontrollmoment", "Åtgärd", "Ansvarig", "Klart senast"],
        ["Avtalstrohet", "Utbildning", "Förvaltningschef", "2025-03-01"],
    )
    rows, _ = _read(kind, PLAN, heading("Åtgärder", 2), actions)
    assert rows == [
        ATTEST,
        {**CONTRACTS, "action": "Utbildning\nKlart senast: 2025-03-01\nAnsvarig: Förvaltningschef"},
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_results_of_other_controls_are_rows_of_their_own(kind):
    others = table(["Kontrollmoment", "Resultat"], ["Brandskydd", "Inga fel."], ["Arkiv", "Ett skåp var olåst."])
    rows, codes = _read(kind, PLAN, heading("Övrigt", 2), others)
    assert [row["control"] for row in rows] == ["Attestrutinen", "Avtalstrohet", "Brandskydd", "Arkiv"]
    assert "follow-up-table" not in codes


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_of_risks_that_a_plan_with_values_repeats_gives_no_rows_twice(kind):
    risks = table(
        ["Nr", "Risk", "S", "K", "Riskvärde"],
        ["1", "Fel person attesterar", 3, 3, 9],
        ["2", "Avtal saknas", 2, 4, 8],
        ["3", "Lokalen brinner", 1, 4, 4],
    )
    plan = table(
        ["Nr", "Risk", "Riskvärde", "Kontrollmoment"],
        ["1", "Fel person attesterar", 9, "Attestrutinen"],
        ["2", "Avtal saknas", 8, "Avtalstrohet"],
    )
    rows, _ = _read(kind, risks, heading("Kontroller", 2), plan)
    assert [(row["risk"], row["likelihood"], row.get("control")) for row in rows] == [
        ("Fel person attesterar", 3, "Attestrutinen"), ("Avtal saknas", 2, "Avtalstrohet"),
        ("Lokalen brinner", 1, None),
    ]  # fmt: skip
