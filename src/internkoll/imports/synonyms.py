"""The words that Swedish municipalities head their columns with: one table, from what a column means to its names.

Written in lower case, without years, period marks, numbering or what stands in parentheses. Add a word here and
it is recognised everywhere: in the header of a table, in a label inside a cell, and in front of a heading.
"""

from enum import StrEnum

from internkoll.rules.fields import USUAL_WORDS


class Sense(StrEnum):
    """What a column means. Some need the rest of the table to become a field; see columns.py."""

    NUMBER = "number"
    RISK = "risk"
    SCOPE = "scope"  # "Område": the risk itself in some plans, the area in others
    AREA = "area"
    MANDATORY = "mandatory"
    LIKELIHOOD = "likelihood"
    CONSEQUENCE = "consequence"
    SCORE = "score"
    LEVEL = "level"
    ESTIMATE = "estimate"  # value, level or both in one cell
    NEW_ESTIMATE = "new estimate"  # estimated anew in a period
    NEW_ANALYSIS = "new analysis"
    WORKING_METHOD = "working method"
    SYSTEMATIC_CONTROL = "systematic control"
    CONTROL = "control"
    ACTIVITY = "activity"  # the control, or the method where another column is the control
    METHOD = "method"
    RESPONSIBLE = "responsible"
    FREQUENCY = "frequency"
    WHEN = "when"  # the frequency, or the day by which an action is to be done
    RESULT = "result"
    FOLLOW_UP = "follow-up"  # results, or the times for following up
    COMMENT = "comment"
    OUTCOME = "outcome"
    CROSS = "cross"  # a cross under the class that it chooses: "Utan anmärkning | Mindre anmärkning"
    STATUS = "status"
    STATUS_CROSS = "status cross"  # a cross under "Ja" or "Nej" where the heading above is a status
    TIME_CROSS = "time cross"  # a cross under the month in which the control is made
    ACTION = "action"
    ACTION_DUE = "action due"
    ACTION_RESPONSIBLE = "action responsible"
    NO_FIELD = "no field"  # known, but the exchange format has no place for it


