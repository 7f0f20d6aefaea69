"""A person corrects how a document was understood; what follows from it follows."""

import json
from dataclasses import fields

import pytest

from internkoll.imports.asked import Asked
from internkoll.imports.kept import kept, source_kept
from internkoll.imports.readers import blocks_of
from internkoll.imports.readers.shapes import Cell, Heading, Line, Paragraph, Source, Table
from internkoll.imports.reading import read_again, read_file
from internkoll.imports.rows.corrections import (
    Corrections,
    Joined,
    OfColumn,
    OfHead,
    OfPeriod,
    OfTable,
    Rewritten,
    headings_key,
    sentence_joined,
)
from internkoll.imports.rows.document import understand
from internkoll.imports.synonyms import Sense
from tests.imports.build import as_docx, heading, paragraph, table

HEADINGS = ["Nr", "Risk", "Kontrollmoment", "Metod", "Ansvarig"]
PLAN = table(
    HEADINGS,
    ["1", "Fel lön betalas ut", "Lönelistor granskas", "Stickprov", "Lönechef"],
    ["", "", "Utbetalningar granskas", "Genomgång", ""],
    ["2", "Avtal saknas", "Avtalsregister\nUppföljning av leverantörer", "Genomgång", "Inköpschef"],
)


def source_of(*blocks):
    return blocks_of(as_docx([heading("Internkontrollplan 2024", 1), *blocks]))


def rows_after(source, *made, **others):
    document = understand(source, corrections=Corrections(made=made), **others).document
    return [(row.risk_number, row.risk, row.control, row.method, row.responsible) for row in document.rows]


def test_a_line_is_joined_with_the_one_above():
    assert len(rows_after(source_of(PLAN))) == 3
    rows = rows_after(source_of(PLAN), Joined(table="tabell 1", line=3))
    assert rows[0] == (
        "1", "Fel lön betalas ut", "Lönelistor granskas\nUtbetalningar granskas", "Stickprov\nGenomgång", "Lönechef",
    )  # fmt: skip
    assert len(rows) == 2


def test_a_line_is_left_out():
    rows = rows_after(source_of(PLAN), Rewritten(table="tabell 1", line=4, lines=()))
    assert "Avtal saknas" not in [risk for _, risk, *_ in rows]


def test_a_line_is_split_and_its_parts_inherit_the_risk():
    texts = (
        ("2", "Avtal saknas", "Avtalsregister", "Genomgång", "Inköpschef"),
        ("", "", "Uppföljning av leverantörer", "Stickprov", ""),
    )
    rows = rows_after(source_of(PLAN), Rewritten(table="tabell 1", line=4, lines=texts))
    assert rows[-2:] == [
        ("2", "Avtal saknas", "Avtalsregister", "Genomgång", "Inköpschef"),
        ("2", "Avtal saknas", "Uppföljning av leverantörer", "Stickprov", "Inköpschef"),
    ]


def test_a_part_of_a_split_line_is_corrected_by_itself():
    split = Rewritten(table="tabell 1", line=4, lines=(("2", "Avtal saknas", "A"), ("", "", "B"), ("", "", "C")))
    mended = Rewritten(table="tabell 1", line=4, part=2, lines=(("", "", "Mendad"),))
    rows = rows_after(source_of(PLAN), split, mended, Joined(table="tabell 1", line=4, part=1))
    assert [control for *_, control, _, _ in rows[-2:]] == ["A\nB", "Mendad"]


def test_a_column_is_what_a_person_says():
    odd = table(
        ["Rubrik A", "Risk", "Hur ofta"],
        ["Lönelistor granskas varje månad", "Fel lön betalas ut", "Månadsvis"],
        ["Avtalsregistret gås igenom", "Avtal saknas", "Årligen"],
    )
    source = source_of(odd)
    assert [row.control for row in understand(source).document.rows] == ["", ""]
    chosen = OfColumn(headings=headings_key(["Rubrik A", "Risk", "Hur ofta"]), index=0, sense=Sense.CONTROL)
    rows = understand(source, corrections=Corrections(made=(chosen,))).document.rows
    assert [row.control for row in rows] == ["Lönelistor granskas varje månad", "Avtalsregistret gås igenom"]
    assert [row.frequency for row in rows] == ["Månadsvis", "Årligen"]


def test_a_column_of_results_is_given_its_period():
    seen = table(["Risk", "Kontrollmoment", "Utvärdering"], ["Fel lön", "Lönelistor", "Allt stämde."])
    key = headings_key(["Risk", "Kontrollmoment", "Utvärdering"])
    chosen = OfColumn(headings=key, index=2, sense=Sense.RESULT, period="Höst")
    (row,) = understand(source_of(seen), corrections=Corrections(made=(chosen,))).document.rows
    assert {period: result.text for period, result in row.results.items()} == {"Höst 2024": "Allt stämde."}


