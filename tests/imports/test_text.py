"""What the reader of text files makes of encodings, separators, quotes and lines that are no rows."""

import pytest

from internkoll.imports.readers import Unreadable, blocks_of
from internkoll.imports.readers.shapes import Paragraph, Table
from tests.imports.build import read_bytes, told

HEADER = "Risk;Kontrollmoment;Ansvarig"
ROWS = "Otillåten direktupphandling;Spendanalys;Inköpschef\nFel i lön;Lönelista;HR-chef"
PLAN = f"{HEADER}\n{ROWS}\n"
RISKS = ["Otillåten direktupphandling", "Fel i lön"]


def risks(data: bytes) -> list[str]:
    return [row.risk for row in read_bytes(data).rows]


def grid(text: str) -> list[list[str]]:
    (table,) = [block for block in blocks_of(text.encode()).blocks if isinstance(block, Table)]
    return [[cell.text for cell in line.cells] for line in table.lines]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac-roman", "cp850", "utf-16-be-sig"]
)
def test_swedish_letters_are_read_in_every_encoding_that_excel_writes(encoding):
    data = (
        "\ufeff".encode("utf-16-be") + PLAN.encode("utf-16-be")
        if encoding == "utf-16-be-sig"
        else PLAN.encode(encoding)
    )
    assert risks(data) == RISKS


def test_one_odd_byte_does_not_spoil_a_text_in_utf8():
    data = PLAN.replace("HR-chef", "HR-chef på löneenheten, även årsvis").encode() + b";\x96\n"
    assert risks(data)[0] == RISKS[0]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|", "; ", ", ", " | "])
def test_the_separator_is_the_one_that_makes_the_lines_agree(separator):
    text = PLAN.replace(";", separator) + separator.join(["Brister i arkiv", "Arkivvård", "Arkivarie"])
    assert risks(text.encode()) == [*RISKS, "Brister i arkiv"]


def test_commas_in_prose_do_not_outweigh_semicolons_between_columns():
    prose = "I planen, som gäller 2024, finns risker, kontroller, ansvariga och tider.\n" * 12
    rows = "Risken, som är stor, rör lön;Kontroll, två gånger, av listor;HR, enhet\n" * 5
    (table,) = blocks_of(f"{prose}\n{HEADER}\n{rows}".encode()).blocks
    assert [len(line.filled) for line in table.lines] == [1] * 12 + [0] + [3] * 6


def test_prose_with_decimals_is_no_table():
    source = blocks_of("Andelen var 1,5 procent.\nÅret innan var den 2,5 procent.\n".encode())
    assert [type(block) for block in source.blocks] == [Paragraph, Paragraph]


def test_excels_own_line_tells_the_separator_and_is_no_row():
    text = "sep=|\nRisk|Kontroll; moment|Ansvarig\nFel, i lön|Lista; a; b|HR"
    assert grid(text) == [["Risk", "Kontroll; moment", "Ansvarig"], ["Fel, i lön", "Lista; a; b", "HR"]]


def test_a_quoted_cell_holds_line_breaks_separators_and_quotes():
    text = 'Risk;Kontroll\r\n"Fel; i lön\r\noch i ""utlägg""";"Lista"\r\nJäv;Intyg\r\n'
    assert grid(text)[1] == ['Fel; i lön\noch i "utlägg"', "Lista"]


def test_a_cell_that_only_begins_with_a_quoted_word_keeps_its_quotes():
    assert grid('Risk;Kontroll\n"Säkra möten" följs inte;Rutin\nJäv;Intyg\n')[1] == [
        '"Säkra möten" följs inte',
        "Rutin",
    ]


def test_a_quote_that_is_never_closed_takes_one_line_and_no_more():
    assert [row[0] for row in grid('Risk;Kontroll\n"Fel i lön;Lista\nJäv;Intyg\n')] == ["Risk", '"Fel i lön', "Jäv"]