SYNONYMS: dict[Sense, tuple[str, ...]] = {
    Sense.NUMBER: (
        "nr", "nummer", "no", "#", "id", "risknr", "risknummer", "risk nr", "risk nummer", "riskid", "risk id",
        "rad", "radnr", "ref", "refnr", "referens", "löpnr", "löpnummer", "kontrollnr", "kontrollnummer",
        "nr på risk", "momentnr", "r-nr", "rnr", "r nr", "k-nr", "kontroll nr", "kontroll-nr", "kontrollmoment nr",
        "punkt", "punkt nr",
    ),
    Sense.RISK: (
        "risk", "risker", "riskbeskrivning", "beskrivning av risk", "beskrivning av risken", "risk beskrivning",
        "oönskad händelse", "oönskade händelser", "identifierad risk", "identifierade risker", "riskens namn",
        "risk/oönskad händelse", "händelse", "riskhändelse", "riskformulering", "risk att", "risk för",
        "risk för att", "vad kan gå fel", "vad kan hända", "riskscenario", "hot", "riskmoment", "prioriterad risk",
        "prioriterade risker", "benämning risk", "väsentlig risk", "väsentliga risker", "risk, benämning", "risktitel",
        "risknamn", "riskfaktor",
    ),
    Sense.SCOPE: (
        "område", "riskområde", "risk område", "riskområden", "granskningsområde", "kontrollområde", "områden",
        "verksamhetsområde", "rubrik", "ämne", "ämnesområde", "riskkategori", "kategori", "typ av risk", "risktyp",
    ),
    Sense.AREA: (
        "process", "processer", "delprocess", "huvudprocess", "process/rutin", "rutin/process", "process, rutin",
        "rutin", "rutin/system", "process/rutin/system", "rutin/process/system", "system/rutin", "mål", "målområde",
        "nämndmål", "nämndens mål", "verksamhetsmål", "inriktningsmål", "effektmål", "kommunmål", "fullmäktigemål",
        "kommunfullmäktiges mål", "kf-mål", "kf mål", "perspektiv", "verksamhet", "verksamheter", "avdelning",
        "enhet", "förvaltning", "nämnd", "process/område", "område/process", "processområde", "mål/process",
    ),
    Sense.MANDATORY: (
        "obligatorisk", "obligatoriskt", "obligatorisk risk", "obligatorisk kontroll", "obligatoriskt moment",
        "kommungemensam", "kommungemensam risk", "kommungemensamt", "kommunövergripande", "gemensam", "gemensamt",
        "typ", "ursprung", "kommungemensam/nämndspecifik", "nämndspecifik/kommungemensam", "obligatorisk/egen",
    ),
    Sense.LIKELIHOOD: (
        "sannolikhet", "s", "sann", "sannolikhet för risk", "sannolikhetsvärde", "bedömd sannolikhet", "sannolik",
        "sannolikhetsbedömning", "sannolikhet att risken inträffar", "sannolikhetsgrad", "sanno",
    ),
    Sense.CONSEQUENCE: (
        "konsekvens", "konsekvenser", "k", "kons", "konsekvensvärde", "bedömd konsekvens", "väsentlighet", "v",
        "konsekvensbedömning", "allvar", "allvarsgrad", "allvarlighet", "allvarlighetsgrad", "påverkan",
        "konsekvensgrad", "konsek", "effekt", "väsentlighetsbedömning",
    ),
    Sense.SCORE: (
        "riskvärde", "risktal", "riskpoäng", "poäng", "riskpoängen", "rv", "vor", "vor-värde", "vor värde", "vör",
        "vr", "r", "s*k", "sxk", "s x k", "k*s", "kxs", "k x s", "s × k", "s·k", "sannolikhet x konsekvens",
        "sannolikhet*konsekvens", "konsekvens x sannolikhet", "v*r", "vxr", "v x r", "väsentlighet x risk",
        "väsentlighet och risk", "väsentlighets- och riskvärde", "summa", "riskfaktorvärde", "värde", "produkt",
        "totalt", "total", "bruttovärde", "r-värde", "riskindex", "sammanvägt värde", "rt", "r*v", "rxv", "r x v",
        "riskprodukt", "riskvärde s*k", "risksumma", "rpn",
    ),
    Sense.LEVEL: (
        "risknivå", "nivå", "riskklass", "riskgrad", "risk nivå", "riskfärg", "färg", "prioritet", "prio",
        "riskklassning", "risk klass", "riskstorlek",
    ),
    Sense.ESTIMATE: (
        "skattning", "riskskattning", "ursprunglig risk för året", "ursprunglig risk", "ursprungligt riskvärde",
        "riskbedömning", "riskvärdering", "värdering", "bedömning av risk", "bedömning av risken",
        "bedömd risk", "riskens värde", "riskvärde för året", "risk för året", "riskvärdering för året",
        "bruttorisk", "inneboende risk", "väsentlighets- och riskbedömning", "risk- och väsentlighetsbedömning",
        "riskbedömning för året",
    ),
    Sense.NEW_ESTIMATE: (
        "riskvärdering per tertial", "riskvärde per tertial", "periodens riskvärde", "periodens riskvärdering",
        "periodens riskbedömning", "aktuell risk", "aktuellt riskvärde", "aktuell riskbedömning", "aktuell risknivå",
        "nuvarande risk", "nuvarande riskvärde", "nuvarande risknivå", "ny riskbedömning", "nytt riskvärde",
        "ny risknivå", "ny bedömning", "riskvärdering för perioden", "riskvärde efter uppföljning",
        "riskbedömning efter uppföljning", "uppdaterad riskbedömning", "uppdaterat riskvärde", "förnyad riskbedömning",
        "riskbedömning per period", "riskvärdering per period", "risknivå för perioden", "risknivå per tertial",
    ),
    Sense.NEW_ANALYSIS: (
        "periodens riskanalys", "riskanalys", "riskanalys för perioden", "riskanalys per tertial",
        "kommentar till riskbedömning", "kommentar riskbedömning", "motivering till riskbedömning",
        "analys av risk", "analys av risken", "periodens analys av risken", "uppdaterad riskanalys",
        "kommentar till risk", "riskkommentar", "kommentar riskvärde", "kommentar till riskvärde",
    ),
    Sense.WORKING_METHOD: ("arbetssätt", "arbetsätt", "arbetssätt/rutin", "nuvarande arbetssätt"),
    Sense.SYSTEMATIC_CONTROL: (
        "systematisk kontroll", "systematiska kontroller", "löpande kontroll", "löpande kontroller",
        "befintlig systematisk kontroll",
    ),
    Sense.CONTROL: (
        "kontrollmoment", "kontroll moment", "kontroll", "kontroller", "kontrollpunkt", "kontrollpunkter", "moment",
        "vad ska kontrolleras", "vad kontrolleras", "vad som ska kontrolleras", "vad skall kontrolleras", "vad",
        "internkontrollmoment", "granskningsmoment", "kontrollfråga", "kontrollmoment/kontroll", "planerad kontroll",
        "beskrivning av kontroll", "beskrivning av kontrollmoment", "kontrollbeskrivning", "vad granskas",
        "vad ska granskas", "kontrollens innehåll", "kontrollmål", "granskningsmål", "granskningsobjekt",
        "intern kontroll", "internkontroll", "internkontrollpunkt", "kontroll av", "planerade kontroller",
        "kontrollnamn", "kontroll/granskning", "kontrollmoment/åtgärd", "obligatoriskt kontrollmoment", "kontrollsteg",
        "granskningspunkt", "granskningsinsats", "kontrollobjekt", "internkontrollåtgärd", "kontrollmomentets namn",
    ),
    Sense.ACTIVITY: (
        "kontrollaktivitet", "kontrollaktiviteter", "granskning", "granskningar", "aktivitet", "aktiviteter",
        "kontrollinsats", "kontrollåtgärd", "kontrollåtgärder", "granskningsåtgärd", "granskningsåtgärder",
        "granskningsaktivitet", "genomförande", "beskrivning av kontrollaktivitet", "planerad granskning",
    ),
    Sense.METHOD: (
        "metod", "kontrollmetod", "kontrollmetoder", "metoder", "hur", "hur ska det kontrolleras", "hur kontrolleras",
        "hur ska kontrollen göras", "tillvägagångssätt", "granskningsmetod", "metod för kontroll", "så kontrolleras",
        "hur ska kontrollen genomföras", "hur genomförs kontrollen", "metod/omfattning", "metod och omfattning",
        "hur utförs kontrollen", "kontrollens utförande", "utförande", "metodbeskrivning", "uppföljningsmetod",
        "hur granskas", "så görs kontrollen", "så utförs kontrollen", "så sker kontrollen", "så granskas",
        "hur görs kontrollen", "hur ska det granskas", "omfattning", "metod/urval", "på vilket sätt",
        "hur sker kontrollen",
    ),
    Sense.RESPONSIBLE: (
        "ansvarig", "ansvariga", "kontrollansvarig", "kontrollansvariga", "vem", "ansvar", "ansvarig för kontroll",
        "ansvarig för kontrollen", "ansvarig funktion", "ansvarig chef", "utförare", "utförs av", "vem ansvarar",
        "granskare", "granskningsansvarig", "ansvarig för granskning", "ansvarig person", "funktion", "roll",
        "ansvarig för kontrollmoment", "vem kontrollerar", "ansvarig enhet", "ansvarig tjänsteman", "kontrollant",
        "ansvarig handläggare", "ansvarig för genomförande", "huvudansvarig", "riskägare", "ägare", "momentansvarig",
        "ansvarig för uppföljning", "uppföljningsansvarig", "ansvarig roll", "vem gör kontrollen", "genomförs av",
        "granskas av", "kontrolleras av", "görs av", "utförare av kontroll", "vem granskar",
    ),
    Sense.FREQUENCY: (
        "frekvens", "kontrollfrekvens", "kontrollintervall", "granskningsintervall", "hur ofta", "periodicitet",
        "intervall", "kontrolltillfälle",
        "kontrolltillfällen", "antal gånger", "uppföljningsfrekvens", "frekvens/tidpunkt", "granskningsfrekvens",
        "hur ofta ska det kontrolleras", "tillfälle", "frekvens för kontroll", "tidsintervall", "hur ofta och när",
        "frekvens och tidpunkt",
    ),
    Sense.WHEN: (
        "tidpunkt", "när", "tid", "tidplan", "när ska kontrollen göras", "tidpunkt för kontroll", "period",
        "när genomförs kontrollen", "kontrolltidpunkt", "när ska det kontrolleras", "tidsplan", "kontrollperiod",
        "tidpunkt för uppföljning", "tidpunkt för granskning", "genomförs när", "månad",
    ),
    Sense.RESULT: (
        "resultat", "resultat av granskning", "resultat av granskningen", "resultat av kontroll", "granskningsresultat",
        "resultat av kontrollen", "kontrollresultat", "utfall", "iakttagelser", "iakttagelse", "resultat/kommentar",
        "resultat och kommentar", "beskrivning och resultat av kontrollaktivitet", "resultat av kontrollaktivitet",
        "resultat av kontrollmoment", "resultat av uppföljning", "uppföljning och resultat", "noteringar",
        "resultat av genomförd kontroll", "resultat av genomförd granskning", "sammanfattning av resultat",
        "resultat/iakttagelser", "status/resultat", "utfall av kontroll", "genomförd kontroll", "slutsats",
        "resultat av genomförda kontroller", "redovisning av resultat", "lägesrapport",
        "rapportering av resultat", "resultat och analys", "analys av resultat", "resultat av intern kontroll",
        "resultat av internkontroll", "resultat efter granskning", "genomförda kontroller", "uppföljning av resultat",
        "resultatbeskrivning", "observation", "utvärdering", "utvärdering av kontroll", "uppföljningsresultat",
        "observationer", "bedömning och kommentar",
    ),
    Sense.FOLLOW_UP: (
        "uppföljning", "uppföljningar", "återrapportering", "rapportering", "rapport", "redovisning", "avstämning",
        "avstämningar", "uppföljning av kontroll", "avrapportering",
        "uppföljning av kontrollmoment", "uppföljning av risk",
    ),
    Sense.COMMENT: (
        "kommentar", "kommentarer", "anm", "komm", "analys", "beskrivning av resultat", "anteckning", "anteckningar",
        "notering", "kommentar till resultat", "kommentar till bedömning", "kommentar till status", "analys/kommentar",
        "anmärkning",
        "anmärkningar", "beskrivning av avvikelse", "förklaring", "motivering", "kommentar/analys", "övrigt",
        "kommentar till uppföljning", "kommentar till utfall", "uppföljningskommentar", "resultatkommentar",
        "statuskommentar", "motivering till bedömning", "beskrivning",
    ),
    Sense.OUTCOME: (
        "bedömning", "svar", "resultatbedömning", "bedömning av resultat", "klassning", "resultatklass", "avvikelse",
        "avvikelser", "samlad bedömning", "bedömt resultat", "bedömning av kontroll", "omdöme", "betyg",
        "avvikelse ja/nej", "trafikljus", "resultat ok", "utan anmärkning", "granskningens bedömning",
        "bedömning av kontrollen", "måluppfyllelse", "bedömning av utfall", "allvarlighetsgrad avvikelse",
    ),
    Sense.STATUS: (
        "status", "genomförandestatus", "statusuppdatering", "läge", "genomförd", "utförd", "status kontroll",
        "status för kontroll", "genomförd ja/nej", "status på kontroll", "status för kontrollmoment", "lägesbild",
        "kontrollstatus", "genomförandegrad", "status kontrollmoment", "kontroll genomförd",
    ),
    Sense.ACTION: (
        "åtgärd", "åtgärder", "åtg", "åtgärd med slutdatum", "åtgärdsförslag", "förslag till åtgärd",
        "förslag på åtgärd",
        "förslag till åtgärder", "förslag på åtgärder", "planerad åtgärd", "planerade åtgärder", "vidtagna åtgärder",
        "vidtagen åtgärd", "beslutad åtgärd", "beslutade åtgärder", "åtgärder vid avvikelse", "åtgärd vid avvikelse",
        "riskreducerande åtgärd", "riskreducerande åtgärder", "åtgärdsplan", "förbättringsåtgärd", "handlingsplan",
        "handlingsplaner", "direktåtgärd",
        "förbättringsåtgärder", "åtgärd/kommentar", "behov av åtgärd", "behov av åtgärder", "fortsatt arbete",
        "eventuella åtgärder", "ev. åtgärder", "ev åtgärd", "ev. åtgärd", "åtgärdsbehov", "direktåtgärder",
        "åtgärder och slutdatum", "åtgärd och slutdatum", "vidtagna/planerade åtgärder",
        "åtgärd med anledning av resultat", "åtgärd vid brist", "fortsatta åtgärder", "kommande åtgärder",
        "åtgärder framåt", "korrigerande åtgärd", "korrigerande åtgärder", "åtgärder vid brist",
        "rekommendation", "rekommendationer", "förbättringsförslag", "åtgärder med anledning av resultat",
    ),
    Sense.ACTION_DUE: (
        "slutdatum", "klart senast", "klar senast", "klart", "klar", "färdigdatum", "senast", "deadline",
        "åtgärd senast", "åtgärdsdatum", "slutdatum åtgärd", "klardatum", "ska vara klart", "tidplan för åtgärd",
        "åtgärdas senast", "åtgärd klar", "tidpunkt för åtgärd", "tidsplan för åtgärd", "när ska åtgärden vara klar",
        "slutdatum för åtgärd", "färdigt senast",
    ),
    Sense.ACTION_RESPONSIBLE: (
        "ansvarig för åtgärd", "åtgärdsansvarig", "ansvarig åtgärd", "ansvarig för åtgärden", "ansvarig för åtgärder",
    ),
    Sense.NO_FIELD: (
        "nettorisk", "nettovärde", "nettoriskvärde", "orsak", "orsaker", "bakomliggande orsak", "rapporteras till",
        "rapportering till", "rapport till",
        "rapporteras", "mottagare", "kvarvarande risk", "restrisk", "kvarvarande riskvärde", "riskvärde efter åtgärd",
        "befintliga åtgärder", "befintliga kontroller", "befintlig kontroll", "hantering", "riskhantering",
        "hantering av risk", "respons", "riskrespons", "föregående år", "resultat föregående år", "syfte", "mätvärde",
        "riskvärde föregående år", "styrdokument", "lagrum", "lag", "regelverk", "underlag", "kontrollgrupp",
        "ingår i plan", "till plan", "rapporteringstillfälle", "målvärde", "tolerans", "budget", "kostnad",
        "prioriteringsmotiv", "trend", "förändring", "bilaga", "datum", "signatur", "beslut", "sekretess",
        "senast reviderad", "senast reviderat", "senast uppdaterad", "senast uppdaterat", "senast ändrad", "reviderad",
        "uppdaterad", "ändrad", "revideringsdatum", "uppdateringsdatum", "datum för revidering", "version", "upprättad",
        "upprättad av", "reviderad av", "senaste revidering", "senaste uppdatering", "fastställd", "beslutsdatum",
    ),
}  # fmt: skip

