"""What stands around the plan: tables left aside, a document without one, the overall assessment, whole documents."""

import json

import pytest

from tests.imports.build import heading, paragraph, read, read_bytes, table, told

KINDS = ("docx", "xlsx")


def rows_of(kind, blocks, **options):
    return [told(row) for row in read(kind, blocks, **options).rows]


@pytest.mark.parametrize("kind", KINDS)
def test_scales_and_signatures_are_left_aside_and_told(kind):
    blocks = [
        heading("Plan 2024", 1),
        table(["Risk", "Kontroll"], ["Fel lön betalas ut", "Lönelista"]),
        table(["Risk", "Poäng", "Hantering"], ["Låg", "1-4", "Acceptera"], ["Hög", "9-16", "Åtgärda"]),
    ]
    document = read(kind, blocks)
    assert [row.risk for row in document.rows] == ["Fel lön betalas ut"]
    assert "Hög | 9-16 | Åtgärda" in document.texts[-1].text
    assert "not-a-plan" in {notice.code for notice in document.notices}


def test_a_document_without_a_plan_says_so():
    document = read("docx", [table(["Datum", "Beslut"], ["2024-01-01", "Antagen"])])
    assert document.rows == ()
    assert [notice.severity for notice in document.notices if notice.code == "no-rows"] == ["error"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_overall_assessment_stands_under_its_heading_or_in_a_sentence(kind):
    plan = table(["Risk", "Kontroll"], ["Fel lön betalas ut", "Lönelista"])
    sentence = "Nämnden bedömer att den interna kontrollen under året har varit inte helt tillräcklig."
    assert read(kind, [paragraph("Samlad bedömning: Tillräcklig"), plan]).overall == "Tillräcklig"
    assert read(kind, [heading("Plan 2024", 1), paragraph(sentence), plan]).overall == "inte helt tillräcklig"
    assert read(kind, [heading("Plan 2024", 1), plan]).overall is None


def test_the_acceptance_documents_are_read_whole(acceptance):
    for truth_file in sorted((acceptance / "truth").glob("*.json")):
        truth = json.loads(truth_file.read_text())
        for kind in KINDS:
            data = (acceptance / "inputs" / f"{truth_file.stem}.{kind}").read_bytes()
            rows = read_bytes(data, period=truth["period"]).rows
            assert [row.control for row in rows] == [row["control"] for row in truth["rows"]], (truth_file.stem, kind)
            assert [list(row.area) for row in rows] == [row["area"] for row in truth["rows"]], (truth_file.stem, kind)
