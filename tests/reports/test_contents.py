from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any, Literal

import pytest

from internkoll.reports.blocks import Heading, Mark, Paragraph
from internkoll.reports.contents import ReportContents, contents_of
from internkoll.reports.layouts import LAYOUTS, layout_named
from internkoll.rules.exchange import Document, PeriodResult, Row
from internkoll.rules.method import Method
from internkoll.rules.methods import packaged_method

Report = Callable[..., ReportContents]


def table_of(contents: ReportContents) -> list[list[str | None]]:
    """The rows of all tables as text, None where the cell above goes on."""
    rows = (row for section in contents.sections for row in section.table.rows)
    return [[cell.plain if cell else None for cell in row] for row in rows]


def headings_of(contents: ReportContents) -> list[str]:
    return [column.heading for column in contents.sections[0].table.columns]


def column_of(contents: ReportContents, heading: str) -> list[str | None]:
    at = headings_of(contents).index(heading)
    return [row[at] for row in table_of(contents)]


@pytest.mark.parametrize(
    ("name", "row", "headings"),
    [
        (
            "uppsala",
            {"risk_number": "1", "risk": "R", "control": "K", "results": {"T2 2024": {"text": "bra"}}},
            "Nr|Riskbeskrivning|Kontrollmoment|Kontrollmetod|Ansvarig|Resultat av granskning|Åtgärd med slutdatum",
        ),
        (
            "nacka-niva",
            {"risk": "R", "level": "Hög", "score": 12, "risk_assessments": {"T1 2024": {"level": "Hög"}}},
            "Risk|Ursprunglig risk för året|Periodens riskanalys|Riskvärdering T1 2024|Riskvärdering T2 2024",
        ),
        (
            "stockholm",
            {"working_method": "A", "systematic_control": "S", "control": "K", "results": {"T2 2024": {"text": "bra"}}},
            "Arbetssätt|Systematisk kontroll|Kontrollaktivitet",
        ),
        (
            "nacka-status",
            {"risk": "R", "score": 9, "control": "K", "results": {"T1 2024": {"text": "bra"}}},
            "Område|Kontrollmoment|Metod|Ansvarig|Frekvens|Status T1 2024|Status T2 2024",
        ),
    ],
)
def test_each_layout_has_the_columns_of_its_municipality(
    report: Report, name: str, row: dict[str, Any], headings: str
) -> None:
    contents = report(row, layout=name, method=packaged_method(name))
    assert headings_of(contents) == headings.split("|")


def test_a_level_stands_with_its_value_beside_it_and_its_tone(report: Report) -> None:
    contents = report({"risk": "R", "level": "Hög", "score": 12}, layout="nacka-niva")
    cell = contents.sections[0].table.rows[0][1]
    assert cell is not None
    assert cell.blocks == (Mark("Hög (12)", "danger"),)
    assert cell.number == 12


def test_a_value_without_a_level_stands_with_its_name_and_is_given_no_level(report: Report) -> None:
    contents = report({"risk": "R", "score": 12}, layout="nacka-niva")
    assert column_of(contents, "Riskvärde") == ["Riskvärde 12"]


def test_a_word_that_the_method_lacks_is_shown_without_a_tone(report: Report) -> None:
    contents = report({"risk": "R", "control": "K", "results": {"T2 2024": {"class": "röd"}}})
    assert contents.sections[0].table.rows[0][-1].blocks == (Mark("Röd", "neutral"),)  # type: ignore[union-attr]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "words",
    [
        "Socialtjänst",
        "Utbetalning",
        "7 b",
        "Felaktigt utbetalt bistånd",
        "Obligatorisk",
        "Hög (12)",
        "möjlig",
        "konsekvens 4",
        "Inledande kontroll vid nyansökan",
        "Tio ärenden gås igenom varje månad",
        "Genomgång av fattade beslut",
        "Stickprov, 25 av 311",
        "Avdelningschef",
        "Varje tertial",
        "Utan anmärkning",
        "Allt var i ordning.",
        "Mindre anmärkning",
        "Pågående",
        "Tre ärenden saknade underlag.",
        "Medel",
        "Risken bedömdes oförändrad.",
        "Risken har ökat i sommar.",
        "Rutinen ses över i november",
    ],
)
def test_no_layout_leaves_out_what_a_row_holds(
    report: Report, full_row: dict[str, Any], layout: str, words: str
) -> None:
    contents = report(full_row, layout=layout)
    told = [*(heading.text for heading in contents.headings), *(cell or "" for cell in table_of(contents)[0])]
    assert words.casefold() in "\n".join(told).casefold()


