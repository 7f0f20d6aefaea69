import json

import pytest
from pydantic import ValidationError

from internkoll.rules.exchange import MOST_ROWS, Document, PeriodResult, Row


def test_a_document_is_written_as_it_was_given():
    given = {
        "title": "Plan",
        "municipality": "Ekstads kommun",
        "board": "Socialnämnden",
        "administration": "",
        "year": 2024,
        "period": "T1 2024",
        "date": None,
        "reference": None,
        "overall": None,
        "texts": [{"heading": "Analys", "text": "Två\nstycken"}],
        "rows": [
            {
                "area": ["Mål", "Process"],
                "risk_number": "1",
                "risk": "Fel utbetalning",
                "mandatory": True,
                "score": 12,
                "level": "Hög",
                "likelihood": 3,
                "consequence": "allvarliga",
                "working_method": "",
                "systematic_control": "",
                "control": "Kontroll",
                "continues": False,
                "method": "Stickprov",
                "responsible": "Enhetschef",
                "frequency": "Årligen",
                "results": {
                    "T1 2024": {"class": None, "text": "OK", "status": "Klart"},
                    "T2 2024": {"class": "a", "text": ""},
                },
                "risk_assessments": {"T1 2024": {"level": "Låg", "text": ""}},
                "action": "",
            }
        ],
        "columns": [{"heading": "Risk", "field": "risk", "confidence": 1.0, "place": "tabell 1"}],
        "notices": [{"code": "x", "severity": "info", "place": "tabell 1", "text": "Något"}],
    }
    assert json.loads(Document.model_validate(given).to_json()) == given


def test_a_status_that_was_not_given_is_absent():
    assert "status" not in PeriodResult(text="Pågående").model_dump()


@pytest.mark.parametrize(("written", "read"), [("3", 3), (" 4 ", 4), ("3. Möjlig", "3. Möjlig"), (None, None), (2, 2)])
def test_a_figure_alone_is_a_number(written, read):
    assert Row(likelihood=written).likelihood == read


def test_control_characters_are_washed_away():
    assert Row(risk="a\x00b\x0bc\nd\te\ud800f").risk == "abc\nd\tef"


@pytest.mark.parametrize(
    "row",
    [
        {"score": 10**12},
        {"riks": "x"},
        {"area": "Mål"},
        {"area": ["Mål"] * 21},
        {"results": {"x" * 201: {}}},
        {"results": {f"T{number}": {} for number in range(501)}},
        {"risk": "x" * 200_001},
    ],
)
def test_what_can_not_be_held_is_refused(row):
    with pytest.raises(ValidationError):
        Row.model_validate(row)


def test_more_rows_than_a_plan_can_have_are_refused():
    with pytest.raises(ValidationError):
        Document.model_validate({"rows": [{}] * (MOST_ROWS + 1)})


def test_a_notice_holds_no_control_characters_either():
    notice = {"code": "x\0", "severity": "info", "place": "rad\x1b[2J 1", "text": "\x9b31mNågot\0"}
    (held,) = Document.model_validate({"notices": [notice]}).notices
    assert (held.code, held.place, held.text) == ("x", "rad[2J 1", "31mNågot")


@pytest.mark.parametrize(
    ("row", "alone"),
    [
        (Row(risk="r", score=3), True),
        (Row(risk="r", control="k"), False),
        (Row(risk="r", responsible="chef"), False),
        (Row(risk="r", results={"T1": PeriodResult(text="x")}), False),
        (Row(control="k"), False),
    ],
)
def test_a_risk_alone_has_nothing_that_belongs_to_a_control(row, alone):
    assert row.is_risk_alone is alone


def test_periods_are_told_once_in_the_order_they_appear():
    rows = [Row(results={"T2": PeriodResult(), "T1": PeriodResult()}), Row(results={"T1": PeriodResult()})]
    assert Document(rows=rows).periods == ("T2", "T1")
