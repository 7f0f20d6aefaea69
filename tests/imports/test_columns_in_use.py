"""What a column holds is put where it belongs, told by its neighbours, and never lost."""

import pytest

from tests.imports.build import bold, heading, paragraph, read, table, told

KINDS = ("docx", "xlsx")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "classes",
    [
        ("Acceptabelt utfall", "Ej acceptabelt utfall", "Acceptabelt utfall"),
        ("Behöver förbättras", "Fungerar väl", "Fungerar väl"),
        ("Inga brister funna", "Några brister funna", "Allvarliga brister funna"),
    ],
)
def test_a_class_of_several_words_stands_beside_its_comment(kind, classes):
    rows = [
        (f"Moment {n}", outcome, f"Kontrollen nummer {n} är gjord enligt planen i april.")
        for n, outcome in enumerate(classes)
    ]
    blocks = [table(["Kontrollmoment", "Utfall", "Kommentar"], *rows)]
    results = [row.results["Helår 2024"] for row in read(kind, blocks, period="Helår 2024").rows]
    assert [(r.outcome, r.text) for r in results] == [(outcome, comment) for _, outcome, comment in rows]


def test_short_texts_with_figures_are_no_classes():
    rows = [("Attest", "3 av 20 fel", "Rutinen ses över till hösten."), ("Inköp", "1 av 9 fel", "Avtal saknades.")]
    document = read("docx", [table(["Kontrollmoment", "Resultat", "Kommentar"], *rows)], period="Helår 2024")
    assert [row.results["Helår 2024"].text for row in document.rows] == [f"{a}\n{b}" for _, a, b in rows]


@pytest.mark.parametrize("title", ["Senast reviderad", "Version", "Senast uppdaterad"])
def test_what_no_field_answers_to_is_told_in_a_notice(title):
    blocks = [
        table(
            ["Risk", "Kontrollmoment", "Frekvens", "Åtgärd", title],
            ["Avtal följs inte", "Inköp utanför avtal", "Årligen", "Ny rutin", "2024-01-17"],
        )
    ]
    document = read("docx", blocks)
    assert told(document.rows[0]) == {
        "risk": "Avtal följs inte",
        "control": "Inköp utanför avtal",
        "frequency": "Årligen",
        "action": "Ny rutin",
    }
    assert any("2024-01-17" in notice.text for notice in document.notices if notice.code == "column-without-field")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("headings", "action"),
    [
        (("Åtgärd", "Ansvarig", "Klart senast"), "Ny mall\nAnsvarig: Jurist\nKlart senast: 2024-12-01"),
        (("Åtgärd", "Åtgärdsansvarig", "Slutdatum"), "Ny mall\nÅtgärdsansvarig: Jurist\nSlutdatum: 2024-12-01"),
        (("Åtgärd", "Ansvarig för åtgärd", "När"), "Ny mall\nAnsvarig för åtgärd: Jurist\nNär: 2024-12-01"),
        (("Handlingsplan", "Vem", "Tidplan"), "Ny mall\nVem: Jurist\nTidplan: 2024-12-01"),
    ],
)
def test_who_is_to_do_an_action_and_by_when_is_told_with_it(kind, headings, action):
    blocks = [
        table(
            ["Kontrollmoment", "Ansvarig", "Resultat", *headings],
            ["Delegationsbeslut", "Nämndsekreterare", "Fyra beslut saknade datum.", "Ny mall", "Jurist", "2024-12-01"],
        )
    ]
    (row,) = read(kind, blocks, period="Helår 2024").rows
    assert (row.responsible, row.action) == ("Nämndsekreterare", action)


@pytest.mark.parametrize("style", [str, bold])
@pytest.mark.parametrize("names", [("Ekonomi", "Personal"), ("Område: Ekonomi", "Område: Personal")])
def test_the_first_area_stands_above_the_only_header(style, names):
    blocks = [
        heading("Internkontrollplan 2024 för tekniska nämnden", 1),
        paragraph("Planen är antagen i december."),
        table(
            [style(names[0]), "", "", ""],
            ["Risk", "Kontrollmoment", "Metod", "Ansvarig"],
            ["Fakturor betalas dubbelt", "Sökning i reskontran", "Stickprov", "Controller"],
            ["Avtal följs inte", "Inköp utanför avtal", "Uttag", "Inköpschef"],
            [style(names[1]), "", "", ""],
            ["Bisysslor anmäls inte", "Enkät till chefer", "Enkät", "HR-chef"],
        ),
    ]
    rows = read("xlsx", blocks).rows
    assert [row.area for row in rows] == [("Ekonomi",), ("Ekonomi",), ("Personal",)]