def test_a_table_that_would_be_too_wide_tells_fields_as_labelled_lines(
    report: Report, full_row: dict[str, Any]
) -> None:
    contents = report(full_row, layout="nacka-niva")
    assert len(headings_of(contents)) <= 9
    assert "Metod: Stickprov, 25 av 311\nFrekvens: Varje tertial\nAnsvarig: Avdelningschef" in (
        column_of(contents, "Kontrollmoment")[0] or ""
    )


def test_a_column_that_the_method_uses_stands_though_no_row_fills_it(report: Report) -> None:
    contents = report({"risk": "R", "control": "K"}, layout="uppsala", method=packaged_method("uppsala"))
    assert column_of(contents, "Kontrollmetod") == [""]


def test_the_general_layout_has_no_blank_columns(report: Report) -> None:
    contents = report({"risk": "R", "control": "K"}, method=packaged_method("allman"), at=None, period=None)
    assert headings_of(contents) == ["Risk", "Kontrollmoment"]


@pytest.mark.parametrize(
    ("rows", "column", "expected"),
    [
        ([{"risk": "A"}, {"risk": "A"}], "Risk", ["A", None]),
        ([{"risk": "A"}, {"risk": "B"}, {"risk": "A"}], "Risk", ["A", "B", "A"]),
        ([{"risk": "A", "risk_number": "1"}, {"risk": "A", "risk_number": "2"}], "Risk", ["A", "A"]),
        ([{"risk": "A", "control": "K"}, {"risk": "A", "control": "K"}], "Kontrollmoment", ["K", "K"]),
        (
            [{"risk": "A", "control": "K"}, {"risk": "A", "control": "K", "continues": True}],
            "Kontrollmoment",
            ["K", None],
        ),
        (
            [{"risk": "A", "control": "K"}, {"risk": "B", "control": "K", "continues": True}],
            "Kontrollmoment",
            ["K", "K"],
        ),
        ([{"risk": "A", "responsible": "X"}, {"risk": "A", "responsible": "X"}], "Ansvarig", ["X", None]),
        ([{"risk": "A", "responsible": "X"}, {"risk": "B", "responsible": "X"}], "Ansvarig", ["X", "X"]),
        ([{"risk": "A", "method": "M"}, {"risk": "A", "method": "M"}], "Metod", ["M", "M"]),
        ([{"working_method": "W"}, {"working_method": "W"}], "Arbetssätt", ["W", None]),
    ],
)
def test_rows_share_the_cells_that_are_about_the_same_thing(
    report: Report, rows: list[dict[str, Any]], column: str, expected: list[str | None]
) -> None:
    assert column_of(report(*rows, period=None), column) == expected


def test_a_shared_cell_spans_its_rows_and_no_other_areas(report: Report) -> None:
    rows = [{"area": ["X"], "risk": "A"}, {"area": ["X"], "risk": "A"}, {"area": ["Y"], "risk": "A"}]
    first, second = report(*rows, period=None).sections
    assert [cell.rows if cell else None for (cell,) in first.table.rows] == [2, None]
    assert [cell.rows if cell else None for (cell,) in second.table.rows] == [1]


