"""Columns that each tell of a period are kept apart, whatever their headings call the periods."""

import pytest

from tests.imports.build import LEFT, UP, heading, read, table

EARLY, LATE = "Stickprovet visade inga fel.", "Två fel av tjugo granskade hittades."


def periods_of(kind, headings, *, year=2024):
    """The periods that a table with those two headings last gives, with the text of each."""
    blocks = [
        heading(f"Uppföljning av internkontrollplan {year}", 1),
        table(
            ["Risk", "Kontrollmoment", "Ansvarig", *headings],
            ["Fakturor betalas dubbelt", "Sökning i reskontran", "Controller", EARLY, LATE],
            ["Avtal följs inte", "Inköp utanför avtal", "Inköpschef", "Pågår under året.", "Avtalstroheten är god."],
        ),
    ]
    first = read(kind, blocks, period=f"T2 {year}").rows[0]
    return {period: result.text for period, result in first.results.items()}


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize(
    ("headings", "periods"),
    [
        (("Uppföljning april", "Uppföljning augusti"), ("april 2024", "augusti 2024")),
        (("Uppföljning (april)", "Uppföljning (augusti)"), ("april 2024", "augusti 2024")),
        (("jan–apr", "maj–aug"), ("jan–apr 2024", "maj–aug 2024")),
        (("Resultat januari-april", "Resultat maj-augusti"), ("januari-april 2024", "maj-augusti 2024")),
        (("per 30 april", "per 31 augusti"), ("30 april 2024", "31 augusti 2024")),
        (("Status per den 30 april", "Status per den 31 augusti"), ("30 april 2024", "31 augusti 2024")),
        (("Status 30/4", "Status 31/8"), ("30/4 2024", "31/8 2024")),
        (("Juni", "December"), ("juni 2024", "december 2024")),
        (("Mars", "Oktober"), ("mars 2024", "oktober 2024")),
        (("Vår", "Höst"), ("vår 2024", "höst 2024")),
        (("Uppföljning våren 2024", "Uppföljning hösten 2024"), ("våren 2024", "hösten 2024")),
        (("Status 2024-04-30", "Status 2024-08-31"), ("2024-04-30", "2024-08-31")),
        (("Status 2024-04-30", "2024-08-31"), ("2024-04-30", "2024-08-31")),
        (("Uppföljning 1", "Uppföljning 2"), ("Uppföljning 1 2024", "Uppföljning 2 2024")),
        (("Kv 1", "Kv 2"), ("Kv 1 2024", "Kv 2 2024")),
        (("Resultat kv.1", "Resultat kv.3"), ("Kv 1 2024", "Kv 3 2024")),
        (("1:a halvåret", "2:a halvåret"), ("1:a halvåret 2024", "2:a halvåret 2024")),
        (("Första halvåret", "Andra halvåret"), ("Första halvåret 2024", "Andra halvåret 2024")),
        (("UR1", "UR2"), ("UR1 2024", "UR2 2024")),
        (("Avstämning mars", "Avstämning oktober"), ("mars 2024", "oktober 2024")),
        (("Avläsning I", "Avläsning II"), ("Avläsning I 2024", "Avläsning II 2024")),
        (("Delårsrapport augusti", "Årsrapport"), ("Delårsrapport augusti 2024", "Årsrapport 2024")),
        (("Delårsrapport april", "Delårsrapport augusti"), ("Delårsrapport april 2024", "Delårsrapport augusti 2024")),
        (("Delrapport", "Slutrapport"), ("Delrapport 2024", "Slutrapport 2024")),
        (("Uppföljning nämnd", "Uppföljning förvaltning"), ("Uppföljning nämnd 2024", "Uppföljning förvaltning 2024")),
        (("Tertial 1", "Tertial 2"), ("Tertial 1 2024", "T2 2024")),
    ],
)  # fmt: skip
def test_two_columns_of_results_are_two_periods(kind, headings, periods):
    assert periods_of(kind, headings) == {periods[0]: EARLY, periods[1]: LATE}


