"""Headings that no list of words can hold: questions to whoever fills in the form ("Vad visade kontrollen?") and
compounds, of which Swedish makes new ones every day ("Nyckelkontroll", "Kontrollägare", "Testresultat").

A compound means what its last part means. Both are data: a pattern over the heading in lower case, and its sense.
"""

import re

from rapidfuzz import fuzz

from internkoll.imports.scanning import as_scanned
from internkoll.imports.synonyms import Sense

_PHRASES: tuple[tuple[str, Sense], ...] = (
    # What is left of the risk, or was last year, is no value of this year's.
    (r"(?:netto|rest|kvarvarande |kvarstående |återstående |resterande )(?!kontroll)\w*(?: .*)?", Sense.NO_FIELD),
    (r".*\b(?:föregående|förra|tidigare|fg\.?) (?:år|året|årets|period|mätning|uppföljning|bedömning|resultat)\w*",
     Sense.NO_FIELD),
    (r"(?:värde|risk\w*|sannolikhet|konsekvens|s|k)\s.*\befter\s+(?:\w+\s+)?(?:åtgärd|kontroll)\w*", Sense.NO_FIELD),
    (r"(?:befintlig|nuvarande|existerande|redan vidtag|tidigare)\w* (?:kontroll|åtgärd|rutin|hantering)\w*",
     Sense.NO_FIELD),
    (r"varför\b.*|till vem\b.*|vem (?:får|ska få|informeras|rapporteras)\b.*", Sense.NO_FIELD),
    (r"(?:åter)?rapport\w* (?:görs |lämnas |sker )?(?:till|hos)\b.*", Sense.NO_FIELD),
    (r"orsak\w*\b.*|bakgrund\w*(?: till)?\b.*|anledning(?: till)?\b.*", Sense.NO_FIELD),
    (r"vad (?:kan|skulle kunna|riskerar att|händer om|är risken|kan det)\b.*", Sense.RISK),
    (r"vad (?:blir|är|innebär) (?:konsekvens|följd|effekt)\w*\b.*|hur (?:allvarlig|illa|stor\w* konsekvens)\w*\b.*",
     Sense.CONSEQUENCE),
    (r"hur (?:sannolikt?|troligt?|stor\w* (?:är )?(?:sannolikhet|risk))\w*\b.*", Sense.LIKELIHOOD),
    (r"vad (?:visa\w*|såg|ser|har (?:vi )?(?:sett|kommit|framkommit|kontrollen visat|hänt)|blev|kom|framkom\w*|"
     r"är resultat\w*|har granskningen|upptäckte\w*)\b.*", Sense.RESULT),
    (r"hur (?:gick|ser det ut|blev|har det gått|går det|föll)\b.*", Sense.RESULT),
    (r"vad (?:gör|gjorde|har|behöver|ska|bör|måste|skall)(?: (?:vi|ni|nämnden|förvaltningen))? (?:göra|görs|gjorts|"
     r"gjort|åt|åtgärdas|åtgärda|förbättras|vidtas|händer nu)\b.*|vad gör vi\b.*", Sense.ACTION),
    (r"när (?:ska|skall|är|bör|måste)\b.*\b(?:klar|klart|åtgärd\w*|färdig\w*)\b.*|"
     r"(?:klar|färdig)\w* (?:den|till|datum)",
     Sense.ACTION_DUE),
    (r"(?:det )?(?:vi )?(?:kontrollerar|kontrollera|granskar|granska|säkerställa|säkerställer)(?: att)?\b.*",
     Sense.CONTROL),
    (r"(?:vad|vilket|vilka) (?:ska|skall|har|är|kontroll\w*|gransk\w*|följs|följer)\b.*", Sense.CONTROL),
    (r"(?:så|hur) (?:här )?(?:har|ska|skall|kontroller\w*|gransk\w*|görs|gör|genomför\w*|"
     r"följ\w*|går|sker|utför\w*|är)\b.*",
     Sense.METHOD),
    (r"hur (?:ofta|många gånger)\b.*", Sense.FREQUENCY),
    (r"(?:\w+ )?(?:utförs|görs|genomförs|granskas|kontrolleras|sköts|utförd|kontrollerad|granskad|"
     r"genomförd) av(?: vem)?",
     Sense.RESPONSIBLE),
    (r"(?:\w+ )?(?:utförs|görs|genomförs|granskas|kontrolleras) (?:när|vid|under)", Sense.WHEN),
    (r"vem\b.*", Sense.RESPONSIBLE),
    (r"när\b.*", Sense.WHEN),
    (r"hur\b.*", Sense.METHOD),
    (r"ansvar(?:ig\w*)? (?!för åtgärd|åtgärd)\w+(?: \w+)?", Sense.RESPONSIBLE),
)  # fmt: skip

