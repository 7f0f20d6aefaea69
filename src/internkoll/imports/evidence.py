"""What the cells of a column look like, for where its heading says too little: numbers, roles, times, status words,
classes of result, risks. Word lists from Swedish municipalities' plans and follow-ups."""

import re
from collections.abc import Callable, Iterable

_BULLETS = re.compile(r"^[\s•●▪◦■○◆▲▼►✓–-]+")

_ROLE = re.compile(
    r"chef|direktör|controller|ekonom|samordnare|handläggare|ansvarig|rektor|sekreterare|strateg|specialist|ledare|"
    r"administratör|assistent|utredare|ombud|registrator|arkivarie|jurist|upphandlare|inköpare|förvaltning|enhet|"
    r"avdelning|stab\b|kontor|nämnd|\bhr\b|\bit\b|grupp|inspektör|planerare|tekniker|förvaltare|ingenjör|bibliotekarie",
    re.IGNORECASE,
)
_FREQUENCY = re.compile(
    r"årlig|månad|kvartal|tertial|halvår|veck|daglig|\bdag\b|gång|per år|om året|/år|löpande|kontinuerlig|vid behov|"
    r"delår|bokslut|\bår\b|termin|varje|januari|februari|mars|april|\bmaj\b|juni|juli|augusti|september|oktober|"
    r"november|december|\bht\b|\bvt\b|höst|vår\b|regelbund|stickprov|vid avvikelse|\bq[1-4]\b|\bt[123]\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"20\d\d[-/.]\d\d?(?:[-/.]\d\d?)?|\d{1,2}[/.]\d{1,2}(?:[/.-]\d{2,4})?|\d{1,2}\s+[a-z]{3,9}\.?(?:\s+20\d\d)?|"
    r"(?:senast\s+)?(?:våren|hösten|sommaren|vintern|årsskiftet|[a-z]{3,9})\s+20\d\d|20\d\d",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[A-ZÅÄÖa-zåäö]{0,4}[-. ]?\d{1,4}(?:[.:-]\d{1,3}){0,3}\s?[a-zåäö]?[.)]?")
_FIGURE = re.compile(r"\d{1,3}")
_VALUE = re.compile(
    r"\d{1,2}\s*[x×*·]\s*\d{1,2}(?:\s*=\s*\d{1,3})?|[sv]\w*\W{0,3}\d\W{1,4}[kr]\w*\W{0,3}\d\b.{0,12}|"
    r"[^\W\d][^\W\d ]{1,15}(?: risk)?\s*\(\d{1,3}\)|\d{1,3}\s*\(?(?:låg|medel|medium|hög|kritisk)\w*\)?",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"(?:ej |inte |delvis |helt |ännu inte |under )?"
    r"(?:påbörja[dt]s?|påbörjats|startad?|startat|pågående|pågår|genomför[dt]|genomförts|gjorda?|gjort|avslutad|avslutat|klar|klart|"
    r"färdig|färdigt|planerad|planerat|försenad|försenat|aktuell|aktuellt|vilande|utförd|utfört|hanterad|åtgärdad|"
    r"åtgärdat|kontrollerad|kontrollerat|arbete|löpande|enligt plan|avbruten|avbrutet|ja|nej)"
    r"(?: enligt plan)?",
    re.IGNORECASE,
)
_NOT_REPORTED = re.compile(
    r"(?:ej|inte|ännu inte|ännu ej) (?:åter|in)?rapportera[dt](?: ännu)?|ingår inte i (?:den här )?uppföljningen"
)
_SCALE_WORD = re.compile(
    r"\d{1,3}(?:\s*[-–]\s*\d{1,3})?|(?:mycket |ganska |mindre )?(?:låg|lägre|medel|medium|medelhög|måttlig|hög|högre|"
    r"kritisk|acceptabel|försumbar|lindrig|kännbar|allvarlig|osannolik|möjlig|sannolik|grön|gul|orange|röd|"
    r"liten|stor)[at]?(?: risk)?(?:\s*\(?\d{1,2}(?:\s*[-–]\s*\d{1,2})?\)?)?",
    re.IGNORECASE,
)
_RISK_LIKE = re.compile(
    r"^(?:risk\b|brist|otillräcklig|felaktig|fel\b|fel i|avbrott|intrång|hot\b|oegentlig|avsaknad|saknas|omodern|"
    r"oklar|utebliv|ineffektiv|missbruk|otydlig|välfärdsbrott|korruption|mutor|jäv\b|allvarlig|omfattande|"
    r"förtroendeskad|förlust|läckage|obehörig|försen|sårbar|att\s)|"
    r"\b(?:inte|ej|brist\w*|saknas|felaktig\w*|otillräcklig\w*|risk(?:en)? (?:för|att)|obehörig\w*|utebli\w*|"
    r"avbrott|missar|missas|försenas|hårdare än|för (?:få|hög|låg|sent|lite|många))\b",
    re.IGNORECASE,
)
_COMMON = r"(?:obligatorisk|kommungemensam|kommunövergripande|gemensam)t?(?: (?:risk|kontroll|kontrollmoment))?"
_YES = re.compile(
    rf"x|j|ja|sant|1|✓|•|{_COMMON}|ja, {_COMMON}|kg|kf|ks|kommunstyrelsen|kommun|kommunledning|centralt", re.IGNORECASE
)
_NO = re.compile(
    r"n|nej|-|–|falskt|0|(?:nämnd|förvaltnings|verksamhets)specifikt?(?: (?:risk|kontroll))?|nämnd|nämndens egen|"
    r"(?:egen|eget)(?: (?:risk|kontroll|kontrollmoment))?|valbart?|frivilligt?|lokalt?",
    re.IGNORECASE,
)