@pytest.mark.parametrize(
    ("at", "told", "shown"),
    [
        ("T2 2024", ["T1 2024", "T2 2024", "T3 2024"], ["T1 2024", "T2 2024"]),
        ("T2 2024", ["T1 2024"], ["T1 2024", "T2 2024"]),
        ("Tertial 1 2024", ["T1 2024", "T2 2024"], ["T1 2024"]),
        ("T1", ["T1 2024", "T2 2024"], ["T1 2024"]),
        ("T2 2024", ["2024"], ["T2 2024", "2024"]),
        ("T1 2024", ["T3 2023", "T1 2024", "T1 2025"], ["T3 2023", "T1 2024"]),
    ],
)
def test_the_reports_own_period_and_earlier_ones_are_shown(
    report: Report, at: str, told: list[str], shown: list[str]
) -> None:
    row = {"risk": "R", "control": "K", "results": {period: {"text": f"om {period}"} for period in told}}
    contents = report(row, layout="nacka-status", at=at)
    assert [h for h in headings_of(contents) if h.startswith("Resultat")] == [f"Resultat {period}" for period in shown]


@pytest.mark.parametrize(
    ("which", "shown"),
    [("all", ["T3 2023", "T1 2024", "T2 2024"]), ("year", ["T1 2024", "T2 2024"]), ("none", ["T2 2024"])],
)
def test_a_layout_says_which_earlier_periods_are_shown(
    method: Method, which: Literal["all", "year", "none"], shown: list[str]
) -> None:
    row = Row(control="K", results={label: PeriodResult(text="bra") for label in ("T3 2023", "T1 2024", "T2 2024")})
    layout = replace(LAYOUTS["nacka-status"], earlier_periods=which)
    contents = contents_of(Document(rows=(row,)), method, period="T2 2024", layout=layout)
    assert headings_of(contents)[1:] == [f"Resultat {period}" for period in shown]


def test_all_periods_are_shown_where_none_is_asked_for(report: Report) -> None:
    row = {"control": "K", "results": {"T2 2024": {"text": "b"}, "T1 2024": {"text": "a"}}}
    assert column_of(report(row, period=None), "Resultat") == ["T1: a\nT2: b"]


def test_the_latest_period_comes_first_where_the_layout_says_so(report: Report) -> None:
    row = {"control": "K", "results": {"T1 2024": {"text": "a"}, "T2 2024": {"text": "b"}}}
    assert column_of(report(row, layout="stockholm"), "Kontrollmoment") == ["K\nResultat:\nT2: b\nT1: a"]


def test_a_missing_result_is_told_as_not_reported(report: Report) -> None:
    contents = report({"risk": "R", "control": "K"})
    cell = contents.sections[0].table.rows[0][-1]
    assert cell is not None
    assert cell.blocks == (Paragraph("Ej rapporterat", style="muted"),)


@pytest.mark.parametrize("name", ["uppsala", "nacka-status", "stockholm"])
def test_what_the_period_does_not_await_is_told_as_no_part_of_it(name: str) -> None:
    """In a column of its own, in a column for each period, and under the control; only where no result is told."""
    rows = tuple(Row(control=word) for word in ("Sen", "Senare", "Nu", "Gjord"))
    told = rows[3].model_copy(update={"results": {"T2 2024": PeriodResult(text="Gjord ändå")}})
    contents = contents_of(
        Document(rows=(*rows[:3], told), year=2024),
        packaged_method(name),
        period="T2 2024",
        outside=[{"T1 2024", "T2 2024"}, {"T2 2024"}, {"T1 2024"}, {"T2 2024"}],
    )
    shown = [" ".join(cell.plain for cell in row if cell) for row in contents.sections[0].table.rows]
    not_due = "Ingår inte i den här uppföljningen"
    assert [not_due in text for text in shown] == [True, True, False, False]
    assert ["Ej rapporterat" in text for text in shown] == [False, False, True, False]
    assert "Gjord ändå" in shown[3]


def test_no_result_is_awaited_on_a_risk_alone(report: Report) -> None:
    contents = report({"risk": "R", "control": "K", "results": {"T2 2024": {"text": "bra"}}}, {"risk": "S"})
    assert column_of(contents, "Resultat") == ["bra", ""]


