"""A corpus of files that are hostile, broken or simply wrong, built by code: name -> (bytes, a word of its message).

None for the word means that the file is to be read, with what can't be read told in a notice.
"""

import io
import struct
import zipfile
from collections.abc import Callable, Iterator

import msoffcrypto.format.ooxml
import xlsxwriter

from tests.imports.build import as_docx, as_xlsx, heading, paragraph, table

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(400)
PLAN = [heading("Plan 2024", 1), table(["Risk", "Kontrollmoment"], ["Fel lön betalas ut", "Lönelistor"])]


def corpus() -> Iterator[tuple[str, Callable[[], bytes], str | None]]:
    """(file name, its maker, a word of the message)."""
    yield from (
        ("tom.docx", lambda: b"", "tom"),
        ("för stor.docx", lambda: b"PK\x03\x04" + bytes(60 << 20), "25 MB"),
        ("bild.docx", lambda: PNG, "fast namnet slutar på .docx"),
        ("text.docx", lambda: b"Risk;Kontroll\n", "inte ett Word- eller Exceldokument"),
        ("avklippt.docx", lambda: as_docx(PLAN)[:9_000], "skadad"),
        ("avklippt.xlsx", lambda: as_xlsx({"Plan": PLAN})[:2_000], "skadad"),
        ("bilder.zip", lambda: package({"bild.png": PNG}), "zip-arkiv"),
        ("gammal.doc", lambda: ole("WordDocument"), "(.doc)"),
        ("gammal.xls", lambda: ole("Workbook"), "(.xls)"),
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


def package(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def replaced(data: bytes, part: str, content: bytes) -> bytes:
    parts = parts_of(data)
    assert part in parts
    return package({**parts, part: content})


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


def ole(stream_name: str) -> bytes:
    """The start of an OLE container: a header, and a directory that names one stream."""
    header = OLE + bytes(16) + struct.pack("<HHH", 0x3E, 3, 0xFFFE) + bytes(482)
    return header[:512] + stream_name.encode("utf-16-le").ljust(128, b"\0") + bytes(2_000)


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
