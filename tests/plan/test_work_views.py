import pytest
from django.urls import reverse

from internkoll.plan import work
from internkoll.plan.models import Check, Control, Plan
from internkoll.plan.rows import lines_of
from internkoll.plan.services import PlanRefusal, propose_plan
from internkoll.plan.versions import carry_over_plan
from internkoll.plan.work import CheckText, ControlText, change_check, change_control, remove_control
from tests.cast import YEAR
from tests.digest import differing, digest
from tests.plan.test_services import ANALYSED
from tests.reading import of_class, page_of, words


@pytest.fixture
def client(cast, signed_in):
    return signed_in(cast.coordinator)


@pytest.fixture
def plan(cast):
    return Plan.objects.get(unit=cast.board, year=YEAR)


@pytest.fixture
def control(cast):
    """One of the board's controls; the other board has some of the same words."""
    return lambda number: Control.objects.get(plan__unit=cast.board, text=f"Kontroll {number} görs")


@pytest.fixture
def check_of(control):
    return lambda number: control(number).checks.get()


def address(name, cast, *more):
    return reverse(name, args=[*cast.year, *more])


def check_form(check, **values):
    given = {
        "edits": check.edits,
        "procedure": check.procedure,
        "responsible": check.responsible,
        "frequency": check.frequency,
        "recurrence": "ord",
        "measure": check.measure,
    }
    return given | values


def test_the_plan_is_shown_as_a_list_to_work_in(cast, client):
    page = page_of(client.get(address("plan_work", cast)))
    items = [words(text) for text in of_class(page, "ik-work-risk")]
    assert len(items) == 6
    assert "1. Barn far illa på sätt 1 Obligatorisk" in items[0]
    assert not [a for a in of_class(page, "ik-work-risk")[0].xpath(".//a") if "Ta bort" in words(a)]


def test_a_locked_plan_leads_back_to_the_plan(cast, client, plan):
    propose_plan(by=None, plan=plan, risk_analysis_on=ANALYSED.replace(year=2023))
    response = client.get(address("plan_work", cast), follow=True)
    assert "Planen är låst." in words(page_of(response))


def test_a_line_is_moved_by_its_buttons(cast, client, plan, control):
    risk = control(2).planned_risk
    response = client.post(address("plan_move", cast), {"upp": f"risk-{risk.pk}"})
    assert response.url.endswith(f"?sida=1#risk-{risk.pk}")
    assert [line.row.risk_number for line in lines_of(plan)] == ["2", "1", "3", "4", "5", "6"]
    client.post(address("plan_move", cast), {"ned": f"risk-{risk.pk}"})
    assert [line.row.risk_number for line in lines_of(plan)] == ["1", "2", "3", "4", "5", "6"]


def test_a_line_is_moved_to_beside_another(cast, client, plan, control):
    last, second = (f"risk-{control(number).planned_risk_id}" for number in (6, 2))
    moved = {"rad": last, "intill": second, "efter": "nej"}
    client.post(address("plan_move", cast), moved)
    assert [line.row.risk_number for line in lines_of(plan)] == ["1", "6", "2", "3", "4", "5"]


@pytest.mark.parametrize("key", ["", "risk-0", "risk-x", "kontroll-99999999999999999999", "plan-1", "risk"])
def test_a_move_of_what_is_not_there_is_told_and_changes_nothing(cast, client, plan, key):
    before = [line.row for line in lines_of(plan)]
    page = page_of(client.post(address("plan_move", cast), {"upp": key}, follow=True))
    assert "Raden finns inte längre i planen." in words(page)
    assert [line.row for line in lines_of(plan)] == before


def test_a_line_of_another_board_is_not_moved(cast, client):
    other = Control.objects.get(plan__unit=cast.strangers_board, text="Kontroll 2 görs")
    before = other.position
    client.post(address("plan_move", cast), {"upp": f"kontroll-{other.pk}"})
    assert Control.objects.get(pk=other.pk).position == before
    assert client.get(address("plan_control", cast, other.pk)).status_code == 404
    assert client.get(address("plan_remove", cast, f"kontroll-{other.pk}")).status_code == 404


def test_a_check_is_changed_with_its_people_and_its_frequency(cast, client, check_of):
    check = check_of(2)
    given = check_form(check, frequency="Varje kvartal", people=[cast.control_owner.pk], procedure="Stickprov\r\nav 30")
    response = client.post(address("plan_check", cast, check.pk), given)
    assert response.url.endswith(f"#metod-{check.pk}")
    check.refresh_from_db()
    assert (check.procedure, check.frequency) == ("Stickprov\nav 30", "Varje kvartal")
    assert check.recurrence == "FREQ=MONTHLY;INTERVAL=3"
    assert list(check.owners.all()) == [cast.control_owner]
    page = page_of(client.get(address("plan_check", cast, check.pk)))
    assert "Läses av orden: varje kvartal" in words(page)


def test_a_chosen_rule_stays_beside_words_that_say_no_rule(cast, client, check_of):
    check = check_of(2)
    given = check_form(check, frequency="Vid behov", recurrence="FREQ=YEARLY")
    client.post(address("plan_check", cast, check.pk), given)
    check.refresh_from_db()
    assert (check.frequency, check.recurrence) == ("Vid behov", "FREQ=YEARLY")
    page = page_of(client.get(address("plan_check", cast, check.pk)))
    assert page.xpath("//select[@name='recurrence']/option[@selected]/@value") == ["FREQ=YEARLY"]


