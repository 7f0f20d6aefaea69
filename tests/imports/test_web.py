"""What the reader of web pages makes of spans, lists, hidden elements, careless markup, and Word's own pages."""

import pytest

from internkoll.imports.readers import Unreadable, blocks_of
from internkoll.imports.readers.shapes import Heading, Paragraph, Table
from tests.imports.build import read_bytes

HEAD = "<tr><th>Risk</th><th>Kontrollmoment</th></tr>"
ROW = "<tr><td>Fel i lön</td><td>Lönelista</td></tr>"


def page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><body>{body}</body></html>".encode()


def blocks(body: str) -> list:
    return list(blocks_of(page(body)).blocks)


def grid(body: str) -> list[list[str]]:
    (table,) = [block for block in blocks(body) if isinstance(block, Table)]
    return [[cell.text for cell in line.cells] for line in table.lines]


def test_headings_paragraphs_lists_and_tables_come_in_order():
    found = blocks(
        f"<h1>Plan 2024</h1><p>Planen  gäller\nfrån <i>januari</i>.</p><ul><li>ett<li><p>två</p></ul><ol><li>tre</ol>"
        f"<h2>Lön</h2><table>{HEAD}{ROW}</table>slut"
    )
    assert found[:6] == [
        Heading("Plan 2024", 1, "stycke 1"),
        Paragraph("Planen gäller från januari.", "stycke 2"),
        Paragraph("• ett", "stycke 3"),
        Paragraph("• två", "stycke 4"),
        Paragraph("1. tre", "stycke 5"),
        Heading("Lön", 2, "stycke 6"),
    ]
    assert isinstance(found[6], Table)
    assert found[7] == Paragraph("slut", "stycke 7")


def test_cells_are_lines_as_they_are_seen():
    body = "<table><tr><td>a<br>b<p>c</p>d<ul><li>e</ul></td><td><pre>f\n  g</pre></td></tr></table>"
    assert grid(body) == [["a\nb\nc\nd\n• e", "f\ng"]]


def test_spans_are_put_out_over_the_cells_they_cover():
    (table,) = blocks(
        "<table><tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c</td><td>d</td></tr>"
        "<tr><td rowspan=0>e</td><td>f</td></tr><tr><td>g<td>h</table>"
    )
    assert [[(c.text, c.down, c.across) for c in line.cells] for line in table.lines] == [
        [("a", False, False), ("b", False, False), ("", False, True)],
        [("", True, False), ("c", False, False), ("d", False, False)],
        [("e", False, False), ("f", False, False), ("", False, False)],
        [("", True, False), ("g", False, False), ("h", False, False)],
    ]


@pytest.mark.parametrize("span", ["1000000", "99999999999999999999", "-3", "x", "1e9"])
def test_spans_reach_no_further_than_the_table(span):
    (down,) = blocks(f"<table><tr><td rowspan={span}>a</td><td>b</td></tr><tr><td>c</td></tr></table>")
    assert down.lines[0].text(1) == "b"
    assert "c" in [cell.text for cell in down.lines[1].cells]
    (across,) = blocks(f"<table><tr><td colspan={span}>a</td></tr><tr><td>b</td><td>c</td></tr></table>")
    assert [[cell.text for cell in line.cells] for line in across.lines] == [["a", ""], ["b", "c"]]


def test_the_foot_of_a_table_is_its_last_row():
    assert grid(f"<table><tfoot><tr><td>Summa<td>1</tr></tfoot><tbody>{HEAD}{ROW}</tbody></table>")[-1] == [
        "Summa",
        "1",
    ]


def test_a_caption_and_what_stands_between_cells_are_kept():
    found = blocks(f"<table><caption>Tabell 1. Risker</caption>{HEAD}<div>glömd text</div>{ROW}</table>")
    assert {block.text for block in found if isinstance(block, Paragraph)} == {"Tabell 1. Risker", "glömd text"}


def test_a_table_that_holds_another_in_place_is_a_frame():
    inner = f"<table>{HEAD}{ROW}{ROW}</table>"
    found = blocks(f"<table><tr><td><ul><li>Meny</ul></td><td><h2>Lön</h2>{inner}</td></tr></table>")
    assert [type(block) for block in found] == [Paragraph, Heading, Table]


def test_a_table_in_a_cell_is_lines_of_the_cell():
    body = f"<table>{HEAD}<tr><td>Jäv</td><td>Se:<table><tr><td>a<td>b<tr><td>c<td>d</table></td></tr>{ROW}</table>"
    assert grid(body)[1] == ["Jäv", "Se:\na | b\nc | d"]


def test_what_the_page_does_not_show_is_left_out_and_hidden_text_is_told():
    source = blocks_of(
        page(
            "<script>skript</script><style>p {}</style><noscript>utan</noscript><template>mall</template>"
            "<p hidden>dold ett</p><p style='color:red; DISPLAY : none'>dold två</p>"
            "<p style='mso-hide:all'>dold tre</p>"
            f"<del>struket</del><p>synlig</p><table>{HEAD}<tr style='display:none'><td>dold fyra</td></tr>{ROW}</table>"
        )
    )
    assert [block.text for block in source.blocks if isinstance(block, Paragraph)] == ["synlig"]
    assert len(source.blocks[-1].lines) == 2
    (notice,) = source.notices
    assert notice.code == "hidden-text"
    assert all(f"dold {number}" in notice.text for number in ("ett", "två", "tre", "fyra"))
    assert "skript" not in notice.text


