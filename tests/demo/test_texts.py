import json
import re
import unicodedata
from collections import Counter, defaultdict
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path

import pytest

import internkoll.demo
from internkoll.rules.exchange import Document, Row

FOLDER = Path(internkoll.demo.__file__).parent / "texts"
TODAY = date(2025, 10, 15)
SOCIAL, ADULT, CARE, TECHNICAL = SLUGS = (
    "socialnamnden",
    "namnden-for-vuxenutbildning-och-arbete",
    "omsorgsnamnden",
    "tekniska-namnden",
)
BOARDS = ("Socialnämnden", "Nämnden för vuxenutbildning och arbete", "Omsorgsnämnden", "Tekniska nämnden")
MARKS = {"delar": "Delår", "helar": "Helår", "t1": "T1", "t2": "T2", "t3": "T3", "vb": "VB", "plan": None}
NUMBERS = ["ingen", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"]
NUMBERS += ["tretton", "fjorton"]

DOCUMENTS = {path.stem: Document.model_validate_json(path.read_bytes()) for path in sorted(FOLDER.glob("*.json"))}


def of(slug: str) -> list[str]:
    return [name for name in DOCUMENTS if name.startswith(slug)]


def rows_of(slug: str) -> list[Row]:
    return [row for name in of(slug) for row in DOCUMENTS[name].rows]


def listed(words: list[str]) -> str:
    return " och ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def reported(document: Document) -> list[str]:
    told = ({**row.results, **row.risk_assessments} for row in document.rows)
    return [entry.text for entries in told for entry in entries.values()]


def strings(value: object) -> list[str]:
    if isinstance(value, dict | list):
        parts = value.values() if isinstance(value, dict) else value
        return [text for part in parts for text in strings(part)]
    return [value] if isinstance(value, str) and value else []


def every_text(name: str) -> list[str]:
    return strings(json.loads(DOCUMENTS[name].to_json()))


each_document = pytest.mark.parametrize("name", DOCUMENTS)


def test_each_board_has_the_rounds_that_it_has_reached() -> None:
    assert {slug: [name.removeprefix(f"{slug}-") for name in of(slug)] for slug in SLUGS} == {
        SOCIAL: ["2023-delar", "2023-helar", "2024-delar", "2024-helar", "2025-delar"],
        ADULT: ["2024-t1", "2024-t2", "2024-t3", "2025-t1", "2025-t2"],
        CARE: ["2024-t1", "2024-t2", "2024-vb", "2025-t1", "2025-t2"],
        TECHNICAL: ["2023-t1", "2023-t2", "2023-t3", "2024-t1", "2024-t2", "2025-plan"],
    }


@each_document
def test_the_head_agrees_with_the_file_name(name: str) -> None:
    document = DOCUMENTS[name]
    slug, year, period = name.rsplit("-", 2)
    period_as_written = f"{MARKS[period]} {year}" if MARKS[period] else None
    assert (document.municipality, document.board) == ("Ekstads kommun", BOARDS[SLUGS.index(slug)])
    assert (document.year, document.period) == (int(year), period_as_written)
    assert document.title
    assert document.administration
    assert re.fullmatch(r"[A-Z]{2,3} 20\d\d/\d{5}", document.reference or "")


@pytest.mark.parametrize("slug", SLUGS)
def test_a_boards_documents_follow_one_another_in_time(slug: str) -> None:
    dates = [date.fromisoformat(DOCUMENTS[name].date or "") for name in of(slug)]
    assert dates == sorted(set(dates))
    assert dates[-1] < TODAY
    assert len({DOCUMENTS[name].reference for name in of(slug)}) == len(dates)


@each_document
def test_a_document_tells_of_its_own_period_only(name: str) -> None:
    document = DOCUMENTS[name]
    assert document.periods == ((document.period,) if document.period else ())


@pytest.mark.parametrize("slug", SLUGS)
def test_the_plan_stays_the_same_within_a_year_and_changes_between_years(slug: str) -> None:
    plans = defaultdict(set)
    for document in (DOCUMENTS[name] for name in of(slug)):
        nothing = {"results": {}, "risk_assessments": {}, "action": ""}
        plans[document.year].add(tuple(row.model_copy(update=nothing).model_dump_json() for row in document.rows))
    assert [len(versions) for versions in plans.values()] == [1] * len(plans)
    for before, after in pairwise(set(versions.pop()) for versions in plans.values()):
        assert before - after
        assert after - before


@pytest.mark.parametrize(
    ("slug", "rows", "risks"),
    [
        (SOCIAL, [12, 12, 13, 13, 14], [12, 12, 13, 13, 14]),
        (ADULT, [12, 12, 12, 13, 13], [12, 12, 12, 13, 13]),
        (CARE, [24, 24, 24, 23, 23], [0, 0, 0, 0, 0]),
        (TECHNICAL, [23, 23, 23, 24, 24, 26], [10, 10, 10, 10, 10, 10]),
    ],
)
def test_the_plans_have_their_size(slug: str, rows: list[int], risks: list[int]) -> None:
    assert [len(DOCUMENTS[name].rows) for name in of(slug)] == rows
    assert [len({row.risk for row in DOCUMENTS[name].rows if row.risk}) for name in of(slug)] == risks


class TestEachBoardHasItsWayOfWorking:
    def test_socialnamnden_values_risks_on_a_four_by_four_matrix(self) -> None:
        likelihood = {"osannolik": 1, "mindre sannolik": 2, "möjlig": 3, "sannolik": 4}
        consequence = {"försumbar": 1, "lindrig": 2, "kännbar": 3, "allvarlig": 4}
        for row in rows_of(SOCIAL):
            score = likelihood[str(row.likelihood)] * consequence[str(row.consequence)]
            assert (row.score, row.level) == (score, "Låg" if score <= 4 else "Medium" if score <= 9 else "Hög")

    @pytest.mark.parametrize("name", of(SOCIAL))
    def test_socialnamnden_numbers_its_risks_and_marks_two_as_mandatory(self, name: str) -> None:
        rows = DOCUMENTS[name].rows
        assert [row.risk_number for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
        assert sum(row.mandatory for row in rows) == 2

    def test_socialnamnden_begins_each_result_with_its_class(self) -> None:
        starts = {"utan anmärkning": "utan", "mindre anmärkning": "med mindre", "större anmärkning": "med större"}
        for result in (result for row in rows_of(SOCIAL) for result in row.results.values()):
            start = f"Granskningen är genomförd {starts[result.outcome or '']} anmärkning"
            assert re.match(rf"{start}(\.| eftersom | på grund av )", result.text)

    def test_the_board_of_adult_education_gives_value_and_level_only(self) -> None:
        products = {a * b for a in range(1, 6) for b in range(1, 6)}
        for row in rows_of(ADULT):
            assert row.score in products
            assert row.level == ("Låg" if row.score <= 4 else "Medium" if row.score <= 10 else "Hög")
            assert (row.likelihood, row.consequence) == (None, None)
            assert row.is_risk_alone

    def test_omsorgsnamnden_has_goals_and_processes_but_no_risks(self) -> None:
        for row in rows_of(CARE):
            assert re.match(r"\d\.\d [A-ZÅÄÖ]", row.area[0])
            assert all((row.area[1], row.working_method, row.systematic_control, row.control))
            assert not row.risk
        assert 6 <= len({row.area[0] for row in rows_of(CARE)}) <= 8

    def test_tekniska_namnden_groups_its_risks_by_falling_value(self) -> None:
        likelihood = {"osannolik": 1, "mindre sannolik": 2, "möjlig": 3, "sannolik": 4, "mycket sannolik": 5}
        consequence = {"lindriga": 2, "kännbara": 3, "allvarliga": 4, "mycket allvarliga": 5}
        for rows in (DOCUMENTS[name].rows for name in of(TECHNICAL)):
            scores = [likelihood[str(row.likelihood)] * consequence[str(row.consequence)] for row in rows]
            assert [row.score for row in rows] == scores == sorted(scores, reverse=True)
            assert {row.level for row in rows} == {None}

    @pytest.mark.parametrize("name", of(TECHNICAL))
    def test_tekniska_namnden_has_several_checks_of_one_control(self, name: str) -> None:
        rows = DOCUMENTS[name].rows
        for above, row in pairwise(rows):
            assert row.continues == ((above.risk, above.control) == (row.risk, row.control))
        assert any(row.continues for row in rows)


class TestTheSummariesCountAsTheTablesDo:
    @pytest.mark.parametrize("name", of(SOCIAL))
    def test_classes(self, name: str) -> None:
        document = DOCUMENTS[name]
        summary, total = document.texts[0].text, NUMBERS[len(document.rows)]
        given = {row.risk_number: result.outcome for row in document.rows for result in row.results.values()}
        none, minor, major = (
            [number for number, outcome in given.items() if outcome == f"{word} anmärkning"]
            for word in ("utan", "mindre", "större")
        )
        assert f"{total} risker med var sin kontroll" in summary
        assert f"Av planens {total} kontroller är" in summary
        assert (
            f"är {NUMBERS[len(none)]} genomförda utan anmärkning, {NUMBERS[len(minor)]} med mindre anmärkning "
            f"och {NUMBERS[len(major)]} med större anmärkning." in summary
        )
        for numbers in filter(None, (minor, major)):
            assert re.search(rf"gäller kontroll {listed(numbers)}\b", summary)
        missing = [row.risk_number for row in document.rows if not row.results]
        assert (f"Kontroll {listed(missing)} är inte redovisade." in summary) == bool(missing)

    @pytest.mark.parametrize("name", of(ADULT))
    def test_levels(self, name: str) -> None:
        document = DOCUMENTS[name]
        order, summary = ["Låg", "Medium", "Hög"], document.texts[0].text
        after = [estimate.level or "" for row in document.rows for estimate in row.risk_assessments.values()]
        moves = [order.index(new) - order.index(r.level or "") for r, new in zip(document.rows, after, strict=True)]
        raised, lowered = (NUMBERS[sum(move * way > 0 for move in moves)] for way in (1, -1))
        high, medium, low = (NUMBERS[after.count(level)] for level in reversed(order))
        assert f"{NUMBERS[len(document.rows)]} risker" in summary
        assert f"är {raised} risk höjd och {lowered} sänkt" in summary
        assert f"Efter uppföljningen är {high} höga, {medium} medium och {low} låg" in summary

    @pytest.mark.parametrize("name", of(CARE))
    def test_control_activities(self, name: str) -> None:
        document = DOCUMENTS[name]
        told, total, analysis = len(reported(document)), len(document.rows), document.texts[0].text
        assert f"{total} kontrollaktiviteter" in analysis
        assert f"redovisas {told}" in analysis if told < total else f"Samtliga {total}" in analysis
        assert document.overall == ("Inte helt tillräcklig" if "inte är helt" in analysis else "Tillräcklig")
        headings = [block.heading for block in document.texts if block.heading.startswith("Avvikelse: ")]
        reported_methods = {f"Avvikelse: {row.working_method}" for row in document.rows if row.results}
        assert headings
        assert set(headings) <= reported_methods

    @pytest.mark.parametrize("name", [name for name in of(TECHNICAL) if DOCUMENTS[name].period])
    def test_statuses(self, name: str) -> None:
        document = DOCUMENTS[name]
        count = Counter(text.partition(".")[0] for text in reported(document))
        words = {"Försenat": "är försenad", "Ej påbörjat": "är inte påbörjad", "Ej aktuellt": "är inte aktuell"}
        done, ongoing = count.pop("Genomfört"), count.pop("Pågående")
        others = [f"{NUMBERS[number]} {words[status]}{'e' * (number > 1)}" for status, number in count.items()]
        summary = document.texts[0].text
        assert f"Av planens {len(document.rows)} metoder är {done} genomförda, {NUMBERS[ongoing]} pågår" in summary
        assert [part for part in others if part not in summary] == []

    @pytest.mark.parametrize("name", [name for name in of(TECHNICAL) if name.endswith(("t1", "plan"))])
    def test_size_of_the_plan(self, name: str) -> None:
        rows = DOCUMENTS[name].rows
        controls = sum(not row.continues for row in rows)
        assert f"tio risker, {controls} kontrollmoment och {len(rows)} metoder" in DOCUMENTS[name].texts[0].text

    @each_document
    def test_percentages(self, name: str) -> None:
        """A percentage in brackets, or before figures in brackets, is the share that two figures before it make."""
        for text in "\n".join(every_text(name)).split("\n"):
            for match in re.finditer(r"\((\d+) procent\)|(\d+) procent \(\d+ av \d+\)", text):
                before = text[: match.end() if match[2] else match.start()]
                figures = [int(figure.replace(" ", "")) for figure in re.findall(r"\d+(?: \d{3})*", before)]
                shares = {round(100 * min(pair) / max(pair)) for pair in combinations(figures, 2) if max(pair)}
                assert int(match[1] or match[2]) in shares, match[0]


class TestThereIsSomethingToFind:
    def test_statuses_without_substance(self) -> None:
        thin = [name for name in DOCUMENTS for text in reported(DOCUMENTS[name]) if text == "Pågående."]
        assert {name.rsplit("-", 2)[0] for name in thin} == {CARE, TECHNICAL}

    def test_a_remark_without_action_and_an_action_without_date(self) -> None:
        remarks = [row for row in rows_of(SOCIAL) for r in row.results.values() if r.outcome != "utan anmärkning"]
        assert len(remarks) == 17
        assert [row.risk_number for row in remarks if not row.action] == ["9"]
        undated = [row.action for row in remarks if row.action and not re.search(r"\d{4}", row.action)]
        assert undated == ["Fortsatt arbete med veckolistan."]

    def test_results_in_the_same_words_as_the_period_before(self) -> None:
        pairs = [(slug, *pair) for slug in SLUGS for pair in pairwise(of(slug))]
        told = {name: {text for text in reported(DOCUMENTS[name]) if len(text) > 40} for name in DOCUMENTS}
        repeated = Counter(dict.fromkeys(SLUGS, 0))
        for slug, before, after in pairs:
            repeated[slug] += len(told[before] & told[after])
        assert repeated == {SOCIAL: 1, ADULT: 0, CARE: 1, TECHNICAL: 3}

    def test_controls_that_are_not_reported(self) -> None:
        latest = {slug: DOCUMENTS[of(slug)[-2 if slug == TECHNICAL else -1]] for slug in SLUGS}
        missing = {slug: len(document.rows) - len(reported(document)) for slug, document in latest.items()}
        assert missing == {SOCIAL: 2, ADULT: 0, CARE: 4, TECHNICAL: 2}


class TestLanguage:
    def test_no_two_boards_use_the_same_sentence(self) -> None:
        users = defaultdict(set)
        for document in DOCUMENTS.values():
            texts = [*reported(document), *(block.text for block in document.texts)]
            texts += [text for row in document.rows for text in (row.risk, row.control, row.method)]
            for sentence in re.split(r"(?<=[.?!])\s+", "\n".join(texts)):
                users[sentence].add(document.board)
        assert [sentence for sentence, boards in users.items() if len(boards) > 1 and len(sentence) > 25] == []

    @each_document
    def test_letters_and_signs_are_in_order(self, name: str) -> None:
        for text in every_text(name):
            assert text == unicodedata.normalize("NFC", text).strip()
            assert not re.search("[\ufffd\u00ad\u00a0\t]|Ã|lorem|  | [.,;:]|[.,]{2}|\\( | \\)", text), text

    @each_document
    def test_what_is_told_stands_in_whole_sentences(self, name: str) -> None:
        document = DOCUMENTS[name]
        for text in (*reported(document), *(block.text for block in document.texts)):
            for paragraph in text.split("\n"):
                assert re.fullmatch(r"[A-ZÅÄÖ0-9].*\.", paragraph), paragraph

    @each_document
    def test_nobody_can_be_recognised(self, name: str) -> None:
        two_names = r"(?<=[a-zåäö,:] )[A-ZÅÄÖ][a-zåäö]+ [A-ZÅÄÖ][a-zåäö]+"
        personnummer = r"\b(?:\d{2})?\d{6}[-+]?\d{4}\b"
        telephone = r"\b0\d{1,3}-\d{2,}[ \d]*\b"
        for text in every_text(name):
            telling = re.sub(r"^\d{4}-\d\d-\d\d$", "", text)
            assert not re.search(f"{two_names}|{personnummer}|{telephone}|@", telling), text