@pytest.mark.parametrize("lower", [("april", "augusti"), ("1", "2"), ("jan-apr", "maj-aug"), ("UR1", "UR2")])
def test_periods_stand_under_a_heading_of_two_columns(lower):
    blocks = [
        heading("Uppföljning 2024", 1),
        table(
            ["Risk", "Kontrollmoment", "Ansvarig", "Uppföljning", LEFT],
            [UP, UP, UP, *lower],
            ["Fakturor betalas dubbelt", "Sökning i reskontran", "Controller", EARLY, LATE],
        ),
    ]
    (row,) = read("docx", blocks, period="T2 2024").rows
    assert [result.text for result in row.results.values()] == [EARLY, LATE]
    assert all(name in period for name, period in zip(lower, row.results, strict=True))


@pytest.mark.parametrize("names", [("Q1", "Q2", "Q3"), ("April", "Augusti", "December"), ("T1", "T2", "T3")])
def test_one_line_below_as_many_periods_as_fields_is_no_card(names):
    blocks = [
        table(
            ["Risk", "Kontrollmoment", "Ansvarig", *names],
            ["Fakturor betalas dubbelt", "Sökning i reskontran", "Controller", EARLY, "", LATE],
        )
    ]
    (row,) = read("docx", blocks, period="Helår 2024").rows
    assert [result.text for result in row.results.values()] == [EARLY, LATE]


def test_a_class_and_a_comment_with_the_same_number_are_of_one_period():
    blocks = [
        table(
            ["Kontrollmoment", "Bedömning 1", "Kommentar 1", "Bedömning 2", "Kommentar 2"],
            ["Attest", "Utan anmärkning", EARLY, "Mindre avvikelse", LATE],
        )
    ]
    (row,) = read("docx", blocks, period="T2 2024").rows
    assert [(r.outcome, r.text) for r in row.results.values()] == [
        ("Utan anmärkning", EARLY),
        ("Mindre avvikelse", LATE),
    ]


def test_a_result_and_its_comment_are_one_text():
    blocks = [table(["Kontrollmoment", "Resultat", "Kommentar"], ["Attest", EARLY, "Rutinen ses över till hösten."])]
    (row,) = read("docx", blocks, period="T2 2024").rows
    assert row.results["T2 2024"].text == f"{EARLY}\nRutinen ses över till hösten."


def test_crosses_under_months_tell_when_and_are_no_results():
    blocks = [
        table(
            ["Kontrollmoment", "Ansvarig", "Mars", "Oktober"],
            ["Attest", "Controller", "x", ""],
            ["Inköp utanför avtal", "Inköpschef", "x", "x"],
        )
    ]
    document = read("docx", blocks, period="T2 2024")
    assert all(not row.results for row in document.rows)
    assert [row.frequency for row in document.rows] == ["Mars", "Mars, Oktober"]


def test_crosses_under_months_add_nothing_to_a_frequency_in_words():
    blocks = [
        table(
            ["Kontrollmoment", "Frekvens", "Mars", "Oktober"],
            ["Attest", "Årligen", "x", ""],
            ["Inköp utanför avtal", "Två gånger per år", "x", "x"],
        )
    ]
    document = read("docx", blocks, period="T2 2024")
    assert [row.frequency for row in document.rows] == ["Årligen", "Två gånger per år"]
    assert sum(notice.code == "column-without-field" for notice in document.notices) == 2


@pytest.mark.parametrize("title", ["Vår bedömning", "Vårt arbete"])
def test_ours_is_no_season(title):
    blocks = [table(["Kontrollmoment", "Resultat", title], ["Attest", EARLY, "Utan anmärkning"])]
    (row,) = read("docx", blocks, period="T2 2024").rows
    assert set(row.results) == {"T2 2024"}
