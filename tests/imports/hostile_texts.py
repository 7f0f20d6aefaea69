"""Text files that are hostile, broken or simply wrong, and files of every kind whose name says another."""

import random
from collections.abc import Iterator

from tests.imports.build import as_docx, as_xlsx
from tests.imports.hostile_office import PLAN, PNG, Case
from tests.imports.hostile_sheets import old_excel
from tests.imports.packing import package

HEAD = "Risk;Kontrollmoment;Ansvarig\n"
ROW = "Fel lön betalas ut;Lönelistor;HR-chef\n"
TABLE = "<table><tr><th>Risk</th><th>Kontrollmoment</th></tr><tr><td>Fel i lön</td><td>Lönelista</td></tr></table>"


def text_corpus() -> Iterator[Case]:
    yield from (
        ("20 MB i en cell.csv", lambda: f"{HEAD}{'x' * (20 << 20)};y\n".encode(), "mer än vad som"),
        ("20 MB inom citattecken.csv", lambda: f'{HEAD}"{"x" * (20 << 20)}";y\n'.encode(), "mer än vad som"),
        ("fem miljoner skiljetecken.csv", lambda: f"{HEAD}{';' * 5_000_000}x\n".encode(), "mer än vad som"),
        ("en miljon rader.csv", lambda: (HEAD + "a;b;c\n" * 1_000_000).encode(), "mer än vad som"),
        ("en miljon tomma rader.csv", lambda: (HEAD + ROW + "\n" * 1_000_000 + ROW).encode(), None),
        ("öppna citattecken.csv", lambda: (HEAD + '"x;' * 3_000_000).encode(), "mer än|för lång tid"),
        ("nolltecken.csv", lambda: (HEAD + ROW).encode() + bytes(1_000), "hör hemma i en textfil|inte ett dokument"),
        ("slump.csv", lambda: random.Random(1).randbytes(1 << 20), "inte ett dokument"),
        ("avklippt utf-16.csv", lambda: (HEAD + ROW * 3).encode("utf-16")[:-1], None),
        ("bara skiljetecken.csv", lambda: b";;;;;\n" * 10_000, "tom"),
        ("24 MB brödtext.txt", lambda: ("Planen, som gäller 2024, har risker.\n" * 600_000).encode(), "mer än"),
        ("långa ord.csv", long_words, ""),
        ("formler.csv", lambda: (HEAD + "=cmd|' /C calc'!A0;@SUM(1);+1-1\n").encode(), None),
        ("sep utan rader.csv", lambda: b"sep=;\n", "tom"),
        ("textfil.xlsx", lambda: (HEAD + ROW).encode(), None),
        ("webbsida.xls", lambda: f"<html><body>{TABLE}</body></html>".encode(), None),
        ("webbsida.docx", lambda: TABLE.encode(), None),
        ("word.csv", lambda: as_docx(PLAN), None),
        ("excel.html", lambda: as_xlsx({"Plan": PLAN}), None),
        ("gammal excel.docx", lambda: old_excel(), None),
        ("bild.csv", lambda: PNG, "fast namnet slutar på .csv"),
        ("bild.html", lambda: PNG, "fast namnet slutar på .html"),
        ("rtf.doc", lambda: b"{\\rtf1 Risk}", "RTF"),
        ("excel 2003.xls", excel_xml, "Excel 2003"),
        ("inställningar.xml", lambda: b'<?xml version="1.0"?><risker><risk/></risker>', "XML-fil"),
        ("zip i zip.docx", zip_in_zip, "zip-arkiv"),
    )  # fmt: skip


def long_words() -> bytes:
    """What rules of recognition may take long to give up: a hundred thousand of the same, in a cell each."""
    beginnings = ("1.", "(", "a ", "-", "januari ", "T1 ", "https://", "• ", "2024-", "ja, ", "Risk 1: ", "\u00a0 ")
    return (
        HEAD + "".join(f"{beginning * (150_000 // len(beginning))};Lista;HR\n" for beginning in beginnings)
    ).encode()


def excel_xml() -> bytes:
    return (
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    )


def zip_in_zip() -> bytes:
    data = as_docx(PLAN)
    for level in range(20):
        data = package({f"{level}.zip": data})
    return data
