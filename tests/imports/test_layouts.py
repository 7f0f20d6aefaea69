"""Layouts of other municipalities, each built from lists and read back as Word and as Excel."""

import pytest

from tests.imports.build import KINDS, LEFT, UP, across, bold, heading, paragraph, read, rows_of, table, told


@pytest.mark.parametrize("kind", KINDS)
def test_a_classic_plan_with_process_likelihood_and_whom_to_report_to(kind):
    blocks = [
        heading("Internkontrollplan 2023 för tekniska nämnden", 1),
        table(
            [
                "Process/rutin",
                "Kontrollmoment",
                "Kontrollansvarig",
                "Frekvens",
                "Metod",
                "Rapport till",
                "S",
                "K",
                "S x K",
            ],
            [
                "Inköp",
                "Direktupphandling dokumenteras",
                "Inköpschef",
                "2 ggr/år",
                "Stickprov",
                "Förvaltningschef",
                3,
                3,
                9,
            ],
            ["", "Ramavtal följs", "Inköpschef", "Årligen", "Uttag ur reskontra", "Förvaltningschef", 2, 4, 8],
            ["Lön", "Attest av utbetalningslistor", "HR-chef", "Månadsvis", "Samtliga listor", "Nämnd", 1, 4, 4],
        ),
    ]
    document = read(kind, blocks)
    assert [told(row) for row in document.rows] == [
        {"area": ["Inköp"], "control": "Direktupphandling dokumenteras", "responsible": "Inköpschef",
         "frequency": "2 ggr/år", "method": "Stickprov", "likelihood": 3, "consequence": 3, "score": 9},
        {"area": ["Inköp"], "control": "Ramavtal följs", "responsible": "Inköpschef", "frequency": "Årligen",
         "method": "Uttag ur reskontra", "likelihood": 2, "consequence": 4, "score": 8},
        {"area": ["Lön"], "control": "Attest av utbetalningslistor", "responsible": "HR-chef", "frequency": "Månadsvis",
         "method": "Samtliga listor", "likelihood": 1, "consequence": 4, "score": 4},
    ]  # fmt: skip
    assert document.board == "Tekniska nämnden"
    assert document.year == 2023
    unplaced = [notice for notice in document.notices if notice.code == "column-without-field"]
    assert len(unplaced) == 1
    assert "Rapport till" in unplaced[0].text
    assert '"Förvaltningschef"' in unplaced[0].text


