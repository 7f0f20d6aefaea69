import pytest

from internkoll.rules.method import BadMethod, load_method
from internkoll.rules.methods import packaged_method, packaged_names

SMALLEST = {"name": "Liten", "fields": ["risk"], "layout": "allman"}
SCALE = [{"word": "Låg", "value": 1}, {"word": "Hög", "value": 2}]
LEVELS = [{"word": "Grön"}, {"word": "Röd"}]
WITH_MATRIX = SMALLEST | {
    "likelihood": SCALE,
    "consequence": SCALE,
    "levels": LEVELS,
    "matrix": {"levels": [["Grön", "Grön"], ["Grön", "Röd"]]},
}


def faults_of(data):
    with pytest.raises(BadMethod) as refused:
        load_method(data)
    return [str(notice) for notice in refused.value.notices]


def test_the_packaged_ways_of_working_are_methods():
    assert set(packaged_names()) == {"allman", "nacka-niva", "nacka-status", "stockholm", "uppsala"}
    assert {packaged_method(name).layout for name in packaged_names()} == set(packaged_names())


def test_an_unknown_packaged_method_is_told_with_those_there_are():
    with pytest.raises(LookupError, match="uppsala"):
        packaged_method("solna")


def test_a_method_without_scales_has_no_matrix_and_no_limits():
    method = load_method(SMALLEST)
    assert method.matrix is None
    assert method.levels == ()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"likelihood": SCALE[:1]}, "skalan för sannolikhet: Skalan har bara ett steg"),
        ({"likelihood": SCALE[::-1]}, "skalan för sannolikhet: Steget ”Låg” (1) ska ha högre värde än ”Hög”."),
        ({"likelihood": [SCALE[0], {"word": "låg", "value": 3}]}, "skalan för sannolikhet: ”låg” står två gånger."),
        ({"matrix": {"levels": [["Grön", "Grön"]]}}, "matrisens nivåer: Tabellen har 1 rader men"),
        ({"matrix": {"levels": [["Grön"], ["Grön", "Röd"]]}}, "matrisens nivåer, rad 1: Raden har 1 celler"),
        (
            {"matrix": {"levels": [["Grön", "Gul"], ["Grön", "Röd"]]}},
            "matrisen, rad 1, kolumn 2: Nivån ”Gul” finns inte",
        ),
        (
            {"matrix": {"levels": WITH_MATRIX["matrix"]["levels"], "values": [[1]]}},
            "matrisens värden: Tabellen har 1 rader",
        ),
        ({"consequence": []}, "matrisen: En matris behöver en skala"),
        ({"must_handle_from": "Gul"}, "gränsen för risker som måste hanteras: ”Gul” finns inte bland nivåerna."),
        (
            {"levels": [{"word": "Grön", "from_value": 1}, {"word": "Röd"}]},
            "nivåerna: Ange från vilket värde varje nivå",
        ),
        (
            {"levels": [{"word": "Grön", "from_value": 5}, {"word": "Röd", "from_value": 2}]},
            "nivåerna: ”Röd” ska börja på ett högre värde än ”Grön”.",
        ),
        ({"categories": [{"word": "Ekonomi"}, {"word": "ekonomi "}]}, "riskkategorierna: ”ekonomi ” står två gånger."),
        (
            {"levels": [{"word": "Grön", "also": ["låg"]}, {"word": "Röd"}, {"word": "Låg"}]},
            "nivåerna: ”Låg” står två gånger.",
        ),
        (
            {"responses": [{"word": "granska", "meaning": "control"}, {"word": "Granska", "meaning": "act"}]},
            "sätten att hantera en risk: ”Granska” står två gånger.",
        ),
        ({"responses": [{"word": "granska"}]}, "responses → 1 → meaning: Det här är inte ifyllt."),
        (
            {"matrix": {"levels": [["Grön", ""], ["Grön", "Röd"]]}},
            "matrisen, rad 1, kolumn 2: Cellen har ingen nivå.",
        ),
        ({"result_classes": [{"word": "OK"}, {"word": "ok"}]}, "resultatklasserna: ”ok” står två gånger."),
        (
            {"rounds": [{"mark": "T1", "name": "Tertial 1", "opens": [2, 30], "due": [5, 1]}]},
            "perioden T1, öppnar: Månad 2, dag 30 är inget datum",
        ),
        ({"fields": ["risk", "humör"]}, "fälten: ”humör” är inget fält."),
        ({"words": {"humör": "Humör"}}, "orden: ”humör” är inget fält"),
        ({"fields": []}, "fields: Listan har för få värden."),
        ({"name": ""}, "name: Texten är tom."),
        ({"layout": None}, "layout: Värdet ska vara text."),
        ({"farg": "blå"}, "farg: Namnet är okänt."),
        ({"statuses": [{"word": "Klar", "meaning": "nästan"}]}, "statuses → 1 → meaning: Värdet ska vara något av"),
        ({"likelihood": [{"word": "Låg", "value": "ett"}]}, "likelihood → 1 → value: Värdet ska vara ett heltal."),
    ],
)
def test_a_bad_method_is_refused_with_what_is_wrong_and_where(change, fault):
    assert any(told.startswith(fault) for told in faults_of(WITH_MATRIX | change))


def test_every_fault_is_told_at_once():
    assert len(faults_of(WITH_MATRIX | {"must_handle_from": "Gul", "fields": ["humör"]})) == 2


def test_a_word_is_found_in_any_of_its_forms_and_whatever_its_capitals():
    method = packaged_method("uppsala")
    assert method.result_class("Med mindre anmärkning.").word == "mindre anmärkning"
    assert method.result_class("mindre  anmärkning").remark
    assert method.result_class("stor anmärkning") is None


def test_a_level_at_or_over_the_limit_must_be_handled():
    method = packaged_method("nacka-niva")
    assert [method.must_be_handled(level) for level in method.levels] == [False, True, True]


def test_a_field_is_called_what_the_municipality_calls_it():
    assert packaged_method("stockholm").word_for("control") == "Kontrollaktivitet"
    assert packaged_method("stockholm").word_for("responsible") == "Ansvarig"


def test_a_method_survives_being_stored():
    for name in packaged_names():
        method = packaged_method(name)
        assert load_method(method.model_dump(mode="json", exclude_defaults=True)) == method


def test_a_category_is_found_by_its_word_and_says_whether_it_is_required():
    method = load_method(SMALLEST | {"categories": [{"word": "Fel och oegentligheter", "required": True}]})
    assert method.category("fel och oegentligheter").required
    assert method.category("Ekonomi") is None


def test_a_risk_is_handled_in_the_four_usual_ways_where_no_others_are_chosen():
    method = load_method(SMALLEST)
    assert [way.meaning for way in method.ways_to_respond] == ["accept", "act", "control", "watch"]
    assert method.response("Åtgärda").meaning == "act"


def test_a_municipality_has_its_own_words_for_how_a_risk_is_handled():
    ways = [{"word": "direktåtgärd", "meaning": "act"}, {"word": "granskning", "meaning": "control"}]
    method = load_method(SMALLEST | {"responses": ways})
    assert method.response("Granskning").meaning == "control"
    assert method.response("bevaka") is None
