"""A PDF is read as the document it was made of: with tags or without, ruled or not, over pages."""

import pikepdf
import pytest
import typst
from pikepdf import Array, Dictionary, Name, Stream

from internkoll.imports.readers import Unreadable, blocks_of
from internkoll.imports.readers.pdf.fonts import read_font
from internkoll.imports.readers.shapes import Heading, Paragraph, Source, Table
from tests.imports.build import read_bytes
from tests.imports.build_pdf import Layout, drawn_table, line, page_of, pdf_of, saved, text
from tests.imports.hostile_pdf import scanned

HEADER = ["Nr", "Risk", "Kontrollmoment", "Ansvarig"]
ROWS = [
    [
        "1",
        "Lön betalas ut till fel person eller med fel belopp på grund av brister i rutinen för rapportering.",
        "Attesterade lönelistor granskas månadsvis.\nAvvikelser rapporteras till lönechefen.",
        "Lönechef",
    ],
    ["2", "Inköp görs utanför avtal.", "Stickprov av fakturor över 100 000 kronor.", "Inköpschef"],
    ["3", "Sekretess röjs.", "Loggar granskas.", "Systemägare"],
]
WIDTHS = [30, 150, 150, 90]


def source(data: bytes) -> Source:
    return blocks_of(data, "plan.pdf")


def tables(data: bytes) -> list[Table]:
    return [block for block in source(data).blocks if isinstance(block, Table)]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in line.cells] for line in table.lines]


def codes(data: bytes) -> list[str]:
    return [notice.code for notice in source(data).notices]


def long_rows(count: int) -> list[list[str]]:
    told = "Risken är att rutinen inte följs när ordinarie personal är borta och att felen därför upptäcks för sent"
    return [
        [str(n), f"{told}, nummer {n}.", f"Kontrollen görs kvartalsvis, nummer {n}.", "Chef"]
        for n in range(1, count + 1)
    ]


