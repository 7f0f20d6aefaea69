"""Risks that stand apart from their controls: in a register of their own, or in paragraphs without any table."""

import json

import pytest

from internkoll.imports.answer import answer
from internkoll.imports.asked import Asked
from tests.imports.build import as_docx, heading, paragraph, read, table

KINDS = ("docx", "xlsx")
REGISTER = (
    ["Nr", "Risk", "S", "K", "Riskvärde"],
    ["1", "Fakturor betalas dubbelt", 3, 4, 12],
    ["2", "Avtal följs inte", 2, 2, 4],
    ["3", "Bisysslor anmäls inte", 3, 3, 9],
)


def rows_of(kind, *plan):
    blocks = [
        heading("Internkontrollplan 2024", 1),
        heading("Riskanalys"),
        table(*REGISTER),
        heading("Kontrollplan"),
        table(*plan),
    ]
    return [
        (row.area, row.risk_number, row.risk, row.score, row.likelihood, row.consequence, row.control)
        for row in read(kind, blocks).rows
    ]


WANTED = [
    ((), "1", "Fakturor betalas dubbelt", 12, 3, 4, "Sökning i reskontran"),
    ((), "1", "Fakturor betalas dubbelt", 12, 3, 4, "Attest av fakturor"),
    ((), "2", "Avtal följs inte", 4, 2, 2, ""),
    ((), "3", "Bisysslor anmäls inte", 9, 3, 3, "Enkät till chefer"),
]


@pytest.mark.parametrize("kind", KINDS)
def test_a_plan_finds_its_risks_by_number(kind):
    assert (
        rows_of(
            kind,
            ["Risknr", "Kontrollmoment", "Metod", "Ansvarig"],
            ["1", "Sökning i reskontran", "Dubblettsökning", "Controller"],
            ["1", "Attest av fakturor", "Stickprov", "Controller"],
            ["3", "Enkät till chefer", "Enkät", "HR-chef"],
        )
        == WANTED
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("numbers", [("1", "2", "3"), ("K1", "K2", "K3")])
def test_a_plan_finds_its_risks_by_their_words_though_its_numbers_are_others(kind, numbers):
    found = rows_of(
        kind,
        ["Nr", "Risk", "Kontrollmoment", "Metod", "Ansvarig"],
        [numbers[0], "Fakturor betalas dubbelt.", "Sökning i reskontran", "Dubblettsökning", "Controller"],
        [numbers[1], "Fakturor betalas dubbelt", "Attest av fakturor", "Stickprov", "Controller"],
        [numbers[2], "Bisysslor anmäls inte", "Enkät till chefer", "Enkät", "HR-chef"],
    )
    assert [(score, control) for *_, score, _, _, control in found] == [
        (score, control) for *_, score, _, _, control in WANTED
    ]


def test_tables_that_tell_of_other_risks_are_left_apart():
    found = rows_of(
        "docx",
        ["Risk", "Kontrollmoment", "Metod", "Ansvarig"],
        ["Arkivet är ofullständigt", "Arkivförteckning", "Stickprov", "Arkivarie"],
    )
    assert [(risk, score) for _, _, risk, score, *_ in found] == [
        *((str(risk), score) for _, risk, _, _, score in REGISTER[1:]),
        ("Arkivet är ofullständigt", None),
    ]


LABELLED = [
    heading("Internkontrollplan 2024", 1),
    paragraph("Nämnden har beslutat om följande kontroller."),
    paragraph("Risk 1: Fakturor betalas dubbelt"),
    paragraph("Riskvärde: 12"),
    paragraph("Kontrollmoment: Sökning i reskontran"),
    paragraph("Ansvarig: Controller"),
    paragraph("Frekvens: Kvartalsvis"),
    paragraph("Risk 2: Avtal följs inte"),
    paragraph("Kontrollmoment: Inköp utanför avtal"),
    paragraph("Metod: Uttag ur reskontran"),
    paragraph("som jämförs med avtalslistan."),
    paragraph("Ansvarig: Inköpschef"),
]


def test_labelled_paragraphs_without_a_table_are_one_block_a_risk():
    document = read("docx", LABELLED)
    told = [(r.risk_number, r.risk, r.score, r.control, r.method, r.responsible, r.frequency) for r in document.rows]
    assert told == [
        ("1", "Fakturor betalas dubbelt", 12, "Sökning i reskontran", "", "Controller", "Kvartalsvis"),
        ("2", "Avtal följs inte", None, "Inköp utanför avtal",
         "Uttag ur reskontran\nsom jämförs med avtalslistan.", "Inköpschef", ""),
    ]  # fmt: skip
    assert "Nämnden har beslutat om följande kontroller." in " ".join(block.text for block in document.texts)
    assert not any("Sökning i reskontran" in block.text for block in document.texts)


@pytest.mark.parametrize(
    "texts",
    [
        ["Risk: en händelse som kan hindra verksamheten.", "Kontroll: en åtgärd som minskar risken."],
        ["Ansvarig: Ekonomichefen", "Datum: 2024-01-17", "Nämnden har god ordning."],
    ],
)
def test_a_text_with_a_few_labels_is_no_plan(texts):
    data = as_docx([heading("Internkontrollplan 2024", 1), *map(paragraph, texts)])
    assert "ingen tabell" in json.loads(answer(Asked(name="plan.docx"), data))["unreadable"]
