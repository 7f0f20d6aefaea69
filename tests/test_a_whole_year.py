"""A board's whole year through its pages: from an imported plan to the next year's, each person in their own role."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from internkoll.base.history import first_broken_link
from internkoll.base.models import HistoryEntry, RoleGrant, Unit
from internkoll.followup.models import Draft, Result
from internkoll.organisation.services import add_unit
from internkoll.overview.history_values import is_named
from internkoll.overview.history_words import WORDS
from internkoll.plan.models import Plan
from tests.cast import YEAR, board_with, document_of, person, row_of
from tests.walker import Walker

pytestmark = pytest.mark.django_db

NEXT = YEAR + 1


class Story:
    """The people of the story, each at pages of their own."""

    def __init__(self):
        rows = [row_of(n, results={}, action="", mandatory=False, area=["Lärande"]) for n in (1, 2, 3)]
        plan = document_of(rows, title="Internkontrollplan 2024", period=None, overall=None, texts=[])
        self.board = board_with(name="Skolnämnden", document=plan)
        root = Unit.objects.get_root(self.board)
        school = add_unit(by=None, name="Norra skolan", kind=Unit.Kind.UNIT, parent=self.board)
        role = RoleGrant.Role
        self.people = {
            "samordnaren": person("Samordnaren", role.COORDINATOR, root),
            "chefen": person("Förvaltningschefen", role.HEAD, self.board),
            "rektorn": person("Rektorn", role.CONTROL_OWNER, school),
            "ledamoten": person("Ledamoten", role.BOARD_MEMBER, self.board),
            "revisorn": person("Revisorn", role.AUDITOR, root),
        }
        for name, user in self.people.items():
            setattr(self, name, Walker(user))

    def at(self, name, year=YEAR):
        return reverse(name, args=[self.board.pk, year])


@pytest.fixture
def story(db):
    return Story()


def test_a_whole_year(story, clock):
    for chapter in CHAPTERS:
        chapter(story, clock)
    assert [first_broken_link(unit) for unit in Unit.objects.all()] == [None] * Unit.objects.count()
    nameless = HistoryEntry.objects.filter(unit=story.board, by_id_number=None)
    told = HistoryEntry.objects.filter(unit=story.board).exclude(pk__in=nameless)
    assert set(told.values_list("by_id_number", flat=True)) == {
        story.people[name].pk for name in ("samordnaren", "chefen", "rektorn")
    }


def the_risks_are_analysed(story, clock):
    clock.set("2023-10-02")
    page = story.samordnaren
    page.open(story.at("board_risks"))
    page.follow("Lägg till risker")
    page.press("Lägg till riskerna", {"Risk": "Elever rymmer från utflykter"})
    assert page.says("Elever rymmer från utflykter")
    page.follow("Skatta risker")
    page.press(
        "Spara skattningarna",
        {
            "Sannolikhet: Elever rymmer från utflykter": "Sannolik",
            "Konsekvens: Elever rymmer från utflykter": "Allvarlig",
        },
    )
    page.open(story.at("board_risks"))
    page.follow("Elever rymmer från utflykter")
    page.follow("Hantera")
    page.press("Spara", {"Kontrollera": True, "Motivering": "Rutinen är ny.", "Beslutat av": "Skolnämnden"})
    assert page.says("Kontrollera")
    assert page.says("16 ■ Hög")


def the_risk_goes_to_the_plan(story, clock):
    page = story.samordnaren
    page.open(story.at("board_risks"))
    page.press("Ta upp de markerade i planen", {"Elever rymmer från utflykter": True})
    page.open(story.at("plan_work"))
    page.follow("Lägg till kontroll", within="Elever rymmer från utflykter")
    page.press(
        "Lägg till",
        {
            "Kontrollmoment": "Utflykter följer rutinen",
            "Metod": "Gå igenom tre utflykter",
            "Ansvarig": "Rektor",
            "Frekvens": "Varje tertial",
        },
    )
    assert page.says("Utflykter följer rutinen")


def it_is_said_who_reports(story, clock):
    page = story.samordnaren
    page.open(story.at("plan_responsible"))
    page.follow("Välj personer", within="Rektor")
    page.press("Spara", {"Rektorn": True})
    assert page.says("Rektorn")


def the_plan_is_proposed_and_adopted(story, clock):
    clock.set("2023-12-13")
    page = story.samordnaren
    page.open(story.at("board_plan"))
    page.follow("Föreslå för beslut")
    page.press("Föreslå för beslut", {"Dagen då riskanalysen gjordes": "2023-10-02"})
    page.open(story.at("board_plan"))
    page.follow("Registrera beslutet")
    page.press(
        "Registrera beslutet",
        {"Beslutsdatum": "2023-12-12", "Paragraf": "§ 88", "Diarienummer": "SKN 2023/41"},
    )
    assert page.says("12 december 2023")
    plan = Plan.objects.get(unit=story.board)
    assert plan.state == Plan.State.ADOPTED
    assert len(plan.frozen_hash) == 64
    assert story.ledamoten.open(story.at("board_plan")) is not None
    assert story.ledamoten.says("§ 88")


def the_first_round_is_reported(story, clock):
    clock.set("2024-04-02")
    page = story.samordnaren
    page.open(story.at("rounds"))
    page.press("Lägg upp T1 2024")
    own = story.rektorn
    own.open("/")
    assert own.says("Att rapportera: 4 kontroller")
    own.follow("Rapportera", within="Kontroll 1 görs")
    own.press(
        "Lämna in och gå till nästa",
        {
            "Utan anmärkning": True,
            "Beskriv vad som kontrollerats och vad ni såg": "25 ärenden är granskade, alla rätt.",
            "Underlag": SimpleUploadedFile("stickprov.txt", b"25 av 25"),
        },
    )
    assert own.says("Inlämnat")
    own.open("/")
    own.follow("Rapportera", within="Utflykter följer rutinen")
    own.press(
        "Lämna in och gå till nästa",
        {
            "Större anmärkning": True,
            "Beskriv vad som kontrollerats och vad ni såg": "Två av tre utflykter saknade lista.",
            "Åtgärd": "Inför listor på alla utflykter",
            "Klart senast": "hösten 2024",
        },
    )
    assert own.says("Inlämnat")


def a_report_is_begun_and_gone_on_with_later(story, clock):
    own = story.rektorn
    own.open("/")
    own.follow("Rapportera", within="Kontroll 2 görs")
    own.press("Fortsätt senare", {"Beskriv vad som kontrollerats och vad ni såg": "Halvvägs."})
    assert Draft.objects.get().values["text"] == "Halvvägs."
    own.open("/")
    own.follow("Fortsätt", within="Kontroll 2 görs")
    assert own.says("Halvvägs.")
    own.press(
        "Lämna in och gå till nästa",
        {
            "Mindre anmärkning": True,
            "Beskriv vad som kontrollerats och vad ni såg": "Ett fel av 25.",
            "Eller varför ingen åtgärd behövs": "Felet är rättat.",
        },
    )
    assert not Draft.objects.exists()


def the_head_attests_and_returns(story, clock):
    clock.set("2024-04-10")
    page = story.chefen
    page.open("/")
    page.follow("3 resultat", within="Väntar på din attest")
    page.follow("Återlämna", within="Ett fel av 25.")
    page.press("Återlämna", {"Vad behöver ändras?": "Vilket ärende gäller det?"})
    page.open(story.at("attest_list"))
    page.press("Attestera de valda", {"Kontroll 1 görs": True})
    page.press("Attestera", within="Två av tre utflykter")
    assert not Result.objects.waiting().exists()

    own = story.rektorn
    own.open("/")
    assert own.says("Vilket ärende gäller det?")
    own.follow("Ändra", within="Återlämnat till dig")
    own.press(
        "Lämna in",
        {"Beskriv vad som kontrollerats och vad ni såg": "Ett fel av 25, i vårens inköp av böcker."},
    )
    page.open(story.at("attest_list"))
    page.press("Attestera", within="vårens inköp")
    assert set(Result.objects.values_list("review", flat=True)) == {"attested"}


def the_round_is_closed_with_its_assessment(story, clock):
    clock.set("2024-05-02")
    page = story.samordnaren
    page.open(story.at("late_reports"))
    assert page.says("Kontroll 3 görs")
    page.open(story.at("rounds"))
    page.follow("Stäng", within="T1 2024")
    page.press("Stäng", {"Ja, stäng perioden fast allt inte är rapporterat": True}, within="T1 2024")
    head = story.chefen
    head.open(story.at("board_assessment"))
    head.open(f"{story.at('assess')}?period=T1 2024")
    head.press(
        "Spara bedömningen",
        {"Inte tillräcklig": True, "Motivering": "En större anmärkning, med åtgärd i höst."},
    )
    assert head.says("En större anmärkning, med åtgärd i höst.")


def the_plan_is_revised(story, clock):
    clock.set("2024-06-10")
    page = story.samordnaren
    before = Plan.objects.of(story.board, YEAR).in_force().get()
    frozen = before.frozen
    page.open(story.at("board_plan"))
    page.follow("Revidera planen")
    page.press("Påbörja ny version", {"Varför revideras planen?": "Utflykterna behöver följas tätare."})
    page.open(story.at("plan_work"))
    page.follow("Ändra", within="Gå igenom tre utflykter")
    page.press("Spara", {"Frekvens": "Varje månad"})
    page.open(story.at("plan_propose"))
    page.press("Föreslå för beslut", {"Dagen då riskanalysen gjordes": "2024-06-03"})
    page.open(story.at("plan_decision"))
    page.press(
        "Registrera beslutet",
        {"Beslutsdatum": "2024-06-10", "Paragraf": "§ 40", "Diarienummer": "SKN 2024/12"},
    )
    now = Plan.objects.of(story.board, YEAR).in_force().get()
    assert now.version == 2
    assert Plan.objects.get(unit=story.board, year=YEAR, version=1).frozen == frozen
    # What was reported stands at the controls of the plan in force.
    assert Result.objects.of(now).count() == 3
    page.open(story.at("plan_versions"))
    assert page.says("Utflykterna behöver följas tätare.")
    assert page.says("Varje månad")


def the_action_is_done(story, clock):
    clock.set("2024-09-20")
    own = story.rektorn
    own.open("/")
    own.follow("Inför listor på alla utflykter")
    own.press("Spara", {"Klar": True, "Effekt": "Alla utflykter i september hade lista."})
    assert own.says("Alla utflykter i september hade lista.")


def the_board_and_the_auditors_read(story, clock):
    clock.set("2024-12-20")
    member = story.ledamoten
    member.open(story.at("board_report"))
    assert member.says("Två av tre utflykter saknade lista.")
    auditor = story.revisorn
    auditor.open(story.at("board_followup"))
    auditor.follow("Utflykter följer rutinen")
    assert auditor.says("Rektorn")
    assert auditor.says("Resultatet attesterades")
    assert auditor.client.get(story.at("plan_work")).status_code == 403
    root = Unit.objects.get_root(story.board)
    auditor.open(reverse("municipality", args=[root.pk, YEAR]))
    assert auditor.says("Skolnämnden")


def the_year_is_assessed_and_the_next_one_begun(story, clock):
    clock.set("2025-01-14")
    head = story.chefen
    head.open(story.at("assess"))
    head.press("Spara bedömningen", {"Tillräcklig": True, "Motivering": "Bristen är åtgärdad och följs upp."})
    page = story.samordnaren
    page.open(story.at("board_plan"))
    page.follow(f"Påbörja {NEXT}")
    page.follow("Välj vad som ska följa med")
    page.press(f"Påbörja {NEXT}")
    plan = Plan.objects.get(unit=story.board, year=NEXT)
    assert plan.state == Plan.State.DRAFT
    assert plan.controls.count() == 4
    page.open(story.at("board_plan", NEXT))
    assert page.says("Utflykter följer rutinen")
    assert not Result.objects.of(plan).exists()
    own = story.rektorn
    own.open("/")
    assert own.says("Du har inget att göra just nu")


def everything_stands_in_the_history_in_words(story, clock):
    entries = list(HistoryEntry.objects.all())
    assert {entry.what for entry in entries} <= set(WORDS)
    told = ((entry, key) for entry in entries for key in {**(entry.before or {}), **(entry.after or {})})
    assert {(entry.what, key) for entry, key in told if not is_named(entry, key)} == set()
    auditor = story.revisorn
    auditor.open(story.at("board"))
    auditor.follow("Historik: vem som har gjort vad")
    assert auditor.says("Planen fördes över från året före")
    auditor.follow("Kontrollera att ingen händelse har ändrats")
    assert auditor.says("Kedjan är hel")


CHAPTERS = [
    the_risks_are_analysed,
    the_risk_goes_to_the_plan,
    it_is_said_who_reports,
    the_plan_is_proposed_and_adopted,
    the_first_round_is_reported,
    a_report_is_begun_and_gone_on_with_later,
    the_head_attests_and_returns,
    the_round_is_closed_with_its_assessment,
    the_plan_is_revised,
    the_action_is_done,
    the_board_and_the_auditors_read,
    the_year_is_assessed_and_the_next_one_begun,
    everything_stands_in_the_history_in_words,
]