def without_bullet(text: str) -> str:
    return _BULLETS.sub("", text).strip()


def _word(text: str) -> str:
    return without_bullet(text).rstrip(" .!:;*").lower()


def is_role(text: str) -> bool:
    return len(text) <= 90 and _ROLE.search(text) is not None


def is_frequency(text: str) -> bool:
    return len(text) <= 60 and _FREQUENCY.search(text) is not None


def is_date(text: str) -> bool:
    return _DATE.fullmatch(text.strip().rstrip(".")) is not None


def is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text.strip()) is not None


def is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text.strip()) is not None


def is_small_figure(text: str) -> bool:
    return is_figure(text) and int(text) <= 10


def is_value(text: str) -> bool:
    """A risk's value in a notation of its own: "3x4=12", "S3 K4", "Hög (12)"."""
    return _VALUE.fullmatch(without_bullet(text).strip()) is not None


def is_status(text: str) -> bool:
    """ "Påbörjad", "Ej påbörjad.", "Pågående": a status word alone."""
    return _STATUS.fullmatch(_word(text)) is not None


def is_not_reported(text: str) -> bool:
    """ "Ej rapporterat": what stands where a result is still awaited."""
    return _NOT_REPORTED.fullmatch(_word(text)) is not None


def is_risk_like(text: str) -> bool:
    return _RISK_LIKE.search(text) is not None


def is_scale_word(text: str) -> bool:
    """A step of a scale, as in a legend: "Låg", "Mycket hög", "12-16"."""
    return _SCALE_WORD.fullmatch(_word(text)) is not None


def is_prose(text: str) -> bool:
    return len(text) > 40


def is_cross(text: str) -> bool:
    return text.strip().lower() in ("x", "✓", "✔", "•", "●", "■", "☒", "☑")


def says_mandatory(text: str) -> bool | None:
    """True, False, or None where the word says neither."""
    word = _word(text) or text.strip()
    return True if _YES.fullmatch(word) else False if _NO.fullmatch(word) else None


def share(texts: Iterable[str], test: Callable[[str], bool]) -> float:
    """How large a part of the texts that are not blank pass the test; 0 where all are blank."""
    filled = [text for text in texts if text.strip()]
    return sum(map(test, filled)) / len(filled) if filled else 0.0