LAYOUTS = {
    "ruled": Layout(WIDTHS),
    "level lines only": Layout(WIDTHS, uprights=False),
    "no lines": Layout(WIDTHS, levels=False, uprights=False, row_gap=6),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_table_has_its_cells_with_paragraphs_put_together_and_the_writers_breaks_kept(layout):
    (table,) = tables(pdf_of(*layout.pages([HEADER, *ROWS])))
    assert texts(table) == [HEADER, *ROWS]
    assert table.name == "sida 1, tabell 1"
    assert table.place(table.lines[2]) == "sida 1, tabell 1, rad 3"
    assert [cell.bold for cell in table.lines[0].cells] == [True] * 4
    assert not any(cell.bold for cell in table.lines[1].cells)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("room", range(5))
def test_a_table_over_pages_is_one_table_with_one_header_and_its_cut_rows_whole(layout, room):
    rows = long_rows(30)
    layout = Layout(
        layout.widths, levels=layout.levels, uprights=layout.uprights, row_gap=layout.row_gap, margin=60 + 11 * room
    )
    data = pdf_of(*layout.pages([HEADER, *rows]))
    (table,) = tables(data)
    assert texts(table) == [HEADER, *rows]


def test_a_row_that_was_put_together_is_told_with_its_place():
    rows = long_rows(30)
    content = Layout(WIDTHS, margin=71).pages([HEADER, *rows])
    told = [notice for notice in source(pdf_of(*content)).notices if notice.code == "joined-over-page"]
    assert len(told) == len(content) - 1
    assert told[0].place.startswith("sida 1, tabell 1, rad ")
    assert "sida 2" in told[0].text


def test_a_new_row_at_the_top_of_a_page_stays_a_row_of_its_own():
    layout = Layout(WIDTHS)
    first, _ = layout.rows([HEADER, *ROWS], 790)
    second, _ = layout.rows([HEADER, ["4", "Arkivet förstörs.", "Rundvandring.", "Arkivarie"]], 790)
    (table,) = tables(pdf_of(first, second))
    assert [row[0] for row in texts(table)] == ["Nr", "1", "2", "3", "4"]


def test_cells_are_merged_where_a_line_is_missing():
    # Risk reaches over two rows, and the second row of the table is a group over both columns.
    lines = [(40, 700, 340, 700), (40, 670, 340, 670), (40, 640, 340, 640), (190, 610, 340, 610), (40, 580, 340, 580)]
    lines += [(40, 580, 40, 700), (340, 580, 340, 700), (190, 670, 190, 700), (190, 580, 190, 640)]
    words = [("Risk", 44, 685), ("Kontroll", 194, 685), ("Ekonomi", 44, 655), ("Fel lön", 44, 625)]
    words += [("Lönelistor", 194, 625), ("Attester", 194, 595)]
    drawn = b"".join(line(*at) for at in lines) + b"".join(text(told, x, y) for told, x, y in words)
    (table,) = tables(pdf_of(drawn))
    assert texts(table) == [["Risk", "Kontroll"], ["Ekonomi", ""], ["Fel lön", "Lönelistor"], ["", "Attester"]]
    assert table.lines[1].cells[1].across
    assert table.lines[3].cells[0].down


def test_headers_footers_and_page_numbers_are_margins_and_no_text():
    def furniture(page):
        return text("Ekstads kommun", 40, 815) + text(f"Sida {page} (3)", 500, 815) + text("KS 2024/7", 40, 25)

    data = pdf_of(*Layout(WIDTHS, furniture=furniture).pages([HEADER, *long_rows(40)]))
    read = source(data)
    assert read.margins == ("Ekstads kommun", "KS 2024/7")
    assert all(isinstance(block, Table) for block in read.blocks)


def test_running_text_becomes_headings_paragraphs_and_lists():
    body = "Nämnden ska enligt kommunallagen se till att den interna kontrollen är tillräcklig. "
    drawn = text("Internkontrollplan 2024", 60, 780, size=18)
    drawn += text("Bakgrund", 60, 750, bold=True)
    drawn += text(body * 1, 60, 730) + text("Det gäller all verksamhet i egen regi.", 60, 718)
    drawn += text("Ett nytt stycke med luft ovanför sig.", 60, 694)
    drawn += text("• Ekonomi", 60, 682) + text("• Personal", 60, 670)
    blocks = source(pdf_of(drawn)).blocks
    assert [(type(block), block.text) for block in blocks] == [
        (Heading, "Internkontrollplan 2024"),
        (Heading, "Bakgrund"),
        (Paragraph, f"{body.strip()} Det gäller all verksamhet i egen regi."),
        (Paragraph, "Ett nytt stycke med luft ovanför sig."),
        (Paragraph, "• Ekonomi"),
        (Paragraph, "• Personal"),
    ]
    assert [block.level for block in blocks[:2]] == [1, 9]
    assert blocks[2].place == "sida 1"


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("Nämndens internkontroll-", "plan för året fastställs av nämnden.", "Nämndens internkontrollplan för året"),
        ("Granskning av obehöriga i IT-", "system görs varje kvartal av nämnden.", "i IT-system görs"),
        ("Genomgång av rutiner för löne-", "och personalsystem görs av nämnden.", "för löne- och personalsystem"),
        ("Bevakning av kravet i e-", "postsystem som finns hos nämnden.", "i e-postsystem som"),
    ],
)
def test_words_that_are_broken_at_the_end_of_a_line_are_put_together(above, below, whole):
    filler = "".join(f"rad {n} med en bruten rad- och en hel rad. " for n in range(3))
    drawn = (
        text(above, 60, 700)
        + text(below, 60, 688)
        + text(filler, 60, 600)
        + text("slut-", 60, 560)
        + text("orden", 60, 548)
    )
    told = " ".join(block.text for block in source(pdf_of(drawn)).blocks)
    assert whole in told


def test_a_word_too_long_for_its_cell_is_put_together():
    rows = [["Ansvarig", "Frekvens"], ["Förvaltningsc", "Månadsvis"]]
    drawn = drawn_table(rows, width=58) + text("hef", 44, 734.6, size=8)
    (table,) = tables(pdf_of(drawn))
    assert texts(table)[1][0].startswith("Förvaltningsc")


@pytest.mark.parametrize(
    ("rotate", "matrix"), [(90, b"0 1 -1 0 595 0 cm "), (0, b"0 1 -1 0 595 0 cm "), (180, b"-1 0 0 -1 595 842 cm ")]
)
def test_a_page_that_lies_on_its_side_is_read_as_it_is_seen(rotate, matrix):
    top = 560 if b"595 0" in matrix else 780
    content = b"q " + matrix + drawn_table([HEADER[1:3], ROWS[1][1:3]], top=top) + b"Q"
    assert texts(tables(pdf_of(content, rotate=rotate))[0]) == [HEADER[1:3], ROWS[1][1:3]]


