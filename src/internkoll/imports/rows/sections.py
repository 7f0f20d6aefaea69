"""Labels inside a cell that part its text: "Beskrivning och resultat av kontrollaktivitet:", "Metod:", "T1:"."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from internkoll.imports.columns import meaning
from internkoll.imports.evidence import is_status
from internkoll.imports.outcomes import is_class
from internkoll.imports.period_marks import Mark, leading_mark
from internkoll.imports.rows.values import estimate_phrase
from internkoll.imports.synonyms import VALUES, Sense

_LABEL = re.compile(r"(?P<label>[^\W\d][^:\n.]{1,60}):\s*(?P<rest>.*)", re.DOTALL)
_SURE = 0.93
_LONGEST_VALUE = 40
_ONE_PARAGRAPH = {Sense.RESPONSIBLE, Sense.FREQUENCY, Sense.STATUS, Sense.OUTCOME, *VALUES}
_PARTS_OF = {
    Sense.CONTROL: {Sense.RESULT, Sense.METHOD, Sense.RESPONSIBLE, Sense.FREQUENCY, Sense.ACTION},
    Sense.RISK: {Sense.CONTROL, Sense.METHOD, Sense.RESPONSIBLE, Sense.FREQUENCY, Sense.ACTION, *VALUES},
    Sense.METHOD: {Sense.RESULT, Sense.RESPONSIBLE, Sense.FREQUENCY},
    Sense.RESULT: {Sense.ACTION, Sense.STATUS, Sense.OUTCOME},
    Sense.COMMENT: {Sense.RESULT, Sense.ACTION, Sense.STATUS, Sense.OUTCOME},
}
_AS = {
    Sense.COMMENT: Sense.RESULT,
    Sense.FOLLOW_UP: Sense.RESULT,
    Sense.WHEN: Sense.FREQUENCY,
    Sense.ACTIVITY: Sense.CONTROL,
}


@dataclass(frozen=True, slots=True)
class Part:
    sense: Sense
    text: str
    label: str = ""


def parts_of(text: str, sense: Sense, elsewhere: Set[Sense]) -> list[Part]:
    """The cell's text parted by its labels. A label counts only where no column of its own holds what it names:
    `elsewhere` are the senses that have one."""
    allowed = _PARTS_OF.get(sense, set()) - elsewhere
    if sense == Sense.RISK:
        # A value below the risk says again what the value's own column says, if there is one.
        allowed |= VALUES
    found: list[tuple[Sense, str, list[str]]] = [(sense, "", [])]
    for paragraph in text.split("\n"):
        label, named, rest = _label(paragraph, sense, allowed)
        if sense == Sense.RISK and found[0][2] and estimate_phrase(paragraph) is not None:
            found.append((Sense.ESTIMATE, "", [paragraph]))
        elif named:
            found.append((named, label, [rest] if rest else []))
        elif found[-1][0] in _ONE_PARAGRAPH and found[-1][2]:
            found.append((sense, "", [paragraph]))
        else:
            found[-1][2].append(paragraph)
    return [Part(named, "\n".join(lines), label) for named, label, lines in found if lines or label]


def opens_with_label(texts: Sequence[str]) -> bool:
    """Whether a line's texts are a result or an action with its label before it: ["Resultat: Inga fel."]."""
    label = texts[0].split("\n")[0] if len(texts) == 1 else f"{texts[0].rstrip(' :')}: {texts[1]}".split("\n")[0]
    named = _label(label, Sense.COMMENT, _PARTS_OF[Sense.COMMENT])[1]
    return named is not None


def _label(paragraph: str, sense: Sense, allowed: Set[Sense]) -> tuple[str, Sense | None, str]:
    match = _LABEL.fullmatch(paragraph)
    if match is None:
        return "", None, ""
    known = meaning(match["label"])
    named = _AS.get(known.sense, known.sense) if known.sense else None
    rest = match["rest"].strip()
    if known.confidence < _SURE or known.mark or named is None:
        return "", None, ""
    is_own = named == sense and sense != Sense.RESULT
    if not is_own and (named not in allowed or not _fits(named, rest)):
        return "", None, ""
    return f"{match['label']}:", named, rest


def _fits(named: Sense, rest: str) -> bool:
    if named in VALUES:
        return 0 < len(rest) <= _LONGEST_VALUE
    if named == Sense.STATUS:
        return is_status(rest)
    return is_class(rest) if named == Sense.OUTCOME else True


def by_period(text: str) -> Iterator[tuple[Mark | None, str]]:
    """The text parted where a paragraph opens with a period mark; what stands before the first has none."""
    mark: Mark | None = None
    lines: list[str] = []
    for paragraph in text.split("\n"):
        opened = leading_mark(paragraph)
        if opened and lines:
            yield mark, "\n".join(lines)
            lines = []
        if opened:
            mark, paragraph = opened
        lines += [paragraph] if paragraph else []
    if lines:
        yield mark, "\n".join(lines)