def test_a_heading_of_the_whole_sheet_is_no_area():
    blocks = [
        heading("Internkontrollplan 2024", 1),
        table(
            ["Risk", "Kontrollmoment", "Metod", "Ansvarig"],
            ["Fakturor betalas dubbelt", "Sökning i reskontran", "Stickprov", "Controller"],
            [bold("Personal"), "", "", ""],
            ["Bisysslor anmäls inte", "Enkät till chefer", "Enkät", "HR-chef"],
        ),
    ]
    assert [row.area for row in read("xlsx", blocks).rows] == [(), ("Personal",)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("below", "value"),
    [
        ("Risknivå: ■ Hög (12)\nSannolikhet möjlig, konsekvens allvarlig", (12, "Hög", "möjlig", "allvarlig")),
        ("Skattning 16: sannolik risk, allvarliga konsekvenser", (16, None, "sannolik", "allvarliga")),
        ("Mindre sannolik risk, kännbara konsekvenser", (None, None, "Mindre sannolik", "kännbara")),
    ],
)
def test_a_value_below_the_risk_in_its_cell_is_the_risks_value(kind, below, value):
    blocks = [
        table(["Risk", "Kontrollmoment", "Ansvarig"], [f"Avtal följs inte.\n{below}", "Inköp utanför avtal", "Jurist"])
    ]
    (row,) = read(kind, blocks).rows
    assert (row.risk, row.score, row.level, row.likelihood, row.consequence) == ("Avtal följs inte.", *value)


@pytest.mark.parametrize(
    "told_so",
    [
        "Ej rapporterat",
        "Ej rapporterad.",
        "Inte rapporterat ännu",
        "Ej återrapporterat",
        "Ingår inte i den här uppföljningen",
    ],
)
def test_what_is_not_reported_is_no_result(told_so):
    blocks = [
        table(
            ["Kontrollmoment", "Resultat T1", "Resultat T2"],
            ["Attest", "Inga fel hittades vid stickprovet.", told_so],
            ["Inköp", "T1: Två fel av tio.", "Avtalstroheten är god."],
        )
    ]
    document = read("docx", blocks, period="T2 2024")
    assert list(document.rows[0].results) == ["T1 2024"]
    assert [notice.code for notice in document.notices if told_so in notice.text] == ["not-reported"]


def test_a_mark_of_the_class_above_the_text_is_the_class_and_not_the_text():
    blocks = [table(["Kontrollmoment", "Resultat"], ["Attest", "● Utan anmärkning\nTio fakturor granskades."])]
    (row,) = read("docx", blocks, period="T2 2024").rows
    result = row.results["T2 2024"]
    assert (result.outcome, result.text) == ("Utan anmärkning", "Tio fakturor granskades.")


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_two_lines_that_both_write_the_same_control_are_two_controls(kind):
    blocks = [
        table(
            ["Risk", "Kontrollmoment", "Metod", "Ansvarig"],
            ["Avtal följs inte", "Inköp utanför avtal", "Stickprov", "Jurist"],
            ["Avtal följs inte", "Inköp utanför avtal", "Uttag ur reskontran", "Jurist"],
        )
    ]
    assert [row.continues for row in read(kind, blocks).rows] == [False, False]


def test_a_front_sheet_of_facts_is_no_card():
    blocks = [
        table(
            ["Förvaltning", "Tekniska förvaltningen"],
            ["Period", "Delår 2024"],
            ["Datum", "2024-09-10"],
            ["Arbetet med intern kontroll under första halvåret 2024", ""],
        )
    ]
    assert read("xlsx", blocks).rows == ()


@pytest.mark.parametrize("kind", KINDS)
def test_the_owner_of_a_risk_is_not_who_is_responsible_for_its_control(kind):
    blocks = [
        table(["Risk", "Riskägare", "Kontroll", "Kontrollansvarig"], ["Driftstopp", "IT-chef", "Övning", "Driftchef"])
    ]
    document = read(kind, blocks)
    assert document.rows[0].responsible == "Driftchef"
    assert any(notice.code == "column-without-field" and "IT-chef" in notice.text for notice in document.notices)


@pytest.mark.parametrize("kind", KINDS)
def test_a_count_of_faults_in_words_is_text_and_no_class(kind):
    rows = [("Lön", "Inga fel", "Ingen åtgärd krävs."), ("Inköp", "Sju köp utan avtal", "Rutinen ses över.")]
    document = read(kind, [table(["Kontrollmoment", "Utfall", "Kommentar"], *rows)], period="2024")
    assert [row.results["2024"].outcome for row in document.rows] == [None, None]