def test_two_columns_of_running_text_are_read_one_after_the_other():
    left = [f"Vänster spalt rad {n} med löpande text som fyller" for n in range(1, 9)]
    right = [f"Höger spalt rad {n} med löpande text som fyller ut" for n in range(1, 9)]
    drawn = b"".join(text(words, 40, 700 - 12 * n) for n, words in enumerate(left))
    drawn += b"".join(text(words, 310, 700 - 12 * n) for n, words in enumerate(right))
    read = source(pdf_of(drawn))
    assert not any(isinstance(block, Table) for block in read.blocks)
    told = " ".join(block.text for block in read.blocks)
    assert told.index("Vänster spalt rad 8") < told.index("Höger spalt rad 1")


def test_a_scan_is_refused_with_what_to_do():
    with pytest.raises(Unreadable, match=r"inskannad.*Word eller Excel.*OCR"):
        source(scanned(2))


def test_of_a_partly_scanned_file_the_rest_is_read_and_the_pages_are_named():
    pdf = pikepdf.open(__import__("io").BytesIO(scanned(2)))
    page_of(pdf, drawn_table([HEADER[1:3], ROWS[1][1:3]]))
    read = source(saved(pdf))
    assert [(notice.code, notice.place) for notice in read.notices] == [("scanned-pages", "sidorna 1 och 2")]
    assert [block.name for block in read.blocks] == ["sida 3, tabell 1"]


def test_letters_that_the_font_does_not_name_are_refused():
    pdf = pikepdf.new()
    page_of(pdf, b"BT /F9 10 Tf 60 700 Td <00010002000300040005000600070008> Tj ET" * 5)
    below = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2)
    pdf.pages[0].obj.Resources.Font.F9 = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, Encoding=Name("/Identity-H"), DescendantFonts=Array([below])
    )
    with pytest.raises(Unreadable, match="vilka bokstäver"):
        source(saved(pdf))


def test_ligatures_become_their_letters_and_bold_is_known_by_the_fonts_name():
    encoding = Dictionary(Type=Name.Encoding, Differences=Array([1, Name("/fi"), Name("/aring"), 65, Name("/uni00E4")]))
    font = read_font(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/ABCDEF+Arial-BoldMT"), Encoding=encoding)
    )
    assert [told for told, _, _ in font.read(b"\x01\x02AB")] == ["fi", "å", "ä", "B"]
    assert font.bold


TYPST = """
#set document(title: "Internkontrollplan 2024")
#set page(width: 20cm, height: 9cm, margin: 1.5cm, header: [Ekstads kommun], numbering: "1 (1)")
#set text(lang: "sv", size: 9pt)
= Internkontrollplan 2024
Nämnden fastställer årligen en plan för den interna kontrollen.
- Ekonomi
- Personal
== Planen
#table(columns: (2fr, 3fr, 2fr), table.header([*Risk*], [*Kontrollmoment*], [*Ansvarig*]),
  table.cell(colspan: 3)[*Ekonomi*],
  table.cell(rowspan: 2)[Fel lön betalas ut], [Lönelistor granskas], [Lönechef],
  [Attester granskas], [Ekonomichef],
  [Inköp görs utanför avtal och upptäcks inte], [#lorem(60)], [Inköpschef],
  [Sekretess röjs], [Loggar granskas], [Systemägare])
"""
LOREM = typst.query(b"#metadata(lorem(60)) <ord>", "<ord>", field="value", one=True)


@pytest.mark.parametrize("tagged", [True, False], ids=["tagged", "untagged"])
def test_a_typeset_document_is_read_the_same_with_tags_and_without(tagged):
    read = source(typst.compile(TYPST.encode(), format="pdf", pdf_tags=tagged))
    (table,) = [block for block in read.blocks if isinstance(block, Table)]
    rows = texts(table)
    assert rows[:5] == [
        ["Risk", "Kontrollmoment", "Ansvarig"],
        ["Ekonomi", "", ""],
        ["Fel lön betalas ut", "Lönelistor granskas", "Lönechef"],
        ["", "Attester granskas", "Ekonomichef"],
        ["Inköp görs utanför avtal och upptäcks inte", LOREM.strip('"'), "Inköpschef"],
    ]
    assert rows[5:] == [["Sekretess röjs", "Loggar granskas", "Systemägare"]]
    assert table.lines[1].cells[1].across
    assert table.lines[3].cells[0].down
    running = [block.text for block in read.blocks if not isinstance(block, Table)]
    assert running[0] == "Internkontrollplan 2024"
    assert running[2:] == ["• Ekonomi", "• Personal", "Planen"]
    assert read.margins == ("Ekstads kommun",)