@pytest.mark.parametrize("kind", KINDS)
def test_an_area_in_each_heading_above_its_own_table(kind):
    header = ["Risk", "Riskvärde", "Kontrollaktivitet", "Hur", "Vem", "När"]
    blocks = [
        heading("Internkontrollplan 2025", 1),
        heading("Kontroller per område", 2),
        heading("Område: Ekonomi", 3),
        table(header, ["Felaktig kontering", "Hög (12)", "Kontering granskas", "20 stickprov", "Controller", "April"]),
        heading("Område: Personal", 3),
        table(header,
              ["Rehabilitering startar sent", "Medel (8)", "Sjukfall över 14 dagar följs upp", "Lista ur lönesystemet",
               "HR-specialist", "Kvartalsvis"],
              ["", "", "Rehabplan finns", "Granskning av akter", "", "Årligen"]),
    ]  # fmt: skip
    assert rows_of(kind, blocks) == [
        {"area": ["Ekonomi"], "risk": "Felaktig kontering", "score": 12, "level": "Hög",
         "control": "Kontering granskas", "method": "20 stickprov", "responsible": "Controller", "frequency": "April"},
        {"area": ["Personal"], "risk": "Rehabilitering startar sent", "score": 8, "level": "Medel",
         "control": "Sjukfall över 14 dagar följs upp", "method": "Lista ur lönesystemet",
         "responsible": "HR-specialist", "frequency": "Kvartalsvis"},
        {"area": ["Personal"], "risk": "Rehabilitering startar sent", "score": 8, "level": "Medel",
         "control": "Rehabplan finns", "method": "Granskning av akter", "responsible": "HR-specialist",
         "frequency": "Årligen"},
    ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_headings_without_a_label_part_the_tables_as_areas(kind):
    header = ["Oönskad händelse", "Kontrollmoment", "Ansvarig"]
    blocks = [
        heading("Uppföljning av internkontrollplan 2024", 1),
        heading("Granskningar 2024", 2),
        heading("1. Ekonomi", 3),
        table(header, ["Felaktiga utbetalningar görs", "Attestkontroll", "Ekonomichef"]),
        heading("2. Verksamhet", 3),
        table(header, ["Beslut verkställs inte i tid", "Genomgång av beslut", "Enhetschef"]),
    ]
    assert [row["area"] for row in rows_of(kind, blocks)] == [["1. Ekonomi"], ["2. Verksamhet"]]


@pytest.mark.parametrize("kind", KINDS)
def test_cards_of_labels_and_values(kind):
    card = [
        ["Risk", "Obehöriga kommer åt uppgifter", "Riskvärde", "12"],
        ["Kontrollmoment", "Behörigheter gås igenom", "Frekvens", "Två gånger per år"],
        ["Metod", "Lista ur systemet jämförs med personalsystemet", "Ansvarig", "Systemägare"],
        ["Resultat", "Två konton hade inte avslutats.", "Åtgärd", "Rutinen ändras."],
    ]
    other = [
        ["Risk", "Avtal löper ut obemärkt", "Riskvärde", "6"],
        ["Kontrollmoment", "Avtalslistan", "Ansvarig", "Inköpare"],
        ["Metod", "Genomgång av avtalsdatabasen", "Frekvens", "Årligen"],
    ]
    blocks = [
        heading("Uppföljning intern kontroll 2024", 1),
        table(*card),
        paragraph("Nästa risk."),
        table(*other),
    ]
    assert rows_of(kind, blocks, period="Helår 2024") == [
        {"risk": "Obehöriga kommer åt uppgifter", "score": 12, "control": "Behörigheter gås igenom",
         "frequency": "Två gånger per år", "method": "Lista ur systemet jämförs med personalsystemet",
         "responsible": "Systemägare", "action": "Rutinen ändras.",
         "results": {"Helår 2024": {"class": None, "text": "Två konton hade inte avslutats."}}},
        {"risk": "Avtal löper ut obemärkt", "score": 6, "control": "Avtalslistan", "responsible": "Inköpare",
         "method": "Genomgång av avtalsdatabasen", "frequency": "Årligen"},
    ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_classes_in_a_column_of_their_own_beside_comments(kind):
    blocks = [
        heading("Uppföljning internkontrollplan 2023", 1),
        table(
            ["Kontrollmoment", "Genomförandestatus", "Bedömning", "Kommentar", "Åtgärd", "Klart senast"],
            ["Attest", "Genomförd", "Ingen avvikelse", "30 fakturor granskades.", "", ""],
            [
                "Delegation",
                "Genomförd",
                "Mindre avvikelse",
                "Fyra beslut saknade datum.",
                "Mall tas fram",
                "2024-03-31",
            ],
            ["Arkiv", "Ej påbörjad", "", "Flyttas till hösten.", "", ""],
        ),
    ]
    assert rows_of(kind, blocks, period="Helår 2023") == [
        {"control": "Attest", "results": {"Helår 2023": {"class": "Ingen avvikelse", "status": "Genomförd",
                                                         "text": "30 fakturor granskades."}}},
        {"control": "Delegation", "action": "Mall tas fram\nKlart senast: 2024-03-31",
         "results": {"Helår 2023": {"class": "Mindre avvikelse", "status": "Genomförd",
                                    "text": "Fyra beslut saknade datum."}}},
        {"control": "Arkiv", "results": {"Helår 2023": {"class": None, "status": "Ej påbörjad",
                                                        "text": "Flyttas till hösten."}}},
    ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_stars_that_a_note_below_explains_as_common_to_the_municipality(kind):
    blocks = [
        heading("Internkontrollplan 2024", 1),
        table(
            ["Risk nr", "Risk", "Risknivå", "Kontroll", "Ansvarig"],
            across(bold("Administration"), 5),
            [1, "Jäv vid beslut*", "Hög", "Protokoll granskas", "Nämndsekreterare"],
            [2, "Sen diarieföring", "Låg", "Postlistan granskas", "Registrator"],
            across(bold("Verksamhet"), 5),
            [3, "Hot mot personal *", "Medel", "Incidenter gås igenom", "Skyddsombud"],
        ),
        paragraph("* Kommungemensam risk beslutad av kommunstyrelsen."),
    ]
    rows = read(kind, blocks).rows
    assert [(row.area, row.risk_number, row.risk, row.level, row.mandatory) for row in rows] == [
        (("Administration",), "1", "Jäv vid beslut", "Hög", True),
        (("Administration",), "2", "Sen diarieföring", "Låg", False),
        (("Verksamhet",), "3", "Hot mot personal", "Medel", True),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_risk_analysis_in_words_and_figures(kind):
    blocks = [
        heading("Riskanalys 2025", 1),
        table(
            ["Process", "Risk", "Sannolikhet (1-4)", "Konsekvens (1-4)", "Riskvärde (SxK)", "Hantering", "Åtgärd"],
            ["Rekrytering", "Fel kompetens anställs", "3. Möjlig", "2. Lindrig", "3x2=6", "Kontrollera", "Ny mall"],
            ["", "Referenser tas inte", "Sannolik", "Kännbar", "12", "Åtgärda", ""],
        ),
    ]
    document = read(kind, blocks)
    assert [told(row) for row in document.rows] == [
        {"area": ["Rekrytering"], "risk": "Fel kompetens anställs", "likelihood": "3. Möjlig",
         "consequence": "2. Lindrig", "score": 6, "action": "Ny mall"},
        {"area": ["Rekrytering"], "risk": "Referenser tas inte", "likelihood": "Sannolik", "consequence": "Kännbar",
         "score": 12},
    ]  # fmt: skip
    assert all(row.is_risk_alone for row in document.rows)
    assert any("Hantering" in notice.text and "Åtgärda" in notice.text for notice in document.notices)


@pytest.mark.parametrize("kind", KINDS)
def test_merged_controls_are_one_control_with_several_checks(kind):
    blocks = [
        table(
            ["Mål", "Process", "Risk", "Kontrollmoment", "Kontrollmetod", "Frekvens", "Ansvarig"],
            ["God ekonomi", "Inköp", "Avtal följs inte", "Avtalstrohet", "Stickprov", "Årligen", "Inköpschef"],
            [UP, UP, UP, UP, "Leverantörslista", "", UP],
            [UP, UP, UP, "Direktköp", "Enkät", "Årligen", "Controller"],
            [UP, "Budget", "Prognoser träffar fel", "Prognosavvikelse", "Jämförelse", "Tertial", "Controller"],
        )
    ]
    common = {"area": ["God ekonomi", "Inköp"], "risk": "Avtal följs inte"}
    assert rows_of(kind, blocks) == [
        {**common, "control": "Avtalstrohet", "method": "Stickprov", "frequency": "Årligen",
         "responsible": "Inköpschef"},
        {**common, "control": "Avtalstrohet", "continues": True, "method": "Leverantörslista",
         "responsible": "Inköpschef"},
        {**common, "control": "Direktköp", "method": "Enkät", "frequency": "Årligen", "responsible": "Controller"},
        {"area": ["God ekonomi", "Budget"], "risk": "Prognoser träffar fel", "control": "Prognosavvikelse",
         "method": "Jämförelse", "frequency": "Tertial", "responsible": "Controller"},
    ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_value_groups_between_areas(kind):
    blocks = [
        heading("Internkontrollplan 2024 miljönämnden", 1),
        table(
            ["Risk", "Kontroll", "Ansvarig"],
            across("Riskvärde 16 (S4 x K4)", 3),
            ["Tillsyn utförs inte", "Tillsynsplan följs upp", "Avdelningschef"],
            across("Riskvärde 9: möjlig sannolikhet och kännbar konsekvens", 3),
            ["Avgifter debiteras fel", "Stickprov av debitering", "Controller"],
        ),
    ]
    rows = read(kind, blocks).rows
    assert [(r.area, r.risk, r.score, r.likelihood, r.consequence) for r in rows] == [
        ((), "Tillsyn utförs inte", 16, 4, 4),
        ((), "Avgifter debiteras fel", 9, "möjlig", "kännbar"),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_second_responsible_belongs_to_the_action(kind):
    blocks = [
        table(
            ["Kontrollmoment", "Ansvarig", "Resultat", "Åtgärd", "Ansvarig", "Tidplan"],
            ["Brandskydd", "Rektor", "Brister i dokumentation.", "Dokumentera", "Vaktmästare", "Hösten 2024"],
        ),
    ]
    row = read(kind, blocks, period="T2 2024").rows[0]
    assert row.responsible == "Rektor"
    assert row.action == "Dokumentera\nAnsvarig: Vaktmästare\nTidplan: Hösten 2024"


@pytest.mark.parametrize("kind", KINDS)
def test_levels_estimated_anew_in_each_period(kind):
    blocks = [
        heading("Uppföljning av risker 2024", 1),
        table(
            ["Risk", "Riskvärde", "Riskvärde T1", "Kommentar T1", "Riskvärde T2", "Kommentar T2"],
            ["Hög personalomsättning", "12", "12", "Oförändrad.", "9", "Färre slutar."],
        ),
    ]
    assert rows_of(kind, blocks) == [
        {"risk": "Hög personalomsättning", "score": 12,
         "risk_assessments": {"T1 2024": {"level": "12", "text": "Oförändrad."},
                              "T2 2024": {"level": "9", "text": "Färre slutar."}}},
    ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_class_that_opens_every_result(kind):
    blocks = [
        table(
            ["Kontrollpunkt", "Granskningsresultat"],
            ["Kassahantering", "Ingen avvikelse. Tio kassor räknades."],
            ["Kontokort", "Avvikelse. Kvitton saknas i tre fall."],
            ["Gåvor", "Mindre avvikelse: registret är inte komplett."],
        )
    ]
    rows = read(kind, blocks, period="Helår 2024").rows
    assert [row.results["Helår 2024"].outcome for row in rows] == ["Ingen avvikelse", "Avvikelse", "Mindre avvikelse"]
    assert rows[1].results["Helår 2024"].text == "Avvikelse. Kvitton saknas i tre fall."


@pytest.mark.parametrize("kind", KINDS)
def test_text_that_says_without_remark_in_passing_gives_no_class(kind):
    blocks = [
        table(
            ["Kontrollpunkt", "Resultat"],
            ["Kassahantering", "Kontroller har gjorts enligt plan i samband med besök utan anmärkning."],
            ["Kontokort", "Kvitton finns för alla köp."],
        )
    ]
    rows = read(kind, blocks, period="Helår 2024").rows
    assert [row.results["Helår 2024"].outcome for row in rows] == [None, None]


@pytest.mark.parametrize("kind", KINDS)
def test_results_and_actions_on_lines_of_their_own_below_each_control(kind):
    blocks = [
        table(
            ["Nr", "Risk", "Kontrollmoment", "Ansvarig"],
            ["1", "Fel lön betalas ut", "Lönelista", "HR-chef"],
            across("Resultat: En chef saknade uppgift.\nÅtgärd: Kompletteras i maj.", 4),
            ["2", "Jäv vid beslut", "Enkät", "Nämndsekreterare"],
            ["Resultat", "Alla har svarat.", LEFT, LEFT],
        )
    ]
    rows = read(kind, blocks, period="Helår 2024").rows
    assert [(row.control, row.results["Helår 2024"].text, row.action) for row in rows] == [
        ("Lönelista", "En chef saknade uppgift.", "Kompletteras i maj."),
        ("Enkät", "Alla har svarat.", ""),
    ]


def test_a_risk_in_the_heading_with_its_values_in_a_small_table():
    values = ["Sannolikhet", "Konsekvens", "Riskvärde"]
    controls = ["Kontrollmoment", "Ansvarig", "Frekvens"]
    blocks = [
        heading("Internkontrollplan 2024", 1),
        heading("Process: Ekonomi", 2),
        heading("Felaktiga utbetalningar", 3),
        table(values, ["3. Möjlig", "4. Allvarlig", "12"]),
        table(controls, ["Attest", "Ekonomichef", "Årligen"]),
        heading("Risk 2: Avtal följs inte", 3),
        paragraph("Riskvärde: 6 (sannolikhet 2, konsekvens 3)"),
        table(controls, ["Spendanalys", "Inköpare", "Tertial"]),
    ]
    assert [told(row) for row in read("docx", blocks).rows] == [
        {"area": ["Ekonomi"], "risk": "Felaktiga utbetalningar", "score": 12, "likelihood": "3. Möjlig",
         "consequence": "4. Allvarlig", "control": "Attest", "responsible": "Ekonomichef", "frequency": "Årligen"},
        {"area": ["Ekonomi"], "risk_number": "2", "risk": "Avtal följs inte", "score": 6, "likelihood": 2,
         "consequence": 3, "control": "Spendanalys", "responsible": "Inköpare", "frequency": "Tertial"},
    ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_group_rows_that_read_as_risks_are_the_risks_of_a_table_without_a_column_for_them(kind):
    blocks = [
        table(
            ["Kontrollmoment", "Metod", "Ansvarig"],
            across(bold("Bristande kontinuitet i verksamheten"), 3),
            ["Plan finns", "Genomgång", "Chef"],
            ["Övning", "Årlig övning", "Chef"],
            across(bold("Felaktiga utbetalningar"), 3),
            ["Attest", "Stickprov", "Ekonom"],
        )
    ]
    assert [(row.area, row.risk) for row in read(kind, blocks).rows] == [
        ((), "Bristande kontinuitet i verksamheten"),
        ((), "Bristande kontinuitet i verksamheten"),
        ((), "Felaktiga utbetalningar"),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_labels_inside_a_cell_part_it(kind):
    blocks = [
        table(
            ["Risk", "Kontroll"],
            [
                "R1 Stöld av inventarier\nRiskvärde: 6",
                "Inventering\nMetod: Stickprov\nFrekvens: Årligen\nAnsvarig: Rektor",
            ],
            ["R2 Barn skadas", "Besiktning\nMetod: Extern besiktning\nAnsvarig: Parkchef"],
        )
    ]
    assert rows_of(kind, blocks) == [
        {"risk_number": "R1", "risk": "Stöld av inventarier", "score": 6, "control": "Inventering",
         "method": "Stickprov", "frequency": "Årligen", "responsible": "Rektor"},
        {"risk_number": "R2", "risk": "Barn skadas", "control": "Besiktning", "method": "Extern besiktning",
         "responsible": "Parkchef"},
    ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_goals_and_processes_in_group_rows_nest(kind):
    blocks = [
        table(
            ["Risk", "Kontroll", "Resultat"],
            across("Mål: God service", 3),
            across("Process: Handläggning", 3),
            ["Beslut dröjer", "Mätning", "Tiden ökade."],
            across("Process: Utbetalning", 3),
            ["Fel belopp", "Stickprov", "Inget."],
            across("Mål: Ordnad ekonomi", 3),
            across("Process: Budget", 3),
            ["Budget spricker", "Prognos", "Följs."],
        )
    ]
    assert [row.area for row in read(kind, blocks).rows] == [
        ("God service", "Handläggning"),
        ("God service", "Utbetalning"),
        ("Ordnad ekonomi", "Budget"),
    ]