def test_text_that_excel_was_kept_from_making_a_number_of_is_plain():
    assert grid('Nr;Risk\n="0012";Jäv\n="0013";Fel i lön\n')[1] == ["0012", "Jäv"]


def test_lines_are_counted_as_excel_shows_them():
    text = f'Internkontrollplan 2024\n\n{HEADER}\n"Fel i\nlön";Lönelista;HR\nJäv;Intyg;Chef\n'
    document = read_bytes(text.encode())
    assert document.columns[0].place == "rad 3, kolumn 1"
    assert document.title == "Internkontrollplan 2024"
    assert [row.risk for row in document.rows] == ["Fel i\nlön", "Jäv"]


def test_a_sheet_saved_by_excel_has_separators_on_every_line():
    text = f"Internkontrollplan 2024;;\nNämnd: Socialnämnden;;\n;;\n{PLAN};;\nPlanen följs upp i november.;;\n"
    document = read_bytes(text.encode("cp1252"))
    assert (document.title, document.board, document.year) == ("Internkontrollplan 2024", "Socialnämnden", 2024)
    assert [row.risk for row in document.rows] == RISKS
    assert document.texts[-1].text.endswith("Planen följs upp i november.")


def test_text_and_signatures_below_a_table_are_no_rows():
    text = f"{PLAN}Kommande arbete\nPlanen för 2025 tas fram i höst.\nOrt och datum;Underskrift\n"
    document = read_bytes(
        text.replace(";Ansvarig", ";Ansvarig;Tid;Metod").replace("chef\n", "chef;Årligen;Stickprov\n").encode()
    )
    assert [row.risk for row in document.rows] == RISKS
    assert "Ort och datum | Underskrift" in "\n".join(block.text for block in document.texts)


def test_rows_that_end_early_are_rows():
    document = read_bytes(f"{HEADER}\nJäv;Intyg\nFel i lön;Lista;HR\nMutor\n".encode())
    assert told(document.rows[0]) == {"risk": "Jäv", "control": "Intyg"}


def test_columns_kept_apart_by_blanks_are_columns():
    text = "Risk         Kontrollmoment  Ansvarig\nFel i lön    Lönelista       HR\nJäv          Intyg           Chef\n"
    assert grid(text)[1] == ["Fel i lön", "Lönelista", "HR"]


def test_a_line_of_dashes_below_a_header_is_no_row():
    assert grid("| Risk | Kontroll |\n|---|---|\n| Jäv | Intyg |\n| Mutor | Register |\n")[1][1:3] == ["Jäv", "Intyg"]


def test_labelled_lines_are_rows_without_any_table():
    text = "\n\n".join(
        f"Risk {n}: Fel nummer {n} i lön\nKontrollmoment: Lönelista {n}\nAnsvarig: HR-chef" for n in range(1, 4)
    )
    assert [row.control for row in read_bytes(text.encode()).rows] == ["Lönelista 1", "Lönelista 2", "Lönelista 3"]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"Risk;Kontroll\n" + b"Fel i uppgifter;Listor\n" * 9 + b"\0", "inte hör hemma i en textfil"),
        (b"Risk;" * 250 + b"\n" + b"Risk;" * 250 + b"x\n", "fler än 200 kolumner"),
        (b"Risk;Kontroll\n" + b"Fel;Lista\n" * 20_001, "mer än vad som"),
        (b"Risk;Kontroll\nFel;" + b"x" * 200_001 + b"\n", "mer än vad som"),
        (bytes(range(1, 9)) * 50, "inte ett dokument som kan läsas"),
    ],
)
def test_what_is_not_read_is_refused_in_words(data, word):
    with pytest.raises(Unreadable, match=word):
        blocks_of(data, "plan.csv")


def test_ten_thousand_separators_without_text_are_nothing():
    assert grid("Risk;Kontroll" + ";" * 10_000 + "\nJäv;Intyg" + ";" * 10_000 + "\n") == [
        ["Risk", "Kontroll"],
        ["Jäv", "Intyg"],
    ]
