"""What each deed that services record is called, by the stage of the year that it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Stage:
    """`key` is what an address calls it. A service that records something new is given its words in one of them."""

    key: str
    word: Words
    deeds: Mapping[str, Words]


STAGES = (
    Stage(
        "risker",
        _("Risker"),
        {
            "risk added": _("Risken lades till i registret"),
            "mandatory risk taken in": _("Den kommungemensamma risken togs in"),
            "risk changed": _("Risken ändrades"),
            "risk estimated": _("Risken skattades"),
            "risk estimate changed": _("Skattningen ändrades"),
            "risk retired": _("Risken avfördes ur registret"),
            "risk taken back": _("Risken togs tillbaka till registret"),
            "response decided": _("Hanteringen beslutades"),
            "response changed": _("Hanteringen ändrades"),
            "recommendation added": _("Rekommendationen lades till"),
            "recommendation changed": _("Rekommendationen ändrades"),
        },
    ),
    Stage(
        "plan",
        _("Plan"),
        {
            "plan opened": _("Planen påbörjades"),
            "plan carried over": _("Planen fördes över från året före"),
            "plan line added": _("Lades till i planen"),
            "plan lines ordered": _("Ordningen i planen ändrades"),
            "area added": _("Området lades till"),
            "area changed": _("Området ändrades"),
            "area removed": _("Området togs bort"),
            "planned risk changed": _("Risken i planen ändrades"),
            "planned risk removed": _("Risken togs bort ur planen"),
            "control changed": _("Kontrollen ändrades"),
            "control removed": _("Kontrollen togs bort"),
            "check changed": _("Kontrollmetoden ändrades"),
            "check removed": _("Kontrollmetoden togs bort"),
            "owners changed": _("Vilka som rapporterar ändrades"),
            "plan proposed": _("Planen föreslogs för beslut"),
            "plan withdrawn": _("Förslaget togs tillbaka"),
            "plan adopted": _("Planen beslutades"),
            "plan revised": _("En ny version av planen påbörjades"),
            "plan draft removed": _("Utkastet till ny version togs bort"),
        },
    ),
    Stage(
        "uppfoljning",
        _("Uppföljning"),
        {
            "round opened": _("Perioden öppnades"),
            "round opened early": _("Perioden öppnades före sin dag"),
            "round head set": _("Periodens rubrik ändrades"),
            "round due changed": _("Sista dagen att rapportera flyttades"),
            "round closed": _("Perioden stängdes"),
            "round removed": _("Perioden togs bort"),
            "round reopened": _("Perioden öppnades igen"),
            "result reported": _("Resultatet rapporterades"),
            "result changed": _("Resultatet ändrades"),
            "result attested": _("Resultatet attesterades"),
            "result returned": _("Resultatet återlämnades"),
            "evidence added": _("Underlag bifogades"),
            "evidence removed": _("Underlag togs bort"),
            "running text kept": _("Löpande text lades till"),
            "running text added": _("Löpande text skrevs"),
            "running text changed": _("Löpande text ändrades"),
            "running text moved": _("Löpande text flyttades"),
            "running text removed": _("Löpande text togs bort"),
            "workbook brought in": _("En ifylld Excelbok lästes in"),
            "workbook discarded": _("En ifylld Excelbok kastades"),
        },
    ),
    Stage(
        "atgarder",
        _("Åtgärder"),
        {
            "action added": _("Åtgärden lades till"),
            "action changed": _("Åtgärden ändrades"),
            "action owners changed": _("Åtgärdens ansvariga ändrades"),
        },
    ),
    Stage(
        "bedomning",
        _("Bedömning"),
        {
            "assessment decided": _("Den samlade bedömningen beslutades"),
            "assessment changed": _("Den samlade bedömningen ändrades"),
        },
    ),
    Stage(
        "inlasning",
        _("Inläsning"),
        {
            "document imported": _("Ett dokument lästes in"),
            "import taken back": _("En inläsning togs tillbaka"),
            "import change taken back": _("Det som inläsningen ändrade blev som det var"),
            "columns chosen": _("En kolumn i dokument valdes"),
            "columns forgotten": _("Valet av en kolumn i dokument glömdes"),
        },
    ),
    Stage(
        "metod",
        _("Metod"),
        {
            "method chosen": _("Metoden valdes"),
            "method drafted": _("Ett utkast till metod påbörjades"),
            "method changed": _("Utkastet till metod ändrades"),
            "method draft removed": _("Utkastet till metod togs bort"),
            "method taken into use": _("Metoden togs i bruk"),
        },
    ),
    Stage(
        "organisation",
        _("Organisation"),
        {
            "unit added": _("Enheten lades till"),
            "unit changed": _("Enheten ändrades"),
            "unit moved": _("Enheten flyttades"),
            "unit closed": _("Enheten stängdes"),
            "unit opened": _("Enheten öppnades igen"),
            "person added": _("Personen bjöds in"),
            "person changed": _("Personens uppgifter ändrades"),
            "role granted": _("En roll gavs"),
            "role withdrawn": _("En roll togs bort"),
        },
    ),
)
WORDS: Mapping[str, Words] = {what: words for stage in STAGES for what, words in stage.deeds.items()}


def words_of(what: str) -> str:
    """As it was recorded, where nothing here has that name: an entry is never rewritten, and words may be."""
    return str(WORDS.get(what, what))