def test_a_plan_without_periods_awaits_no_results(report: Report) -> None:
    contents = report({"risk": "R", "control": "K"}, period=None, title="")
    assert headings_of(contents) == ["Risk", "Kontrollmoment"]
    assert (contents.title, contents.heading.text) == ("Internkontrollplan 2024", "Internkontrollplan 2024")


def test_value_groups_become_headings_where_each_stands_in_one_place(report: Report) -> None:
    rows = [
        {"risk": "A", "score": 16, "likelihood": "sannolik", "consequence": "allvarliga"},
        {"risk": "B", "score": 16, "likelihood": "sannolik", "consequence": "allvarliga"},
        {"risk": "C", "score": 9, "likelihood": 3, "consequence": 3},
        {"risk": "D"},
    ]
    contents = report(*rows, layout="nacka-status", method=packaged_method("nacka-status"))
    assert [heading.text for section in contents.sections for heading in section.opens] == [
        "Skattning 16: sannolik risk, allvarliga konsekvenser",
        "Skattning 9: risk 3, konsekvenser 3",
        "Utan skattning",
    ]


def test_values_stand_in_the_cells_where_they_come_and_go(report: Report) -> None:
    rows = [{"risk": "A", "score": 16}, {"risk": "B", "score": 9}, {"risk": "C", "score": 16}]
    contents = report(*rows, layout="nacka-status")
    assert [section.opens for section in contents.sections] == [()]
    assert [row[0] for row in table_of(contents)] == ["A\nRiskvärde 16", "B\nRiskvärde 9", "C\nRiskvärde 16"]


@pytest.mark.parametrize(
    ("mandatory", "risk", "controls"),
    [
        ([True], ["Obligatorisk risk: R"], ["K"]),
        ([True, True], ["Obligatorisk risk: R", None], ["Obligatorisk: K", "Obligatorisk: K"]),
        ([False, True], ["R", None], ["K", "Obligatorisk: K"]),
        ([False], ["R"], ["K"]),
    ],
)
def test_what_is_mandatory_is_marked_where_it_is(
    report: Report, mandatory: list[bool], risk: list[str | None], controls: list[str]
) -> None:
    contents = report(*({"risk": "R", "control": "K", "mandatory": must} for must in mandatory), period=None)
    assert (column_of(contents, "Risk"), column_of(contents, "Kontrollmoment")) == (risk, controls)


AREAS = [
    [["A"], ["A", "P"], ["A", "Q"], ["B"]],
    [["A", "P"], ["A"], []],
    [[], ["A", "P", "X", "Y", "Z"], ["A", "P", "X", "Y"], ["B", "P"]],
    [["A", "P"], ["B", "P"]],
    [["", " "], ["A"]],
]


