"""Headings are recognised whatever a municipality calls them, and settled by their neighbours and their cells."""

import pytest

from internkoll.imports.column_context import settle
from internkoll.imports.columns import SURE, combined, meaning
from internkoll.imports.period_marks import Mark
from internkoll.imports.readers.shapes import Cell, Line
from internkoll.imports.rows.headers import find_headers
from internkoll.imports.synonyms import FIELDS, SEEN, SYNONYMS, Sense
from internkoll.rules.fields import USUAL_WORDS


@pytest.mark.parametrize(
    ("heading", "sense"),
    [
        ("Nr", Sense.NUMBER),
        ("Risk nr.", Sense.NUMBER),
        ("Riskbeskrivning", Sense.RISK),
        ("Oönskad händelse (risk)", Sense.RISK),
        ("Risker¹", Sense.RISK),
        ("Område", Sense.SCOPE),
        ("Process / rutin", Sense.AREA),
        ("Kontroll-\nmoment", Sense.CONTROL),
        ("KONTROLLMOMENT", Sense.CONTROL),
        ("Kontrolmoment", Sense.CONTROL),
        ("Kontr.moment", Sense.CONTROL),
        ("Vad ska vi kontrollera?", Sense.CONTROL),
        ("Kontrollmetod", Sense.METHOD),
        ("Hur?", Sense.METHOD),
        ("Ansv.", Sense.RESPONSIBLE),
        ("Ansvarig för kontrollen", Sense.RESPONSIBLE),
        ("Frekv.", Sense.FREQUENCY),
        ("S", Sense.LIKELIHOOD),
        ("Sannolikhet (1-4)", Sense.LIKELIHOOD),
        ("Sannolikhet 1–5", Sense.LIKELIHOOD),
        ("Väsentlighet", Sense.CONSEQUENCE),
        ("S*K", Sense.SCORE),
        ("VOR-värde", Sense.SCORE),
        ("Risk-\nvärde", Sense.SCORE),
        ("Risikvärdering per tertial", Sense.NEW_ESTIMATE),
        ("Resultat av granskningen 2024", Sense.RESULT),
        ("Åtgärd med slutdatum", Sense.ACTION),
        ("Nämndens åtgärder", Sense.ACTION),
        ("Utvärdering", Sense.RESULT),
        ("Beskrivning av metod", Sense.METHOD),
        ("Beskrivning av metoden", Sense.METHOD),
        ("Beskrivning av åtgärd", Sense.ACTION),
        ("Väsentlig risk", Sense.RISK),
        ("Granskningsåtgärd", Sense.ACTIVITY),
        ("Så görs kontrollen", Sense.METHOD),
        ("Granskas av", Sense.RESPONSIBLE),
        ("Kontrollintervall", Sense.FREQUENCY),
        ("Redovisning", Sense.FOLLOW_UP),
        ("Handlingsplan", Sense.ACTION),
        ("R-nr", Sense.NUMBER),
        ("Senast reviderad", Sense.NO_FIELD),
        ("Rapporteras till", Sense.NO_FIELD),
        ("Vad visade kontrollen?", Sense.RESULT),
        ("Vad gör vi åt det?", Sense.ACTION),
        ("Hur troligt är det?", Sense.LIKELIHOOD),
        ("När ska åtgärden vara klar?", Sense.ACTION_DUE),
        ("Riskvärde efter kontroll", Sense.NO_FIELD),
        ("K0NTROLLM0MENT", Sense.CONTROL),
        ("ANSVARlG", Sense.RESPONSIBLE),
        ("ATGARD", Sense.ACTION),
        ("Enhetschef", None),
        ("Årligen", None),
        ("", None),
        ("En lång mening som råkar börja på ett sätt som ingen rubrik gör och aldrig tar slut " * 2, None),
    ],
)
def test_a_heading_means(heading, sense):
    assert meaning(heading).sense == sense


@pytest.mark.parametrize(
    ("heading", "mark"),
    [
        ("Status T1 2022", Mark("T1", 2022)),
        ("Uppföljning Tertial 1", Mark("Tertial 1")),
        ("Resultat delår 2023", Mark("Delår", 2023)),
        ("Kommentar VB", Mark("VB")),
        ("Kvartal 2", Mark("Kvartal 2")),
        ("Resultat 2023", Mark("", 2023)),
        ("Riskvärdering per tertial", None),
        ("Resultat", None),
    ],
)
def test_a_heading_names_its_period(heading, mark):
    assert meaning(heading).mark == mark


@pytest.mark.parametrize(
    ("upper", "lower", "sense"),
    [
        ("Riskbedömning", "S", Sense.LIKELIHOOD),
        ("Uppföljning", "T1", Sense.FOLLOW_UP),
        ("Åtgärd", "Ansvarig", Sense.ACTION_RESPONSIBLE),
        ("Åtgärd", "Klart senast", Sense.ACTION_DUE),
        ("Åtgärd", "Beskrivning", Sense.ACTION),
        ("Kontroll", "Beskrivning", Sense.CONTROL),
    ],
)
def test_a_heading_under_another_means(upper, lower, sense):
    assert combined(upper, lower).sense == sense


@pytest.mark.parametrize(
    ("texts", "is_header"),
    [
        (["Risk", "Kontrollmoment", "Ansvarig"], True),
        (["Risk", "Något helt annat"], False),
        (["Risk att avtal inte följs", "Kontroll av fakturor", "Inköpschef", "Årligen"], False),
        (["1", "Fel lön betalas ut", "Granskning", "Klart"], False),
        (["Risk", "Risk", "Risk"], False),
    ],
)
def test_a_line_is_a_header_where_its_cells_are_headings(texts, is_header):
    line = Line(1, tuple(Cell(text) for text in texts))
    assert bool(find_headers([line])) is is_header


