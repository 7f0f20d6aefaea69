"""Word and Excel files that are hostile, broken or simply wrong, built by code."""

import io
import struct
from collections.abc import Callable, Iterator

import msoffcrypto.format.ooxml
import xlsxwriter

from tests.imports.build import as_docx, as_xlsx, heading, paragraph, table
from tests.imports.packing import OLE, ole, package, parts_of, replaced

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
PNG = b"\x89PNG\r\n\x1a\n" + bytes(400)
Case = tuple[str, Callable[[], bytes], str | None]
PLAN = [heading("Plan 2024", 1), table(["Risk", "Kontrollmoment"], ["Fel lön betalas ut", "Lönelistor"])]


def office_corpus() -> Iterator[Case]:
    yield from (
        ("tom.docx", lambda: b"", "tom"),
        ("200 MB.docx", lambda: b"PK\x03\x04" + bytes(200 << 20), "25 MB"),
        ("bild.docx", lambda: PNG, "fast namnet slutar på .docx"),
        ("text.docx", lambda: b"Risk;Kontroll\n", "ingen tabell"),
        ("avklippt.docx", lambda: as_docx(PLAN)[:9_000], "skadad"),
        ("avklippt.xlsx", lambda: as_xlsx({"Plan": PLAN})[:2_000], "skadad"),
        ("bilder.zip", lambda: package({"bild.png": PNG}), "zip-arkiv"),
        ("gammal.doc", lambda: ole("WordDocument"), "(.doc)"),
        ("gammal.xls", lambda: ole("Workbook"), "skadad"),
        ("krypterad.docx", lambda: encrypted(as_docx(PLAN)), "lösenord"),
        ("krypterad.xlsx", lambda: encrypted(as_xlsx({"Plan": PLAN})), "lösenord"),
        ("låst.zip", locked_zip, "lösenord"),
        ("makron.docm", with_macros, "makron"),
        ("utan tabell.docx", lambda: as_docx([paragraph("Bara text.")]), "ingen tabell"),
        ("tom bok.xlsx", lambda: as_xlsx({"Blad1": [], "Blad2": []}), "tom"),
        ("bomb.docx", lambda: word(bytes(200 << 20)), "mer än vad som"),
        ("bomb.xlsx", lambda: excel("sharedStrings", bytes(200 << 20)), "mer än vad som"),
        ("stor del.docx", lambda: word(long_document(58)), "mer än vad som"),
        ("stor del.xlsx", lambda: excel("worksheets/sheet1", long_sheet(58)), "mer än|för lång tid"),
        ("många delar.docx", lambda: many_parts(as_docx(PLAN), 30_000), "mer än vad som"),
        ("entiteter.docx", lambda: word(entities("w:document")), "säkerhetsskäl"),
        ("entiteter.xlsx", lambda: excel("sharedStrings", entities("sst")), "säkerhetsskäl"),
        ("utf-16.docx", lambda: word(in_utf16(outside())), "säkerhetsskäl"),
        ("utf-7.docx", lambda: word(in_utf7()), "säkerhetsskäl"),
        ("utifrån.docx", lambda: word(outside().encode()), "säkerhetsskäl"),
        ("attribut.docx", lambda: word(attributes(100_000)), ""),
        ("lång text.docx", lambda: word(long_text(5 << 20)), "mer än vad som"),
        ("många stycken.docx", lambda: word(_document(b"<w:p/>" * 2_000_000)), "mer än|för lång tid"),
        ("sammanslagningar.xlsx", lambda: excel("worksheets/sheet1", merged_over_and_over()), "mer än vad som"),
        ("många format.xlsx", lambda: excel("styles", many_formats(1_000_000)), ""),
        ("lögnaktig katalog.docx", lying_directory, "skadad|mer än"),
        ("länkad bild.docx", lambda: with_link(as_docx(PLAN)), None),
        ("utbrytning.docx", lambda: package({**parts_of(as_docx(PLAN)), "../../etc/passwd": b"x"}), None),
        ("bilagt arkiv.docx", lambda: package({**parts_of(as_docx(PLAN)), "word/a.zip": bytes(20 << 20)}), None),
        ("djup.docx", lambda: word(deep(5_000)), "skadad"),
        ("nästlad.docx", lambda: word(nested_tables(70)), None),
        ("tusentals tabeller.docx", lambda: word(many_tables(5_000)), None),
        ("breda celler.docx", lambda: word(wide_spans(2_000)), None),
        ("längst ut.xlsx", far_out, None),
        ("långt ner.xlsx", far_down, None),
    )  # fmt: skip


def word(content: bytes) -> bytes:
    """A Word file with that as its main part."""
    return replaced(as_docx(PLAN), "word/document.xml", content)


def excel(part: str, content: bytes) -> bytes:
    return replaced(as_xlsx({"Plan": PLAN}), f"xl/{part}.xml", content)


def many_parts(data: bytes, count: int) -> bytes:
    return package({**parts_of(data), **{f"customXml/del{i}.xml": b"<a/>" for i in range(count)}})


def with_macros() -> bytes:
    parts = parts_of(as_docx(PLAN))
    usual = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macro = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(usual, macro)
    return package({**parts, "word/vbaProject.bin": OLE + bytes(100)})


