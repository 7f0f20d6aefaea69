"""The demo's year as people work in it: who reports, what waits for whom, actions under way, common risks.

Everything is done through the services, by the person whose task it is.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import cycle
from zoneinfo import ZoneInfo

from internkoll.actions.models import Action
from internkoll.actions.services import NewAction, add_actions, change_action
from internkoll.assessment.services import assess
from internkoll.base.models import Unit, User
from internkoll.followup.models import Result, Round
from internkoll.followup.reporting import hand_in_result
from internkoll.followup.review import return_result
from internkoll.followup.services import link_actions, set_round_due
from internkoll.plan.models import Check, Plan
from internkoll.plan.work import tie_responsible
from internkoll.register.common_risks import add_common_risk
from internkoll.register.models import Response, Risk
from internkoll.register.recommendations import Recommended, add_recommendation
from internkoll.register.responses import Decision, decide_response
from internkoll.register.services import change_risk
from internkoll.rules.reporting import Report

SOCIAL, CARE = "Socialnämnden", "Omsorgsnämnden"
# As the responsible are named in the social board's plan: the unit manager of the demo is one of them.
_MANAGERS_WORDS = (
    "Enhetschef försörjningsstöd",
    "Nämndsekreterare och enhetschefer",
    "Placeringskoordinator och förvaltningsekonom",
)
_COMMON_RISKS = (
    (
        "Mutor, jäv eller annan otillåten påverkan gör att beslut fattas på fel grunder, så att kommunen skadas och "
        "förtroendet för den minskar.",
        "Fel och oegentligheter",
    ),
    (
        "Personuppgifter behandlas utan stöd eller skydd, så att enskilda kommer till skada och kommunen bryter mot "
        "dataskyddsförordningen.",
        "It och informationssäkerhet",
    ),
)
_CATEGORIES = (
    ("jäv", "Fel och oegentligheter"),
    ("bistånd", "Ekonomi"),
    ("faktur", "Ekonomi"),
    ("inköp", "Ekonomi"),
    ("personalomsättning", "Personal och kompetens"),
    ("behörighet", "It och informationssäkerhet"),
    ("personuppgifter", "It och informationssäkerhet"),
    ("lag", "Lagar och regler"),
    ("delegation", "Lagar och regler"),
)
_EFFECTS = (
    "Rutinen är på plats och används. Kontrollen efteråt visade inga nya avvikelser.",
    "Genomfört som planerat. Uppföljningen visar att felen har blivit färre.",
    "Åtgärden är klar och ingår nu i det ordinarie arbetet.",
    "Genomfört. Effekten följs i nästa års kontroll.",
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Those who do the work, and the day on which it is seen."""

    coordinator: User
    head: User
    manager: User
    action_owner: User
    today: date

    @property
    def now(self) -> datetime:
        return datetime.combine(self.today, time(9, 30), ZoneInfo("Europe/Stockholm"))


def begin_work(cast: Cast, root: Unit, year: int) -> None:
    """The last year of the demo, gone on with: `year` is that of the plans that are followed up."""
    social, care = (Unit.objects.get(name=name) for name in (SOCIAL, CARE))
    for text, category in _COMMON_RISKS:
        add_common_risk(by=cast.coordinator, unit=root, text=text, category=category, year=year)
    _end_what_is_old(cast, year)
    _sort(cast, social)
    _respond(cast, social, year)
    _recommend(cast, social)
    _assess(cast, social, year)
    _report(cast, social, year)
    _act(cast, care, year)


def _end_what_is_old(cast: Cast, year: int) -> None:
    """What an earlier year promised was done, but for what had no date."""
    effects = cycle(_EFFECTS)
    for action in Action.objects.open().filter(due__year__lt=year).order_by("pk"):
        told = {"status": Action.Status.DONE, "effect": next(effects)}
        change_action(by=cast.coordinator, action=action, values=told, seen=None, on=action.due or cast.today)


def _sort(cast: Cast, board: Unit) -> None:
    """Each risk of the social board in one of the Method's categories, by a word that only such risks have."""
    for risk in Risk.objects.filter(unit=board, common=None, category="").order_by("pk"):
        text = risk.text.casefold()
        category = next((name for word, name in _CATEGORIES if word in text), "Verksamhet och kvalitet")
        change_risk(by=cast.coordinator, risk=risk, values={"category": category})