@pytest.mark.parametrize("areas", AREAS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_heading_levels_are_never_skipped_and_no_table_is_under_anothers_heading(
    report: Report, areas: list[list[str]], layout: str
) -> None:
    contents = report(*({"area": area, "risk": "R", "score": i} for i, area in enumerate(areas)), layout=layout)
    levels = [heading.level for heading in contents.headings]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    assert max(levels) <= 4
    assert all(section.opens for section in contents.sections[1:])


def test_a_process_is_named_as_such_in_its_heading(report: Report) -> None:
    row = {"area": ["1.1 Mål", "Ekonomiskt bistånd"], "control": "K"}
    contents = report(row, layout="stockholm", method=packaged_method("stockholm"))
    assert contents.sections[0].opens == (Heading(2, "1.1 Mål"), Heading(3, "Process: Ekonomiskt bistånd"))
    assert contents.group_headings == ("Mål", "Process")


def test_rows_without_an_area_after_others_get_a_heading_that_says_so(report: Report) -> None:
    contents = report({"area": ["A"], "risk": "R"}, {"risk": "S"})
    assert contents.sections[1].opens == (Heading(2, "Utan område"),)


def test_the_front_tells_the_assessment_and_the_running_text_with_its_lists(report: Report) -> None:
    assert report().front == (
        Heading(1, "Samlad bedömning"),
        Mark("Tillräcklig", "good"),
        Heading(1, "Sammanfattning"),
        Paragraph("Läget är gott."),
        Paragraph("kontroll 3", is_item=True),
        Paragraph("kontroll 9", is_item=True),
    )


def test_a_last_heading_without_text_stands_over_the_table(report: Report) -> None:
    texts = [{"heading": "Läget", "text": "Gott."}, {"heading": "Bilagor", "text": ""}, {"heading": "Kontroller"}]
    contents = report({"risk": "R"}, overall=None, texts=texts)
    assert contents.front == (Heading(1, "Läget"), Paragraph("Gott."), Heading(1, "Bilagor"))
    assert contents.heading == Heading(1, "Kontroller")


def test_a_report_without_rows_keeps_its_headings_where_they_are(report: Report) -> None:
    assert report(overall=None, texts=[{"heading": "Kontroller"}]).front == (Heading(1, "Kontroller"),)


def test_the_reasons_for_the_assessment_stand_under_it_and_its_word_stands_once(report: Report) -> None:
    texts = [
        {"heading": "Sammanfattning", "text": "Läget är gott."},
        {"heading": "Samlad bedömning", "text": "• Tillräcklig\nEn brist är åtgärdad."},
    ]
    assert report(texts=texts).front == (
        Heading(1, "Samlad bedömning"),
        Mark("Tillräcklig", "good"),
        Paragraph("En brist är åtgärdad."),
        Heading(1, "Sammanfattning"),
        Paragraph("Läget är gott."),
    )


def test_a_document_without_anything_has_a_title_and_a_day(report: Report) -> None:
    nothing: dict[str, Any] = dict.fromkeys(("title", "municipality", "board", "administration"), "")
    absent = dict.fromkeys(("year", "period", "date", "reference", "overall"))
    contents = report(**nothing, **absent, texts=[])
    assert (contents.title, contents.subtitle, contents.facts, contents.sections) == ("Internkontrollplan", "", (), ())
    assert contents.made_on.isoformat() == "2000-01-01"


@pytest.mark.parametrize(
    ("date", "day"), [("2024-09-20", "2024-09-20"), ("hösten 2024", "2024-01-01"), (None, "2024-01-01")]
)
def test_the_files_bear_the_documents_day_or_its_years_first(report: Report, date: str | None, day: str) -> None:
    assert report(date=date).made_on.isoformat() == day


def test_the_methods_words_name_the_columns(report: Report) -> None:
    method = Method.model_validate(
        {"name": "Egna ord", "layout": "allman", "fields": ["risk"], "words": {"risk": "oönskad händelse"}}
    )
    assert headings_of(report({"risk": "R"}, method=method)) == ["Oönskad händelse"]


def test_an_unknown_layout_is_shown_by_the_general_one() -> None:
    assert layout_named("kommunens egen").name == "allman"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_columns_fill_the_table_and_none_is_too_narrow_for_its_words(
    report: Report, full_row: dict[str, Any], layout: str
) -> None:
    contents = report({**full_row, "risk": "Verksamhetsöverlåtelsekonsekvensbeskrivning"}, layout=layout)
    widths = [column.width for column in contents.sections[0].table.columns]
    assert sum(widths) == pytest.approx(100)
    assert min(widths) > 2


def test_a_column_of_names_is_wide_enough_for_its_longest_name(report: Report) -> None:
    row = {"risk": "R" * 400, "control": "K" * 400, "method": "M" * 400, "responsible": "Säkerhetssamordnare"}
    contents = report(row, layout="uppsala")
    wide = next(column for column in contents.sections[0].table.columns if column.key == "responsible")
    assert wide.width * 1.5 > len("Säkerhetssamordnare")