VALUES = frozenset((Sense.SCORE, Sense.LEVEL, Sense.ESTIMATE, Sense.LIKELIHOOD, Sense.CONSEQUENCE))

FIELDS: dict[Sense, str] = {
    Sense.NUMBER: "risk_number",
    Sense.RISK: "risk",
    Sense.AREA: "area",
    Sense.MANDATORY: "mandatory",
    Sense.LIKELIHOOD: "likelihood",
    Sense.CONSEQUENCE: "consequence",
    Sense.SCORE: "score",
    Sense.LEVEL: "level",
    Sense.ESTIMATE: "score",
    Sense.NEW_ESTIMATE: "risk_assessment",
    Sense.NEW_ANALYSIS: "risk_assessment",
    Sense.WORKING_METHOD: "working_method",
    Sense.SYSTEMATIC_CONTROL: "systematic_control",
    Sense.CONTROL: "control",
    Sense.METHOD: "method",
    Sense.RESPONSIBLE: "responsible",
    Sense.FREQUENCY: "frequency",
    Sense.RESULT: "result",
    Sense.OUTCOME: "outcome",
    Sense.CROSS: "outcome",
    Sense.STATUS: "status",
    Sense.STATUS_CROSS: "status",
    Sense.TIME_CROSS: "frequency",
    Sense.ACTION: "action",
    Sense.ACTION_DUE: "action",
    Sense.ACTION_RESPONSIBLE: "action",
}
"""The field of rules.exchange.Row that each settled sense fills; "outcome" is the class within `results`."""