# The last part of a compound, or of the heading's first word.
_ENDINGS: tuple[tuple[str, Sense], ...] = (
    (r"(?:risk|löp|kontroll|moment|aktivitets|åtgärds|ärende)\w*(?:nr|nummer|id)", Sense.NUMBER),
    (r"\w+-?(?:ansvariga?|ägare|utförare|granskare|kontrollant)", Sense.RESPONSIBLE),
    (r"\w+-?(?:frekvens|intervall|periodicitet)", Sense.FREQUENCY),
    (r"\w+-?(?:tidpunkt|tillfällen?|datum)", Sense.WHEN),
    (r"(?:kontroll|gransknings|test|utvärderings|uppföljnings|stickprovs|mät|prov)-?(?:metod(?:er|ik)?|sätt|förfarande|"
     r"utförande|urval)", Sense.METHOD),
    (r"(?:kontroll|gransknings|test|uppföljnings|stickprovs|egenkontrolls|prov|års|del)-?(?:resultat|utfall|"
     r"iakttagelser?|observation(?:er)?|noteringar?|slutsats(?:er)?)", Sense.RESULT),
    (r"(?:kontroll|resultat|utfalls|gransknings|avvikelse)-?(?:bedömning|omdöme|klass|betyg|grad)", Sense.OUTCOME),
    (r"(?:kontroll|genomförande|aktivitets|gransknings)-?(?:status|läge)", Sense.STATUS),
    (r"(?:risk|brutto|vor-?|väsentlighets|inherent|grund)-?(?:värde|poäng|tal|summa|index|produkt|siffra|faktorvärde)",
     Sense.SCORE),
    (r"risk-?(?:nivå|klass|grad|färg|kategori|storlek)", Sense.LEVEL),
    (r"(?:risk|brutto)-?(?:bedömning|skattning|värdering|uppskattning)", Sense.ESTIMATE),
    (r"sannolikhets?-?(?:nivå|värde|grad|bedömning|poäng)", Sense.LIKELIHOOD),
    (r"(?:konsekvens|allvar|allvarlighets|skade|påverkans|väsentlighets)-?(?:nivå|värde|grad|bedömning|poäng)",
     Sense.CONSEQUENCE),
    (r"\w{3,}-?(?:risk(?:er)?|händelse(?:r)?|hot|scenario)|risk-?(?:beskrivning|formulering|benämning|text|händelse)",
     Sense.RISK),
    (r"\w{3,}-?(?:åtgärd(?:er)?|åtgärdsplan|åtgärdsförslag)", Sense.ACTION),
    (r"\w{3,}-?(?:kontroll(?:er)?|kontrollmoment|kontrollpunkt(?:er)?|moment|kontrollfråga|granskningsfråga)",
     Sense.CONTROL),
    (r"\w{3,}-?(?:aktivitet(?:er)?|insats(?:er)?|granskning(?:ar)?)", Sense.ACTIVITY),
    (r"\w{3,}-?(?:process(?:er)?|rutin(?:er)?|målområde)", Sense.AREA),
    (r"\w{3,}-?(?:område(?:n)?)", Sense.SCOPE),
    (r"\w{3,}-?(?:kommentar(?:er)?|anteckning(?:ar)?|notering(?:ar)?)", Sense.COMMENT),
)  # fmt: skip

# Endings that are known again though misspelt or badly scanned.
_ENDING_WORDS: dict[str, Sense] = {
    "ansvarig": Sense.RESPONSIBLE, "ägare": Sense.RESPONSIBLE, "utförare": Sense.RESPONSIBLE,
    "granskare": Sense.RESPONSIBLE, "frekvens": Sense.FREQUENCY, "intervall": Sense.FREQUENCY,
    "metod": Sense.METHOD, "metodik": Sense.METHOD, "resultat": Sense.RESULT, "utfall": Sense.RESULT,
    "iakttagelser": Sense.RESULT, "kontroll": Sense.CONTROL, "kontroller": Sense.CONTROL, "moment": Sense.CONTROL,
    "åtgärd": Sense.ACTION, "åtgärder": Sense.ACTION, "riskvärde": Sense.SCORE, "riskpoäng": Sense.SCORE,
    "risknivå": Sense.LEVEL, "beskrivning": Sense.RISK, "process": Sense.AREA, "område": Sense.SCOPE,
    "status": Sense.STATUS, "kommentar": Sense.COMMENT,
}  # fmt: skip
_PHRASE_PATTERNS = tuple((re.compile(pattern), sense) for pattern, sense in _PHRASES)
_ENDING_PATTERNS = tuple((re.compile(pattern), sense) for pattern, sense in _ENDINGS)
_REMAINS = re.compile(
    r"\bnetto\w*|\bkvarvarande|\bkvarstående|\båterstående|\brestrisk|\befter (?:\w+ )?(?:åtgärd|kontroll|hantering)|"
    r"\b(?:föregående|förra|fg\.?) (?:år|period)"
)
_PHRASE_IS, _COMPOUND_IS, _DAMAGED_IS = 0.8, 0.78, 0.76
_MOST_WORDS = 3
_SHORTEST_FIRST_PART = 3
_LIKENESS = 80.0


def says_what_remains(words: str) -> bool:
    """Whether the words say that a value is what remains after measures, or last year's: no value of this year's."""
    return _REMAINS.search(words.lower()) is not None


def phrase(words: str) -> tuple[Sense | None, float]:
    """The sense of a heading told as a phrase, in lower case, and how sure that is (0-1)."""
    found = (sense for pattern, sense in _PHRASE_PATTERNS if pattern.fullmatch(words))
    sense = next(found, None)
    return (sense, _PHRASE_IS) if sense else (None, 0.0)


def compound(words: str) -> tuple[Sense | None, float]:
    """The sense of a heading whose first word is a compound, in lower case, and how sure that is (0-1)."""
    first, *others = words.split() or [""]
    if len(others) >= _MOST_WORDS:
        return None, 0.0
    sense = next((sense for pattern, sense in _ENDING_PATTERNS if pattern.fullmatch(first)), None)
    if sense is not None or " " in words:
        return (sense, _COMPOUND_IS) if sense else (None, 0.0)
    sense = _damaged_ending(first)
    return (sense, _DAMAGED_IS) if sense else (None, 0.0)


def _damaged_ending(word: str) -> Sense | None:
    scanned = as_scanned(word)
    found = (
        (fuzz.ratio(scanned[-len(ending) :], as_scanned(ending)), sense)
        for ending, sense in _ENDING_WORDS.items()
        if len(word) >= len(ending) + _SHORTEST_FIRST_PART
    )
    likeness, sense = max(found, key=lambda each: each[0], default=(0.0, None))
    return sense if likeness >= _LIKENESS else None
