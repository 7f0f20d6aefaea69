"""OpenDocument sheets and old Excel files that are hostile, broken or simply wrong, built by code."""

import io
import struct
from collections.abc import Iterator

import xlwt

from tests.documents.workbooks import NAMES, ods_of
from tests.imports.hostile_office import Case, entities
from tests.imports.packing import package, parts_of


def cell(text: str = "", attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


FULL = 'table:number-columns-repeated="16384"'
HEAD = row(cell("Risk"), cell("Kontrollmoment"))
ROW = row(cell("Fel i lön"), cell("Lönelista"))


def sheet_corpus() -> Iterator[Case]:
    yield from (
        ("avklippt.ods", lambda: sheet(HEAD + ROW)[:500], "skadad"),
        ("krypterad.ods", locked_ods, "lösenord"),
        ("textdokument.odt", lambda: of_kind("text"), "textdokument"),
        ("teckning.odg", lambda: of_kind("graphics"), "inget kalkylblad"),
        ("bomb.ods", lambda: ods_of(" " * (200 << 20)), "mer än vad som"),
        ("stor del.ods", lambda: sheet(HEAD + ROW * 270_000), "mer än|för lång tid"),
        ("entiteter.ods", lambda: package({**parts_of(sheet(ROW)), "content.xml": entities("x")}), "säkerhetsskäl"),
        ("upprepad.ods", lambda: sheet(HEAD + ROW + repeated("x")), "mer än vad som"),
        ("upprepad tom.ods", lambda: sheet(HEAD + ROW + repeated("") * 1_000 + ROW), None),
        ("längst ut.ods", far_out_ods, None),
        ("sammanslagen.ods", lambda: sheet(HEAD + merged(1) + ROW), None),
        ("hundratusen sammanslagna.ods", lambda: sheet(HEAD + merged(100_000) + ROW), "mer än vad som"),
        ("djup.ods", lambda: sheet(HEAD + deep(5_000) + ROW), "skadad"),
        ("tusen blad.ods", lambda: ods_of(content(table(HEAD + ROW) * 1_000)), None),
        ("avklippt.xls", lambda: old_excel()[:1_500], "skadad|gammalt format"),
        ("krypterad.xls", locked_xls, "lösenord"),
        ("längst ut.xls", far_out_xls, ""),
        ("tom.xls", lambda: old_excel(filled=False), "tom"),
        ("sönder.xls", lambda: broken(old_excel()), "skadad"),
        ("i ring.xls", lambda: in_a_ring(old_excel()), "skadad|mer än|för lång tid"),
    )  # fmt: skip


def content(tables: str) -> str:
    return (
        f"<office:document-content {NAMES}><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )


def table(rows: str) -> str:
    return f'<table:table table:name="Plan">{rows}</table:table>'


def sheet(rows: str) -> bytes:
    return ods_of(content(table(rows)))


def repeated(text: str) -> str:
    return row(cell(text, FULL), attributes='table:number-rows-repeated="1048576"')


def far_out_ods() -> bytes:
    gap = row(cell(), attributes='table:number-rows-repeated="1048573"')
    return sheet(HEAD + ROW + gap + row(cell("", 'table:number-columns-repeated="16383"'), cell("här")))


def merged(count: int) -> str:
    return row(cell("x", 'table:number-columns-spanned="16384" table:number-rows-spanned="1048576"')) * count


def deep(levels: int) -> str:
    return row(cell("<text:span>" * levels + "x" + "</text:span>" * levels))


def of_kind(kind: str) -> bytes:
    mimetype = f"application/vnd.oasis.opendocument.{kind}".encode()
    return package({**parts_of(sheet(HEAD)), "mimetype": mimetype})


def locked_ods() -> bytes:
    manifest = (
        b"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )
    return package({**parts_of(sheet(HEAD)), "META-INF/manifest.xml": manifest, "content.xml": bytes(range(256))})


def old_excel(*, filled: bool = True) -> bytes:
    book = xlwt.Workbook()
    plan = book.add_sheet("Plan")
    for row, texts in enumerate([("Risk", "Kontrollmoment"), ("Fel i lön", "Lönelista")] if filled else []):
        for column, text in enumerate(texts):
            plan.write(row, column, text)
    return saved(book)


def saved(book: xlwt.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def locked_xls() -> bytes:
    """With the record that says that the rest is encrypted (FILEPASS) in the place of one that says less."""
    data = bytearray(old_excel())
    following = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20
    data[following : following + 2] = b"\x2f\x00"
    return bytes(data)


def far_out_xls() -> bytes:
    book = xlwt.Workbook()
    plan = book.add_sheet("Plan")
    plan.write(0, 0, "Risk")
    plan.write(65_535, 255, "här")
    return saved(book)


def broken(data: bytes) -> bytes:
    """With other bytes in the place of the workbook's own stream."""
    start = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    return data[:start] + b"\xff\x00" * 600 + data[start + 1_200 :]


def in_a_ring(data: bytes) -> bytes:
    """With a table of sectors that says of each that it is followed by itself."""
    changed = bytearray(data)
    (sector,) = struct.unpack_from("<I", changed, 76)
    start = 512 * (sector + 1)
    for number in range(128):
        struct.pack_into("<I", changed, start + 4 * number, number)
    return bytes(changed)
