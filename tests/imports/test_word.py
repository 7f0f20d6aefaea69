"""What the Word reader finds in a document that a table library's cells do not show."""

import json

import docx
import pytest

from internkoll.imports.answer import answer
from internkoll.imports.asked import Asked
from internkoll.imports.readers import blocks_of
from internkoll.imports.readers.shapes import Heading, Paragraph, Table
from tests.imports.build import LEFT, UP, add_table, as_docx, heading, paragraph, read_bytes, saved, table, told
from tests.imports.hostile_office import W
from tests.imports.packing import package, parts_of, replaced

PLAN = table(
    ["Nr", "Risk", "Kontrollmoment", "Ansvarig"],
    ["1", "Fel lön betalas ut", "Lönelistor granskas", "Lönechef"],
    ["2", "Avtal följs inte", "Fakturor granskas", "Inköpschef"],
)


def document_with_plan():
    document = docx.Document()
    return document, add_table(document, PLAN)


def run(text, inside=""):
    return f'<w:r>{inside}<w:t xml:space="preserve">{text}</w:t></w:r>'


def body(xml):
    """A Word file with that XML as its body."""
    names = f'{W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    content = f"<w:document {names}><w:body>{xml}</w:body></w:document>"
    return replaced(as_docx([paragraph("x")]), "word/document.xml", content.encode())


def cell(content, properties=""):
    inner = content if content.startswith("<") else f"<w:p>{run(content)}</w:p>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells, properties=""):
    return (
        f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(c if c.startswith('<w:tc') else cell(c) for c in cells)}</w:tr>"
    )


def grid(data):
    """The texts of the only table."""
    (found,) = [block for block in blocks_of(data).blocks if isinstance(block, Table)]
    return [[c.text for c in line.cells] for line in found.lines]


def test_numbers_that_only_automatic_numbering_writes_are_read():
    document, made = document_with_plan()
    for line in made.rows[1:]:
        number = line.cells[0].paragraphs[0]
        number.clear()
        number.style = document.styles["List Number"]
    assert [r.risk_number for r in read_bytes(saved(document)).rows] == ["1", "2"]


def test_bullets_are_not_written_into_the_text():
    document, made = document_with_plan()
    made.cell(1, 2).add_paragraph("tim- och månadsanställda", style="List Bullet")
    assert read_bytes(saved(document)).rows[0].control == "Lönelistor granskas\ntim- och månadsanställda"


def test_tracked_insertions_are_kept_and_deletions_left_out():
    inserted = f'<w:ins w:id="1" w:author="A">{run("nya ord")}</w:ins>'
    deleted = '<w:del w:id="2" w:author="A"><w:r><w:delText>gamla ord</w:delText></w:r></w:del>'
    removed_row = row("Borttagen", "rad", properties='<w:del w:id="3" w:author="A"/>')
    changed_row = row(cell(f"<w:p>{inserted}{deleted}</w:p>"), "Lista")
    data = body(f"<w:tbl>{row('Risk', 'Kontroll')}{changed_row}{removed_row}</w:tbl>")
    assert grid(data) == [["Risk", "Kontroll"], ["nya ord", "Lista"]]
    assert "tracked-changes" in {notice.code for notice in blocks_of(data).notices}


def test_content_controls_around_rows_cells_and_words_are_opened():
    def control(inner):
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    words = cell(f"<w:p>{control(run('Fel lön'))}</w:p>")
    data = body(f"<w:tbl>{row('Risk', 'Kontroll')}{control(row(words, 'Lista'))}</w:tbl>")
    assert grid(data) == [["Risk", "Kontroll"], ["Fel lön", "Lista"]]


def test_hidden_text_is_left_out_and_told():
    hidden = f"<w:p>{run('Synligt ')}{run('dolt', '<w:rPr><w:vanish/></w:rPr>')}</w:p>"
    source = blocks_of(body(f"<w:tbl>{row('Risk', cell(hidden))}</w:tbl>"))
    assert [notice.code for notice in source.notices] == ["hidden-text"]
    assert '"dolt"' in source.notices[0].text


def test_line_breaks_tabs_and_soft_hyphens_become_plain_text():
    inside = "<w:t>Kontroll</w:t><w:softHyphen/><w:t>moment</w:t><w:br/><w:t>två</w:t><w:tab/><w:t>tre</w:t>"
    words = f"<w:p><w:r>{inside}</w:r></w:p>"
    data = body("<w:tbl>" + row(cell(words), "Ansv\u00adarig") + "</w:tbl>")
    assert grid(data) == [["Kontrollmoment\ntvå tre", "Ansvarig"]]


def test_grid_spans_and_gaps_keep_every_cell_under_its_heading():
    data = body(
        "<w:tbl>"
        + row("Nr", cell("Risk", '<w:gridSpan w:val="2"/>'), "Kontrollmoment")
        + row("Fel lön betalas ut", "", "Lönelistor granskas", properties='<w:gridBefore w:val="1"/>')
        + row(cell("1"), cell("Avtal följs inte"), cell("alls"), cell("Fakturor granskas"))
        + "</w:tbl>"
    )
    assert [told(r) for r in read_bytes(data).rows] == [
        {"risk": "Fel lön betalas ut", "control": "Lönelistor granskas"},
        {"risk_number": "1", "risk": "Avtal följs inte\nalls", "control": "Fakturor granskas"},
    ]


