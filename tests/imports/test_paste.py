"""What is pasted from Word, Excel, a page or an e-mail is read as the table that was copied."""

import pytest

from internkoll.imports.readers import Unreadable, blocks_of_paste
from internkoll.imports.readers.shapes import Paragraph, Table
from internkoll.imports.rows import document_of

EXCEL_TEXT = (
    "Risk\tKontrollmoment\tAnsvarig\r\n"
    '"Fel i\nlön"\t"Listor ""A"" och\nB"\tHR\r\n'
    '"Säkra möten" följs inte\tRutin\tChef\r\n'
)
EXCEL_HTML = (
    "Version:1.0\r\nStartHTML:0000000105\r\nSourceURL:file:///C:/plan.xlsx\r\n"
    "<html xmlns:x='urn:schemas-microsoft-com:office:excel'>"
    "<head><style><!--td {color:black;}--></style></head><body><table border=0><!--StartFragment--><col width=64>"
    "<tr height=20><td class=xl65>Risk</td><td>Kontrollmoment</td></tr>"
    "<tr><td rowspan=2>Fel i<br>\r\n  lön</td><td>Listor</td></tr><tr><td>Prov</td></tr>"
    "<!--EndFragment--></table></body></html>"
)


def risks(source) -> list[tuple[str, str]]:
    return [(row.risk, row.control) for row in document_of(source).rows]


def test_excels_cells_are_read_with_their_line_breaks_and_quotes():
    source = blocks_of_paste(EXCEL_TEXT)
    assert source.kind == "paste"
    assert risks(source) == [
        ("Fel i\nlön", 'Listor "A" och\nB'),
        ('"Säkra möten" följs inte', "Rutin"),
    ]


def test_the_page_of_the_clipboard_tells_merges_that_its_text_does_not():
    source = blocks_of_paste("Risk\tKontrollmoment\nFel i lön\tListor\n\tProv", EXCEL_HTML)
    assert [type(block) for block in source.blocks] == [Table]
    assert risks(source) == [("Fel i\nlön", "Listor"), ("Fel i\nlön", "Prov")]


def test_a_page_without_a_table_gives_way_to_the_text():
    source = blocks_of_paste("Risk\tKontroll\nJäv\tIntyg\n", "<p>Risk Kontroll</p><p>Jäv Intyg</p>")
    assert risks(source) == [("Jäv", "Intyg")]


@pytest.mark.parametrize(
    "text", ["Risk;Kontroll\nJäv;Intyg\nMutor;Register", "Risk    Kontroll\nJäv     Intyg\nMutor   Register"]
)
def test_text_in_columns_is_a_table(text):
    source = blocks_of_paste(text)
    assert risks(source) == [("Jäv", "Intyg"), ("Mutor", "Register")]
    assert source.blocks[0].place(source.blocks[0].lines[1]) == "rad 2"


def test_labelled_lines_are_rows():
    first = "Risk: Fel i lön\nKontrollmoment: Lönelista\nAnsvarig: HR-chef\n"
    source = blocks_of_paste(f"{first}\nRisk: Jäv\nKontrollmoment: Intyg\nAnsvarig: Chef\n")
    assert all(isinstance(block, Paragraph) for block in source.blocks)
    assert risks(source) == [("Fel i lön", "Lönelista"), ("Jäv", "Intyg")]


@pytest.mark.parametrize(
    ("text", "html", "word"),
    [
        ("", None, "tomt"),
        (" \n ", "<p></p>", "tomt"),
        ("a\0b", None, "textfil"),
        ("x", "<div>" * 300 + "<table>", "för djupt"),
    ],
)
def test_what_can_not_be_read_is_refused_in_words(text, html, word):
    with pytest.raises(Unreadable, match=word):
        blocks_of_paste(text, html)