def test_the_second_editor_of_a_check_sees_what_the_first_wrote_and_loses_nothing(cast, client, check_of):
    check = check_of(2)
    given = check_form(check, procedure="Den andras text")
    change_check(by=cast.head, check=check, seen=0, text=CheckText(procedure="Den enas text", responsible="Rektor"))
    page = page_of(client.post(address("plan_check", cast, check.pk), given))
    assert "Någon annan har ändrat sedan du öppnade sidan" in words(page)
    assert "Den enas text" in words(of_class(page, "ik-errors")[0])
    assert page.xpath("string(//textarea[@name='procedure'])").strip() == "Den andras text"
    assert Check.objects.get(pk=check.pk).procedure == "Den enas text"
    given["edits"] = page.xpath("//input[@name='edits']/@value")[0]
    client.post(address("plan_check", cast, check.pk), given)
    assert Check.objects.get(pk=check.pk).procedure == "Den andras text"


def test_a_control_is_added_below_a_risk_with_its_first_check(cast, client, plan, control):
    risk = control(2).planned_risk
    given = {"edits": 0, "text": "Ny kontroll", "procedure": "Intervju", "responsible": "Chef", "recurrence": "ord"}
    url = f"{address('plan_control_new', cast)}?risk={risk.pk}"
    client.post(url, given)
    line = lines_of(plan)[2]
    assert (line.row.control, line.row.method, line.row.risk_number) == ("Ny kontroll", "Intervju", "2")


def test_a_control_without_words_is_refused_and_nothing_typed_is_lost(cast, client, plan):
    given = {"edits": 0, "text": "", "procedure": "Intervju", "recurrence": "ord"}
    page = page_of(client.post(address("plan_control_new", cast), given))
    assert "Skriv vad som ska kontrolleras." in words(of_class(page, "ik-errors")[0])
    assert page.xpath("string(//textarea[@name='procedure'])").strip() == "Intervju"
    assert len(lines_of(plan)) == 6


def test_a_control_is_removed_after_it_has_been_confirmed(cast, client, plan, control):
    for result in control(2).results.all():
        result.delete()
    url = address("plan_remove", cast, f"kontroll-{control(2).pk}")
    assert "Stickprov 2 av 25 ärenden" in words(page_of(client.get(url)))
    assert control(2)
    client.post(url)
    assert not Control.objects.filter(plan=plan, text="Kontroll 2 görs").exists()


def test_what_has_been_reported_is_refused_with_its_reason(cast, client, control):
    url = address("plan_remove", cast, f"kontroll-{control(3).pk}")
    assert "Här finns redan resultat" in words(page_of(client.post(url)))
    assert control(3)


def test_what_has_changed_since_last_years_plan_is_marked(cast, client, plan):
    following = carry_over_plan(by=None, board=cast.board, from_plan=plan, year=YEAR + 1)
    changed = following.controls.get(text="Kontroll 2 görs")
    change_control(by=None, control=changed, seen=None, text=ControlText(text="Kontroll 2 görs nu"))
    remove_control(by=None, control=following.controls.get(text="Kontroll 3 görs"))
    page = page_of(client.get(reverse("plan_work", args=[cast.board.pk, YEAR + 1])))
    marks = [words(mark) for mark in of_class(page, "ik-mark") if "Ändrad" in words(mark)]
    assert marks == ["Ändrad: Kontrollmoment"]
    assert "1 rad följde inte med" in words(page)


def test_an_area_is_added_renamed_and_removed(cast, client, plan):
    client.post(address("plan_area_new", cast), {"name": "Ekonomi"})
    area = plan.areas.get(name="Ekonomi")
    client.post(address("plan_area", cast, area.pk), {"seen": "Ekonomi", "name": "Ekonomi och inköp"})
    page = page_of(client.get(address("plan_work", cast)))
    assert "Ekonomi och inköp" in words(page)
    client.post(address("plan_area_remove", cast, area.pk))
    assert not plan.areas.filter(pk=area.pk).exists()


def test_a_control_whose_people_are_refused_is_not_added(cast, client, plan, monkeypatch):
    def refuse(**_given):
        raise PlanRefusal("Välj bland dem som har en roll.")

    monkeypatch.setattr(work, "set_owners", refuse)
    before = digest()
    given = {"edits": 0, "text": "Ny kontroll", "procedure": "Intervju", "recurrence": "ord"}
    page = page_of(client.post(address("plan_control_new", cast), given))
    assert "Välj bland dem som har en roll." in words(of_class(page, "ik-errors")[0])
    assert page.xpath("string(//textarea[@name='text'])").strip() == "Ny kontroll"
    assert differing(before, digest()) == set()


def test_what_the_first_wrote_is_told_as_the_form_shows_it(cast, client, check_of, control):
    check = check_of(2)
    check.owners.set([cast.control_owner])
    given = check_form(check, procedure="Den andras text", recurrence="FREQ=YEARLY", people=[cast.control_owner.pk])
    change_check(by=cast.head, check=check, seen=0, text=CheckText(procedure="Stickprov", recurrence="FREQ=MONTHLY"))
    work.set_owners(by=cast.head, check=check, people=[cast.head])
    told = words(of_class(page_of(client.post(address("plan_check", cast, check.pk), given)), "ik-errors")[0])
    assert "Varje månad" in told.partition("Så ofta räknas den")[2], told
    assert "Förvaltningschefen" in told
    assert "FREQ" not in told
    held = control(2)
    change_control(by=cast.head, control=held, seen=0, text=ControlText(text="Den enas", mandatory=True))
    told = page_of(client.post(address("plan_control", cast, held.pk), {"edits": 0, "text": "Den andras"}))
    assert "ObligatoriskJa" in words(of_class(told, "ik-errors")[0])