def encrypted(data: bytes) -> bytes:
    stream = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(data)).encrypt("hemligt", stream)
    return stream.getvalue()


def locked_zip() -> bytes:
    data = bytearray(package({"plan.docx": b"hemligt"}))
    data[6] |= 1  # the flag in the file's own header
    data[data.rindex(b"PK\x01\x02") + 8] |= 1  # and in the directory
    return bytes(data)


def long_document(megabytes: int) -> bytes:
    row = b"<w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr>"
    return _document(b"<w:tbl>" + row * (megabytes * (1 << 20) // len(row)) + b"</w:tbl>")


def long_sheet(megabytes: int) -> bytes:
    row = b'<row><c t="inlineStr"><is><t>x</t></is></c></row>'
    rows = row * (megabytes * (1 << 20) // len(row))
    return f"<worksheet {S}><sheetData>".encode() + rows + b"</sheetData></worksheet>"


def entities(root: str) -> bytes:
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><{root}>&l11;</{root}>'.encode()


def outside() -> str:
    return (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY fil SYSTEM "file:///etc/passwd">]>'
        f"<w:document {W}><w:body><w:p><w:r><w:t>&fil;</w:t></w:r></w:p></w:body></w:document>"
    )


def in_utf16(text: str) -> bytes:
    return text.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")


def in_utf7() -> bytes:
    rest = outside().removeprefix('<?xml version="1.0"?>').replace("<", "+ADw-").replace(">", "+AD4-")
    return b'<?xml version="1.0" encoding="UTF-7"?>' + rest.encode()


def deep(levels: int) -> bytes:
    return _document(b"<w:sdt><w:sdtContent>" * levels + b"<w:p/>" + b"</w:sdtContent></w:sdt>" * levels)


def nested_tables(levels: int) -> bytes:
    opened = b"<w:tbl><w:tr><w:tc>" * levels
    return _document(opened + b"<w:p><w:r><w:t>inne</w:t></w:r></w:p>" + b"</w:tc></w:tr></w:tbl>" * levels)


def many_tables(count: int) -> bytes:
    def row(*texts: str) -> bytes:
        cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in texts)
        return f"<w:tr>{cells}</w:tr>".encode()

    one = b"<w:tbl>" + row("Risk", "Kontrollmoment") + row("Fel lön betalas ut", "Lönelistor") + b"</w:tbl><w:p/>"
    return _document(one * count)


def wide_spans(count: int) -> bytes:
    cell = b'<w:tc><w:tcPr><w:gridSpan w:val="999999"/></w:tcPr><w:p><w:r><w:t>Risk</w:t></w:r></w:p></w:tc>'
    return _document(b"<w:tbl>" + (b"<w:tr>" + cell * 3 + b"</w:tr>") * count + b"</w:tbl>")


def _document(body: bytes) -> bytes:
    return f"<w:document {W}><w:body>".encode() + body + b"</w:body></w:document>"


def attributes(count: int) -> bytes:
    told = " ".join(f'a{number}="1"' for number in range(count))
    return f"<w:document {W}><w:body><w:p {told}/></w:body></w:document>".encode()


def long_text(length: int) -> bytes:
    row = f"<w:tr><w:tc><w:p><w:r><w:t>{'x' * length}</w:t></w:r></w:p></w:tc></w:tr>"
    return _document(f"<w:tbl>{row}</w:tbl>".encode())


def merged_over_and_over() -> bytes:
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>x</t></is></c></row>' for n in (1, 20_000))
    merges = '<mergeCell ref="A1:XFD1048576"/>' * 100_000
    return f"<worksheet {S}><sheetData>{cells}</sheetData><mergeCells>{merges}</mergeCells></worksheet>".encode()


def many_formats(count: int) -> bytes:
    formats = '<xf numFmtId="1" fontId="1"/>' * count
    return f"<styleSheet {S}><cellXfs>{formats}</cellXfs></styleSheet>".encode()


def lying_directory() -> bytes:
    """Says that its main part is small, and unpacks to 100 MB."""
    data = bytearray(word(bytes(100 << 20)))
    told = struct.pack("<I", 100 << 20)
    place = data.find(told)
    while place >= 0:
        data[place : place + 4] = struct.pack("<I", 1_000)
        place = data.find(told)
    return bytes(data)


def with_link(data: bytes) -> bytes:
    """With a picture that lies on another server."""
    name = "word/_rels/document.xml.rels"
    link = (
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        b'Target="http://192.0.2.1/bild.png" TargetMode="External"/></Relationships>'
    )
    return replaced(data, name, parts_of(data)[name].replace(b"</Relationships>", link))


def far_out() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Plan")
        sheet.write_row(0, 0, ["Risk", "Kontrollmoment"])
        sheet.write_row(1, 0, ["Fel lön betalas ut", "Lönelistor"])
        sheet.write(1_048_575, 16_383, "här")
    return stream.getvalue()


def far_down() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Plan")
        sheet.write_row(0, 0, ["Risk", "Kontrollmoment"])
        sheet.write_row(1, 0, ["Fel lön betalas ut", "Lönelistor"])
        sheet.write(15_000, 150, "här")
    return stream.getvalue()
