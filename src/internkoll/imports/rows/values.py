"""A risk's value as it is written: "12", "Hög (12)", "4x3=12", "● Medium", "S: 3 K: 4", "möjlig risk, allvarliga
konsekvenser". Nothing is computed: a product that is not written is not given, a word is never made a figure."""

import re
from dataclasses import dataclass

from internkoll.imports.evidence import without_bullet

_SCORE_WORD = (
    r"(?:skattning|riskvärde|risktal|rv|riskpoäng|riskskattning|vor(?:-?värde)?|poäng|värde|riskvärdering|summa)"
)
_PRODUCT = re.compile(
    r"(?P<a>\d{1,2})\s*[x×*·]\s*(?P<b>\d{1,2})(?:\s*=\s*(?P<score>\d{1,3}))?|(?P<score_first>\d{1,3})\s*=\s*"
    r"(?P<c>\d{1,2})\s*[x×*·]\s*(?P<d>\d{1,2})",
    re.IGNORECASE,
)
_LETTERS = re.compile(
    r"(?<!\w)s(?:annolikhet)?\s*[:=]?\s*(?P<s>\d{1,2})\D{0,12}?(?<![^\W\d])k(?:onsekvens)?\s*[:=]?\s*(?P<k>\d{1,2})(?!\d)",
    re.IGNORECASE,
)
_WORD_THEN_SCORE = re.compile(r"(?P<word>[^\W\d][^\d(]{1,38}?)\s*[(\[:=,–-]?\s*(?P<score>\d{1,3})\s*[)\]]?")
_SCORE_THEN_WORD = re.compile(r"(?P<score>\d{1,3})\s*[(\[:=,;–-]?\s*(?P<word>[^\W\d][^\d()]{1,38}?)\s*[)\]]?")
_ODDS = re.compile(
    r"(?:sannolikhet(?:en)?\s*[:=]?\s*(?P<s>[\w ]{1,25}?)|(?P<before_s>[\w ]{1,25}?)\s+(?:risk|sannolikhet))\s*"
    r"(?:[,;]|\boch\b|\bmed\b)\s*"
    r"(?:konsekvens(?:en|er)?\s*[:=]?\s*(?P<k>[\w ]{1,25}?)|(?P<before_k>[\w ]{1,25}?)\s+konsekvens(?:er)?)\s*\.?",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:risknivå|riskklass|nivå)\s*:\s*", re.IGNORECASE)