def test_filled_in_fields_are_read_as_they_are_shown():
    body = (
        f"<table>{HEAD}<tr><td><input value='Fel i lön'><input type=hidden value=id></td>"
        "<td><textarea>Lönelista\nHR</textarea></td></tr>"
        "<tr><td><input type=checkbox checked></td><td><select><option>Nej<option selected>Ja</select></td></tr>"
        "<tr><td><img src='x' alt='Grön'></td><td><img alt='Logotyp'>text</td></tr></table>"
    )
    assert grid(body)[1:] == [["Fel i lön", "Lönelista\nHR"], ["x", "Ja"], ["Grön", "text"]]


def test_bold_type_is_known_by_tag_and_by_style():
    (table,) = blocks(
        "<table><tr><th>a</th><td><b>b</b></td><td style='font-weight:700'>c</td>"
        "<td><b>d</b> e</td><th style='font-weight:normal'>f</th></tr><tr><td>x</td></tr></table>"
    )
    assert [cell.bold for cell in table.lines[0].cells] == [True, True, True, False, False]
    assert blocks("<p><b>Lön och pension</b></p><p>Text</p>")[0] == Heading("Lön och pension", 9, "stycke 1", "fet")


def test_words_own_page_is_read():
    body = (
        "<p class=MsoTitle>Plan 2024<o:p></o:p></p><p class=MsoToc1>Inledning <span>2</span></p>"
        "<p class=MsoListParagraph style='text-indent:-18pt;mso-list:l0 level1 lfo1'><![if !supportLists]>"
        "<span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7pt'>&nbsp;&nbsp; </span>"
        "</span></span><![endif]>en\n punkt<o:p></o:p></p>"
        "<!--[if gte mso 9]><xml><w:Zoom>100</w:Zoom></xml><![endif]-->"
        "<div style='mso-element:footnote'><p class=MsoFootnoteText>[1] En not.</p></div>"
    )
    head = "<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>"
    data = f"<html><head>{head}</head><body>{body}</body></html>"
    assert blocks_of(data.encode("cp1252")).blocks == (
        Heading("Plan 2024", 0, "stycke 1"),
        Paragraph("Inledning 2", "stycke 2", "contents"),
        Paragraph("• en punkt", "stycke 3"),
        Paragraph("[1] En not.", "stycke 4", "note"),
    )


def test_a_page_saved_with_its_pictures_in_one_file_is_read():
    table = f"<table>{HEAD}<tr><td>Fel i l=F6n</td><td>L=F6nelista</td></tr></table>"
    archive = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="mellan"\n\n--mellan\n'
        'Content-Type: text/html; charset="windows-1252"\nContent-Transfer-Encoding: quoted-printable\n\n'
        f"<html><body>{table}</body></html>\n--mellan--\n"
    )
    assert read_bytes(archive.encode()).rows[0].risk == "Fel i lön"


@pytest.mark.parametrize(
    ("charset", "encoding"), [("windows-1252", "cp1252"), ("iso-8859-1", "latin-1"), ("utf-8", "utf-8"), ("", "cp1252")]
)
def test_the_encoding_is_the_one_that_the_page_says_or_shows(charset, encoding):
    meta = f"<meta charset={charset}>" if charset else ""
    data = f"<html><head>{meta}</head><body><p>Åtgärder för ökad följsamhet</p></body></html>".encode(encoding)
    assert blocks_of(data).blocks[0].text == "Åtgärder för ökad följsamhet"


def test_a_page_that_is_named_as_excel_is_read_as_what_it_is():
    source = blocks_of(page(f"<table>{HEAD}{ROW}</table>"), "export.xls")
    assert source.kind == "html"
    assert [notice.code for notice in source.notices] == ["other-kind"]
    assert ".xls" in source.notices[0].text


def test_declared_entities_are_never_expanded():
    source = blocks_of(
        b"<!DOCTYPE html [<!ENTITY a 'hemligt'><!ENTITY f SYSTEM 'file:///etc/passwd'>]><p>x &a; &f; y</p>"
    )
    text = "".join(block.text for block in source.blocks)
    assert "&a;" in text
    assert "root:" not in text


def test_a_page_of_frames_says_that_the_rest_lies_in_other_files():
    source = blocks_of(b"<html><frameset><frame src='blad1.htm'><noframes>ramar</noframes></frameset></html>")
    assert [notice.code for notice in source.notices] == ["frames"]


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("<div>" * 200_000 + "text", "för djupt"),
        ("<font>" * 400 + f"<table>{HEAD}{ROW}</table>", "för djupt"),
        ("<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">text</p>", "mer än vad som"),
        ("<table><tr>" + "<td>x</td>" * 300 + "</tr></table>", "fler än 200 kolumner"),
        ("<table>" + ROW * 20_001 + "</table>", "mer än vad som"),
        ("<b>x</b>" * 300_001, "mer än vad som"),
    ],
)
def test_what_can_not_be_read_whole_is_refused(body, word):
    with pytest.raises(Unreadable, match=word):
        blocks(body)


def test_depth_below_the_limit_loses_nothing():
    assert blocks("<div>" * 240 + "inne" + "</div>" * 240 + "<p>efter</p>") == [
        Paragraph("inne", "stycke 1"),
        Paragraph("efter", "stycke 2"),
    ]


def test_nested_tables_down_to_the_limit_are_read():
    found = blocks("<table><tr><td>" * 75 + "inne" + "</td></tr></table>" * 75)
    assert "inne" in str(found)