def settled(**cells):
    """The senses of a table given as heading = cells."""
    columns = settle([(heading, meaning(heading)) for heading in cells], list(cells.values()))
    return {column.heading: column.sense for column in columns}


def test_an_area_column_is_the_risk_where_its_cells_read_as_risks():
    found = settled(Område=["Bristande ledarskap", "Avbrott i system"], Kontrollmoment=["Enkät", "Övning"])
    assert found["Område"] == Sense.RISK


def test_an_area_column_is_the_area_beside_risks_and_over_names():
    assert settled(Område=["Ekonomi"], Risk=["Fel"], Kontroll=["Attest"])["Område"] == Sense.AREA
    assert settled(Område=["Ekonomi", "Personal"], Kontroll=["Attest", "Enkät"])["Område"] == Sense.AREA


def test_risk_over_figures_is_the_likelihood_beside_the_weight():
    found = settled(Kontrollmoment=["Attest"], Väsentlighet=["3"], Risk=["2"])
    assert found["Risk"] == Sense.LIKELIHOOD


def test_an_activity_is_the_control_or_the_method():
    assert settled(Risk=["Fel"], Kontrollaktivitet=["Attest"])["Kontrollaktivitet"] == Sense.CONTROL
    found = settled(Kontrollmoment=["Attest"], Kontrollaktivitet=["Stickprov"])
    assert found["Kontrollaktivitet"] == Sense.METHOD


def test_follow_up_over_times_is_the_frequency_and_over_text_the_result():
    assert settled(Kontroll=["Attest"], Uppföljning=["Tertial"])["Uppföljning"] == Sense.FREQUENCY
    assert settled(Kontroll=["Attest"], Uppföljning=["Attesten följs upp utan fel."])["Uppföljning"] == Sense.RESULT


def test_a_status_column_is_a_status_only_beside_text():
    words = ["Påbörjad", "Genomförd"]
    assert settled(Kontroll=["a", "b"], Status=words)["Status"] == Sense.RESULT
    found = settled(Kontroll=["a", "b"], Status=words, Kommentar=["Allt är gjort i maj.", "Återstår en del arbete."])
    assert (found["Status"], found["Kommentar"]) == (Sense.STATUS, Sense.RESULT)


def test_a_status_column_of_sentences_is_text():
    found = settled(
        Kontroll=["a"], Status=["Pågående, införande av nya system påbörjat."], Kommentar=["Text som hör till."]
    )
    assert found["Status"] == Sense.RESULT


def test_crosses_under_classes_choose_the_class():
    columns = {"Utan anmärkning": ["x", ""], "Med anmärkning": ["", "x"]}
    found = settled(Kontroll=["a", "b"], **columns)
    assert {found[heading] for heading in columns} == {Sense.CROSS}


def test_a_column_without_a_heading_is_told_by_its_cells_with_little_confidence():
    headings = ["", "Risk", "Kontroll", " "]
    cells = [["1", "2"], ["Fel", "Brist"], ["a", "b"], ["Enhetschef", "Rektor"]]
    number, _, _, role = settle([(heading, meaning(heading)) for heading in headings], cells)
    assert (number.sense, role.sense) == (Sense.NUMBER, Sense.RESPONSIBLE)
    assert number.confidence < 0.7


def test_every_sense_that_has_a_field_has_a_word_for_it():
    assert set(FIELDS.values()) <= set(USUAL_WORDS)
    assert all(words for words in SYNONYMS.values())


def test_no_word_stands_for_two_things():
    words = [word for words in SYNONYMS.values() for word in words]
    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize(
    ("heading", "sense"),
    [
        ("Nyckelkontroll", Sense.CONTROL),
        ("Kontrollägare", Sense.RESPONSIBLE),
        ("Testresultat T1", Sense.RESULT),
        ("Stickprovsmetod", Sense.METHOD),
        ("Verksamhetsrisk", Sense.RISK),
        ("Delprocess", Sense.AREA),
    ],
)
def test_a_compound_means_what_its_last_part_does_where_it_stands_in_a_header(heading, sense):
    assert meaning(heading, in_a_header=True).sense == sense


def test_a_compound_in_running_words_is_no_heading():
    assert meaning("Kassakontroll").confidence < SURE


def test_a_heading_too_damaged_to_be_known_is_likely_where_its_cells_agree():
    headings = ["Risk", "Kontroll", "Asvrg"]
    cells = [["Fel", "Brist"], ["Attest", "Inventering"], ["Enhetschef", "Rektor"]]
    column = settle([(heading, meaning(heading)) for heading in headings], cells)[2]
    assert column.sense == Sense.RESPONSIBLE
    assert column.confidence < 0.6


def test_the_last_of_three_columns_of_figures_is_the_product_of_the_others():
    headings = ["Risk", "", "", "", "Kontroll"]
    cells = [["Fel", "Brist"], ["3", "2"], ["4", "2"], ["12", "4"], ["Attest", "Inventering"]]
    columns = settle([(heading, meaning(heading)) for heading in headings], cells)
    assert [c.sense for c in columns[1:4]] == [Sense.LIKELIHOOD, Sense.CONSEQUENCE, Sense.SCORE]


def test_the_words_that_were_seen_in_documents_are_in_the_table():
    known = {word for words in SYNONYMS.values() for word in words}
    assert {word for words in SEEN.values() for word in words} <= known