def test_a_table_that_only_frames_another_is_opened():
    inner = f"<w:tbl>{row('Risk', 'Kontrollmoment')}{row('Fel lön betalas ut', 'Lönelistor granskas')}</w:tbl><w:p/>"
    data = body("<w:tbl>" + row(cell(f"<w:p>{run('Bilaga 1')}</w:p>{inner}")) + "</w:tbl>")
    source = blocks_of(data)
    assert [type(block) for block in source.blocks] == [Paragraph, Table]
    assert read_bytes(data).rows[0].control == "Lönelistor granskas"


def test_a_table_inside_a_cell_is_kept_as_lines_of_it():
    inner = f"<w:tbl>{row('År', 'Fel')}{row('2024', '3')}</w:tbl><w:p/>"
    data = body(f"<w:tbl>{row('Kontrollmoment', 'Resultat')}{row('Attest', cell(inner))}</w:tbl>")
    assert grid(data)[1] == ["Attest", "År | Fel\n2024 | 3"]


def test_text_boxes_are_read_once():
    box = f"<w:txbxContent><w:p>{run('Dnr: KS 2024/17')}</w:p></w:txbxContent>"
    drawing = (
        f"<mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    data = body(f"<w:p><w:r>{drawing}</w:r></w:p><w:tbl>{row('Risk', 'Kontroll')}</w:tbl>")
    assert [b.text for b in blocks_of(data).blocks if isinstance(b, Paragraph)] == ["Dnr: KS 2024/17"]


def test_footnotes_are_running_text_and_may_mark_a_risk_as_common():
    document, _ = document_with_plan()
    data = saved(document)
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    parts = parts_of(data)
    xml = parts["word/document.xml"].decode()
    parts["word/document.xml"] = xml.replace(
        "<w:t>Fel lön betalas ut</w:t></w:r>", f"<w:t>Fel lön betalas ut</w:t></w:r>{reference}"
    ).encode()
    parts["word/footnotes.xml"] = (
        f'<w:footnotes {W}><w:footnote w:id="2"><w:p>{run("Kommungemensam risk.")}</w:p></w:footnote></w:footnotes>'
    ).encode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relations = parts["word/_rels/document.xml.rels"].decode()
    parts["word/_rels/document.xml.rels"] = relations.replace(
        "</Relationships>", f'<Relationship Id="rIdF" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    ).encode()
    document = read_bytes(package(parts))
    assert [r.mandatory for r in document.rows] == [True, False]
    assert document.texts[-1].heading == "Fotnoter"
    assert document.texts[-1].text == "Kommungemensam risk."


def test_headers_and_footers_tell_of_the_document():
    document, _ = document_with_plan()
    section = document.sections[0]
    section.header.paragraphs[0].text = "Lundby kommun"
    section.footer.paragraphs[0].text = "Diarienummer: SN 2024-0117"
    read = read_bytes(saved(document))
    assert (read.municipality, read.reference) == ("Lundby kommun", "SN 2024-0117")


def test_styles_of_their_own_are_headings_by_what_they_are_based_on():
    document = docx.Document()
    style = document.styles.add_style("Kommunens rubrik", 1)
    style.base_style = document.styles["Heading 2"]
    document.add_paragraph("Granskningar", style=style)
    document.add_paragraph("Brödtext.")
    add_table(document, PLAN)
    found = blocks_of(saved(document)).blocks[0]
    assert isinstance(found, Heading)
    assert found.level == 2


def test_a_list_of_contents_is_left_out_and_told():
    document = docx.Document()
    document.add_paragraph("Sammanfattning.........................3")
    document.add_paragraph("Planen följs.")
    add_table(document, PLAN)
    read = read_bytes(saved(document))
    assert "Sammanfattning" not in "".join(text.text for text in read.texts)
    assert any(n.code == "contents-list" and "Sammanfattning" in n.text for n in read.notices)


def test_a_strict_open_xml_document_is_read_too():
    data = as_docx([heading("Plan 2024"), PLAN])
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    parts = {name: part.replace(usual, strict) for name, part in parts_of(data).items()}
    assert len(read_bytes(package(parts)).rows) == 2


def test_merges_down_and_across_say_so_in_the_grid():
    data = as_docx([table(["a", "b"], ["c", UP], ["d", LEFT])])
    (found,) = blocks_of(data).blocks
    assert [[(c.text, c.down, c.across) for c in line.cells] for line in found.lines] == [
        [("a", False, False), ("b", False, False)],
        [("c", False, False), ("", True, False)],
        [("d", False, False), ("", False, True)],
    ]


def test_a_document_without_a_table_is_refused():
    data = as_docx([heading("Plan"), paragraph("Bara text.")])
    assert "ingen tabell" in json.loads(answer(Asked(name="plan.docx"), data))["unreadable"]


@pytest.mark.parametrize("heading", ["Risk och kontroll", "Risk/kontrollmoment"])
def test_a_risk_in_bold_type_and_its_control_in_the_same_cell_are_parted(heading):
    document = docx.Document()
    made = document.add_table(2, 2)
    made.cell(0, 0).text, made.cell(0, 1).text = heading, "Ansvarig"
    made.cell(1, 0).paragraphs[0].add_run("Avtal följs inte").bold = True
    made.cell(1, 0).add_paragraph("Leverantörslistan granskas")
    made.cell(1, 0).add_paragraph("Stickprov i reskontran")
    made.cell(1, 1).text = "Inköpare"
    (row,) = read_bytes(saved(document)).rows
    assert row.risk == "Avtal följs inte"
    assert row.control == "Leverantörslistan granskas\nStickprov i reskontran"