def field_word(sense: Sense) -> str:
    """The usual Swedish word for what the sense fills: "kontrollmoment"."""
    return USUAL_WORDS[FIELDS[sense]].lower()


# Labels that stand before the name of a heading or a row that groups others: "Process: Inköp".
GROUP_LABELS: tuple[str, ...] = (
    "process", "delprocess", "huvudprocess", "mål", "målområde", "nämndmål", "nämndens mål", "verksamhetsmål",
    "inriktningsmål", "effektmål", "område", "riskområde", "verksamhetsområde", "kontrollområde", "granskningsområde",
    "kategori", "riskkategori", "perspektiv", "verksamhet", "avdelning", "rutin", "fokusområde", "kommunmål",
    "kommunfullmäktiges mål", "kf-mål", "processområde", "målsättning", "strategiskt mål", "enhet",
)  # fmt: skip

# Where words of the table have been read, in documents of municipalities. All others are usual words of the field.
SEEN: dict[str, tuple[str, ...]] = {
    "Uppsala kommun, arbetsmarknadsnämndens delår 2024": (
        "nr", "riskbeskrivning", "kontrollmoment", "kontrollmetod", "ansvarig", "resultat av granskning",
        "åtgärd med slutdatum",
    ),
    "Nacka kommun, arbets- och företagsnämndens T2 2022": (
        "område", "kontrollmoment", "metod", "ansvarig", "frekvens", "status",
    ),
    "Nacka kommun, nämnden för arbete och försörjning T1 2024": (
        "risk", "ursprunglig risk för året", "periodens riskanalys", "riskvärdering per tertial",
    ),
    "Stockholms stad, Rinkeby-Kista stadsdelsnämnds VB 2022": (
        "arbetssätt", "systematisk kontroll", "kontrollaktivitet", "beskrivning och resultat av kontrollaktivitet",
    ),
}  # fmt: skip