def tagged_pdf(tables_by_page: list[list[list[str]]]) -> bytes:
    """One table a page, as some programs cut them, its cells tagged and with no line drawn."""
    pdf = pikepdf.new()
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([])))
    for rows in tables_by_page:
        parts, mark = [], 0
        found = Dictionary(S=Name.Table, K=Array([]))
        for y, row in enumerate(rows):
            kept = Dictionary(S=Name.TR, K=Array([]))
            for x, words in enumerate(row):
                parts.append(b"/TD <</MCID %d>> BDC %s EMC\n" % (mark, text(words, 40 + 150 * x, 780 - 30 * y, size=8)))
                kept.K.append(Dictionary(S=Name.TD, K=Array([mark])))
                mark += 1
            found.K.append(kept)
        page_of(pdf, b"".join(parts))
        found.Pg = pdf.pages[-1].obj
        root.K.append(pdf.make_indirect(found))
    pdf.Root.StructTreeRoot = root
    return saved(pdf)


def test_tables_that_tags_cut_in_one_a_page_are_put_together():
    head = ["Risk", "Kontrollmoment", "Ansvarig"]
    rows = [[f"Risk {n}", f"Kontroll {n}", "Chef"] for n in range(1, 7)]
    (table,) = tables(tagged_pdf([[head, *rows[:3]], [head, *rows[3:]]]))
    assert texts(table) == [head, *rows]


def test_tags_that_hold_hardly_any_of_the_text_are_passed_by():
    pdf = pikepdf.new()
    page_of(pdf, drawn_table([HEADER[1:3], ROWS[1][1:3]]) + b"/P <</MCID 0>> BDC " + text("Bilaga", 40, 60) + b"EMC")
    paragraph = Dictionary(S=Name.P, K=Array([0]), Pg=pdf.pages[0].obj)
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([paragraph])))
    assert texts(tables(saved(pdf))[0]) == [HEADER[1:3], ROWS[1][1:3]]


def test_an_upright_heading_in_a_narrow_column_is_one_text():
    up = b"BT /F1 8 Tf 0 1 -1 0 58 742 Tm (Sannolikhet) Tj ET\n"
    lines = [(40, 800, 240, 800), (40, 738, 240, 738), (40, 710, 240, 710)]
    lines += [(40, 710, 40, 800), (70, 710, 70, 800), (240, 710, 240, 800)]
    drawn = (
        b"".join(line(*at) for at in lines)
        + up
        + text("Risk", 74, 785)
        + text("3", 50, 720)
        + text("Fel lön betalas ut till fel person", 74, 720)
    )
    (table,) = tables(pdf_of(drawn))
    assert texts(table) == [["Sannolikhet", "Risk"], ["3", "Fel lön betalas ut till fel person"]]


def test_a_plan_comes_back_as_rows():
    document = read_bytes(pdf_of(*Layout(WIDTHS, margin=71).pages([HEADER, *long_rows(30)])))
    assert [row.risk_number for row in document.rows] == [str(n) for n in range(1, 31)]
    assert document.rows[29].control == "Kontrollen görs kvartalsvis, nummer 30."


def test_a_hundred_dense_pages_are_one_table():
    # How long that takes is told by `make bench`.
    rows = [
        [str(n), "Risken är att det blir fel. " * 8, "Kontrollen görs i systemet. " * 6, "Chef"]
        for n in range(1, 1_050)
    ]
    data = pdf_of(*Layout(WIDTHS).pages([HEADER, *rows]))
    (table,) = tables(data)
    assert table.name == "sida 1, tabell 1"
    assert [line.text(0) for line in table.lines] == ["Nr", *(row[0] for row in rows)]


def test_a_page_whose_content_unfolds_to_too_much_is_told_and_the_rest_is_read():
    pdf = pikepdf.new()
    page_of(pdf, drawn_table([HEADER[1:3], ROWS[1][1:3]]))
    page_of(pdf, b"0 0 m 5 5 l S\n" * 400_000)
    assert codes(saved(pdf)) == ["too-large-page"]


def test_a_stream_that_is_cut_short_gives_what_comes_before():
    pdf = pikepdf.new()
    page_of(pdf, drawn_table([HEADER[1:3], ROWS[1][1:3]]) + b"% " + b"x" * 5_000)
    stream = Stream(pdf, b"")
    whole = __import__("zlib").compress(pdf.pages[0].obj.Contents.read_bytes())
    stream.write(whole[:-12], filter=Name.FlateDecode)
    pdf.pages[0].obj.Contents = stream
    data = saved(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert texts(tables(data)[0]) == [HEADER[1:3], ROWS[1][1:3]]