def test_what_was_chosen_another_time_is_used_and_a_new_choice_goes_before_it():
    odd = table(["Rubrik A", "Risk", "Hur ofta"], ["Lönelistor", "Fel lön betalas ut", "Månadsvis"])
    key = headings_key(["Rubrik A", "Risk", "Hur ofta"])
    remembered = OfColumn(headings=key, index=0, sense=Sense.CONTROL)
    (row,) = understand(source_of(odd), corrections=Corrections(remembered=(remembered,))).document.rows
    assert row.control == "Lönelistor"
    now = OfColumn(headings=key, index=0, sense=Sense.METHOD)
    corrections = Corrections(remembered=(remembered,), made=(now,))
    (row,) = understand(source_of(odd), corrections=corrections).document.rows
    assert (row.control, row.method) == ("", "Lönelistor")


def test_a_table_is_said_to_be_no_plan_and_another_to_be_one():
    other = table(["A", "B", "C"], ["Fel lön betalas ut", "Lönelistor", "Lönechef"])
    source = source_of(PLAN, paragraph("Och mer."), other)
    key = headings_key(["A", "B", "C"])
    corrections = (
        OfTable(table="tabell 1", header=None),
        OfTable(table="tabell 2", header=1),
        OfColumn(headings=key, index=0, sense=Sense.RISK),
        OfColumn(headings=key, index=1, sense=Sense.CONTROL),
        OfColumn(headings=key, index=2, sense=Sense.RESPONSIBLE),
    )
    assert rows_after(source, *corrections) == [("", "Fel lön betalas ut", "Lönelistor", "", "Lönechef")]
    document = understand(source, corrections=Corrections(made=corrections)).document
    assert "not-a-plan" in [notice.code for notice in document.notices if notice.place == "tabell 1"]


def test_the_head_and_the_period_are_given():
    seen = table(["Risk", "Kontrollmoment", "Resultat"], ["Fel lön", "Lönelistor", "Allt stämde."])
    corrections = Corrections(
        made=(
            OfHead(field="board", value="Socialnämnden"),
            OfHead(field="year", value="2025"),
            OfHead(field="reference", value=""),
            OfPeriod(value="T2 2025"),
        )
    )
    document = understand(source_of(seen), corrections=corrections).document
    assert (document.board, document.year, document.reference) == ("Socialnämnden", 2025, None)
    assert document.period == "T2 2025"
    assert list(document.rows[0].results) == ["T2 2025"]


def test_a_correction_of_what_is_not_there_changes_nothing():
    source = source_of(PLAN)
    nowhere = (Joined(table="tabell 9", line=1), Rewritten(table="tabell 1", line=99, lines=()))
    assert rows_after(source, *nowhere) == rows_after(source)


def test_each_row_knows_the_line_that_it_was_read_from():
    understood = understand(source_of(PLAN), corrections=Corrections(made=(Joined(table="tabell 1", line=3),)))
    assert understood.places == ("tabell 1, rad 2", "tabell 1, rad 4")


def test_what_was_read_is_kept_and_read_again_as_it_was():
    source = source_of(PLAN, paragraph("Efteråt."))
    assert source_kept(json.loads(json.dumps(kept(source)))) == source


def test_every_mark_of_a_cell_is_kept():
    values = {field.name: value for field, value in zip(fields(Cell), ("a", True, True, True, ("1",), 3), strict=True)}
    line = Line(7, (Cell(**values), Cell("b")), part=2)
    source = Source(
        "docx", (Heading("H", 2, "p", "s"), Paragraph("P", "q", "note"), Table((line,), "tabell 1", True)), ("m",)
    )
    assert source_kept(json.loads(json.dumps(kept(source)))) == source


def test_a_file_is_read_once_and_understood_again():
    data = as_docx([heading("Internkontrollplan 2024", 1), PLAN])
    read = read_file(data, "plan.docx")
    assert [len(read.places), len(read.document.rows)] == [3, 3]
    assert [column["heading"] for column in read.tables[0]["columns"]] == HEADINGS
    again = read_again(read.source, Corrections(made=(Joined(table="tabell 1", line=3),)))
    assert len(again.document.rows) == 2


@pytest.mark.parametrize(
    ("first", "rest", "joined"),
    [
        ("Lön betalas", "ut fel", "Lön betalas ut fel"),
        ("Verksam-", "heten", "Verksamheten"),
        ("Klart.", "Ny punkt", "Klart.\nNy punkt"),
        ("Löne- och", "personalfrågor", "Löne- och personalfrågor"),
        ("", "ensam", "ensam"),
        ("ensam", "", "ensam"),
    ],
)
def test_a_text_goes_on_where_its_sentence_does(first, rest, joined):
    assert sentence_joined(first, rest) == joined


def test_a_task_that_is_no_task_is_refused():
    with pytest.raises(ValueError, match="sense"):
        Asked.model_validate({"corrections": {"made": [{"kind": "column", "headings": [], "index": 0, "sense": "x"}]}})