_POINTS = re.compile(r"(?<=\d)\s*(?:poäng|p)(?!\w)\.?", re.IGNORECASE)
_SCORE = re.compile(r"\(?(?P<score>\d{1,3})\)?")
_GROUP = re.compile(
    rf"(?P<label>{_SCORE_WORD})\s*[:=]?\s*(?P<score>\d{{1,3}})(?![\d]|\s*[-–]\s*\d)\s*[:,;.(–-]*\s*(?P<rest>.*?)\)?",
    re.IGNORECASE | re.DOTALL,
)
_TRAILING = re.compile(r"(?P<text>.{8,}?)\s*(?:[(\[]\s*(?P<value>[^()\[\]]{2,90})\s*[)\]]\.?)", re.DOTALL)
_LABELLED_SCORE = re.compile(rf"(?<!\w){_SCORE_WORD}\s*[:=]?\s*(?P<score>\d{{1,3}})(?!\d)", re.IGNORECASE)
_LABELLED_LEVEL = re.compile(
    r"(?<!\w)(?:risknivå|riskklass|nivå)\s*[:=]?\s*(?P<level>[^\W\d][\w ]{1,25})", re.IGNORECASE
)
_LEVEL_GROUP = re.compile(
    r"(?:risknivå|riskklass|nivå)\s*[:–-]\s*(?P<level>\w[\w\s]{1,30}?)\s*(?:\((?P<score>\d{1,3})\))?|"
    r"(?P<level_first>(?:mycket\s+)?(?:låga?|lägre|medelhöga?|medel|medelstora?|måttliga?|höga?|högre|allvarliga?|"
    r"kritiska?|acceptab(?:el|la)|röda?|gula?|gröna?))\s+risk(?:er|nivå)?\s*(?:\((?P<score_last>\d{1,3})\))?",
    re.IGNORECASE,
)
_WORDS_BEFORE = r"(?:^|[,;(]\s*|\boch\s+|\bmed\s+)(?P<word>(?:(?!\b(?:och|risk|sannolikhet)\b)[^,;()]){2,30}?)\s+"
_LIKELIHOOD_WORDS = re.compile(
    rf"{_WORDS_BEFORE}(?:risk|sannolikhet)\b|"
    r"\bsannolikhet(?:en)?\s*[:=]?\s*(?P<after>[\w ]{1,25}?)(?=[,;)]|\s+och\b|$)",
    re.IGNORECASE,
)
_CONSEQUENCE_WORDS = re.compile(
    rf"{_WORDS_BEFORE}konsekvens(?:er)?\b|"
    r"\bkonsekvens(?:en|er)?\s*[:=]?\s*(?P<after>[\w ]{1,25}?)(?=[,;)]|\s+och\b|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Estimate:
    score: int | None = None
    level: str | None = None
    likelihood: str | None = None
    consequence: str | None = None

    @property
    def is_empty(self) -> bool:
        return self == Estimate()

    def over(self, other: "Estimate") -> "Estimate":
        """This estimate, with what it lacks taken from the other."""
        return Estimate(
            self.score if self.score is not None else other.score,
            self.level if self.level is not None else other.level,
            self.likelihood if self.likelihood is not None else other.likelihood,
            self.consequence if self.consequence is not None else other.consequence,
        )


def read_estimate(text: str) -> Estimate:
    """What one cell says; words that are neither a product nor a value are the level."""
    text = _POINTS.sub("", " ".join(without_bullet(text).split()))
    if not text:
        return Estimate()
    label = _LABEL.match(text)
    text = without_bullet(text[label.end() :]) if label else text
    if (told := estimate_phrase(text)) is not None:
        return told
    for pattern in (_SCORE, _WORD_THEN_SCORE, _SCORE_THEN_WORD):
        match = pattern.fullmatch(text)
        if match:
            word = match.groupdict().get("word")
            if word is None or not _names_a_scale(word):
                return Estimate(int(match["score"]), word.strip() if word else None)
    return _from_parts(text) or Estimate(level=text)


def _names_a_scale(word: str) -> bool:
    """ "S: 3" and "Konsekvens 4" are not the value."""
    return re.fullmatch(r"(?:s|k|sannolikhet|konsekvens)[\s:=]*", word, re.IGNORECASE) is not None


def _from_parts(text: str) -> Estimate | None:
    """A product or lettered figures, with nothing but a word or the value itself around them."""
    letters = _LETTERS.search(text)
    product = None if letters else _PRODUCT.search(text)
    match = letters or product
    if match is None:
        return None
    around = f"{text[: match.start()]} {text[match.end() :]}".strip(" ()[]=:,;–-")
    rest = read_estimate(around) if around else Estimate()
    if rest.likelihood or rest.consequence or len(rest.level or "") > 30:
        return None
    if letters:
        return Estimate(rest.score, rest.level, letters["s"], letters["k"])
    score = match["score"] or match["score_first"]
    if score and rest.score is not None:
        return None
    return Estimate(int(score) if score else rest.score, rest.level, match["a"] or match["c"], match["b"] or match["d"])


def value_group(text: str) -> Estimate | None:
    """The estimate that a row or heading gives for the lines below it: "Skattning 16: sannolik risk, allvarliga
    konsekvenser", "Risknivå: Hög". None where the text is a name and no value."""
    line = " ".join(without_bullet(text).split())
    if (group := _score_group(line)) is not None:
        return group
    match = _LEVEL_GROUP.fullmatch(line)
    if match:
        score = match["score"] or match["score_last"]
        return Estimate(int(score) if score else None, (match["level"] or match["level_first"]).strip())
    return None


def trailing_estimate(text: str) -> tuple[str, Estimate | None]:
    """A risk that has its value after it, parted: "Vattnet blir otjänligt (S 2, K 4, riskvärde 8)". The same text and
    None where what stands last is anything else than a value."""
    match = _TRAILING.fullmatch(text)
    found = _all_of(match["value"]) if match else None
    return (match["text"].rstrip(" .,;:"), found) if match and found else (text, None)


def _all_of(text: str) -> Estimate | None:
    """The estimate of a text in which every word belongs to one; None for any other text."""
    score, level = _LABELLED_SCORE.search(text), _LABELLED_LEVEL.search(text)
    rest = _LABELLED_LEVEL.sub(" ", _LABELLED_SCORE.sub(" ", text))
    parts = _LETTERS.search(rest) or _PRODUCT.search(rest)
    if parts:
        rest = rest.replace(parts[0], " ")
    if not (score or level or parts) or re.search(r"\w", rest):
        return None
    told = parts.groupdict() if parts else {}
    value = (score and score["score"]) or told.get("score") or told.get("score_first")
    return Estimate(
        int(value) if value else None,
        level["level"].strip() if level else None,
        told.get("s") or told.get("a") or told.get("c"),
        told.get("k") or told.get("b") or told.get("d"),
    )


def estimate_phrase(text: str) -> Estimate | None:
    """What a line says that is an estimate and nothing more: "Skattning 16: sannolik risk, allvarliga konsekvenser",
    "Sannolikhet möjlig, konsekvens allvarlig". None for any other line."""
    line = " ".join(without_bullet(text).split())
    odds = _ODDS.fullmatch(line)
    if odds:
        return Estimate(likelihood=odds["s"] or odds["before_s"], consequence=odds["k"] or odds["before_k"])
    return _score_group(line)


def _score_group(line: str) -> Estimate | None:
    match = _GROUP.fullmatch(line)
    return _group_estimate(int(match["score"]), match["rest"]) if match else None


def _group_estimate(score: int, rest: str) -> Estimate | None:
    if not rest.strip(" .:"):
        return Estimate(score)
    letters = _LETTERS.search(rest) or _PRODUCT.search(rest)
    if letters:
        parts = letters.groupdict()
        return Estimate(score, None, parts.get("s") or parts.get("a"), parts.get("k") or parts.get("b"))
    likelihood, consequence = _word(_LIKELIHOOD_WORDS, rest), _word(_CONSEQUENCE_WORDS, rest)
    if likelihood or consequence:
        return Estimate(score, None, likelihood, consequence)
    return Estimate(score, rest.strip(" .:()")) if len(rest) <= 30 else None


def _word(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return (match["word"] or match["after"] or "").strip() or None if match else None