def _respond(cast: Cast, board: Unit, year: int) -> None:
    """The gravest are controlled; one of the lesser is accepted for a while, and looked at again."""
    decided_on = date(year - 1, 12, 1)
    for planned in Plan.objects.of(board, year).in_force().get().planned_risks.select_related("risk"):
        decision = Decision(Response.Kind.CONTROL, "Kontrollen står i planen.", "Socialnämnden", decided_on)
        if planned.number == "8":
            decision = Decision(
                Response.Kind.WATCH,
                "Rapporteringen har ökat två år i rad. Vi följer antalet och ser över risken i vår.",
                "Socialnämnden",
                decided_on,
                date(year + 1, 3, 31),
            )
        decide_response(by=cast.head, risk=planned.risk, year=year, decision=decision)


def _recommend(cast: Cast, board: Unit) -> None:
    year = cast.today.year
    answered = Recommended(
        "Nämnden bör säkerställa att den samlade bedömningen av den interna kontrollen motiveras.",
        source=f"Grundläggande granskning {year - 1}",
        received_on=date(year, 3, 20),
        answer="Nämnden motiverar från och med årets delårsrapport varje samlad bedömning utifrån resultaten.",
        answered_on=date(year, 5, 13),
    )
    unanswered = Recommended(
        "Nämnden bör dokumentera hur stickproven i kontrollerna av ekonomiskt bistånd har dragits.",
        source="Granskning av kontroller i välfärdssystemen",
        received_on=cast.today - timedelta(days=20),
    )
    for new in (answered, unanswered):
        add_recommendation(by=cast.coordinator, board=board, new=new)


def _assess(cast: Cast, board: Unit, year: int) -> None:
    assess(
        by=cast.head,
        board=board,
        year=year - 1,
        round_=None,
        outcome="Inte helt tillräcklig",
        reasons="Bristerna är få och har åtgärdats under året, men två av åtgärderna har inte hunnit visa effekt.",
        suggested="",
        seen=0,
        on=date(year, 2, 11),
    )


def _report(cast: Cast, board: Unit, year: int) -> None:
    """The round is still open: one control is left to report, one report waits for the head, one has come back."""
    plan = Plan.objects.of(board, year).in_force().get()
    for words in _MANAGERS_WORDS:
        tie_responsible(by=cast.coordinator, plan=plan, words=words, people=[cast.manager])
    round_ = Round.objects.of(board, year).filter(closed_on=None).order_by("pk").last()
    assert round_ is not None  # noqa: S101  the demo's texts end with a round that is open
    set_round_due(by=cast.coordinator, round_=round_, due=cast.today + timedelta(days=6))
    waiting = Report(
        outcome="utan anmärkning",
        text="Samtliga 31 fakturor från HVB under perioden är granskade mot avtal och placeringsbeslut. Alla stämmer.",
    )
    _hand_in(cast, round_, _check_of(plan, _MANAGERS_WORDS[2]), waiting)
    unclear = Report(outcome="utan anmärkning", text="Granskningen är genomförd. Inga fel.")
    returned = _hand_in(cast, round_, _check_of(plan, _MANAGERS_WORDS[0]), unclear)
    comment = "Skriv hur många ärenden ni har granskat och hur de valdes ut, som i förra perioden."
    return_result(by=cast.head, result=returned, comment=comment, at=cast.now)


def _check_of(plan: Plan, words: str) -> Check:
    return Check.objects.filter(plan=plan, responsible=words).earliest("position")


def _hand_in(cast: Cast, round_: Round, check: Check, report: Report) -> Result:
    held = Result.objects.filter(round=round_, for_check=check).first()
    seen = held.edits if held else 0
    return hand_in_result(by=cast.manager, round_=round_, check=check, report=report, seen=seen, at=cast.now)


# What the care board's results led to: a word of the control, the action, and when it is due, in days from today.
_PROMISES = (
    ("loggkontroll", "Gör de tolv loggkontroller som återstår och skicka påminnelser till enheterna varje månad.", -12),
    ("larmlogg", "Gör genomförandeplanen för natten till ett obligatoriskt steg vid inflyttning i systemet.", 40),
    ("fakturor", "Lägg in en spärr för överlappande arbetspass i granskningen av assistansfakturor.", 67),
)


def _act(cast: Cast, board: Unit, year: int) -> None:
    """Two of the actions are under way, one of them late; the third is not begun."""
    for place, (word, text, days) in enumerate(_PROMISES):
        result = Result.objects.filter(round__unit=board, round__year=year, control__text__icontains=word).latest("pk")
        new = NewAction(
            text,
            year,
            responsible="Systemförvaltare",
            due=cast.today + timedelta(days=days),
            owners=[cast.action_owner],
            added_on=cast.today - timedelta(days=60),
        )
        (action,) = add_actions(by=cast.coordinator, board=board, actions=[new])
        link_actions(links=[(result, action)])
        if place < len(_PROMISES) - 1:
            ongoing = {"status": Action.Status.ONGOING}
            change_action(by=cast.action_owner, action=action, values=ongoing, seen=None, on=cast.today)
