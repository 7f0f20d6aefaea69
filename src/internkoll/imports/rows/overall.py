"""The overall assessment that a document states: "Tillräcklig" under "Bedömning av nämndens interna kontroll"."""

import re
from collections.abc import Iterable

from internkoll.imports.evidence import without_bullet
from internkoll.rules.exchange import TextBlock

_CLASS = (
    r"(?:(?:inte helt|inte|ej|delvis|i huvudsak|i allt väsentligt|i stort sett|till stor del|i stort|helt|fullt)\s+)?"
    r"(?:otillräcklig|tillräcklig|otillfredsställande|tillfredsställande|bristfällig|ändamålsenlig|god|mycket god)t?"
)
_ALONE = re.compile(rf"(?P<value>{_CLASS})\.?", re.IGNORECASE)
_HEADING = re.compile(
    r"(?:bedömning|slutsats|utlåtande|uttalande)\w*\b.*\bintern\w* kontroll|(?:samlad|sammanfattande|övergripande|"
    r"sammanvägd|total|nämndens)\w* bedömning|sammanfattande slutsats",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"(?:(?:samlad|sammanfattande|övergripande|sammanvägd)\w* (?:bedömning|slutsats)|bedömning av [^:]{{3,60}})\s*:\s*"
    rf"(?P<value>{_CLASS})(?!\w)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    rf"bedöm\w*\b[^.]{{0,120}}\bintern\w*\s+kontroll\w*[^.]{{0,80}}?\b(?:är|varit|vara|som)\s+(?P<value>{_CLASS})(?!\w)",
    re.IGNORECASE,
)


def overall_assessment(texts: Iterable[TextBlock]) -> str | None:
    """The class in the document's words, or None. A class under its heading or label goes before a sentence."""
    texts = list(texts)
    for block in texts:
        found = _under_heading(block) or _LABELLED.search(block.text) or _LABELLED.match(block.heading)
        if found:
            return found["value"].strip()
    sentences = (_SENTENCE.search(block.text) for block in texts)
    return next((found["value"].strip() for found in sentences if found), None)


def _under_heading(block: TextBlock) -> re.Match[str] | None:
    if not block.text or not _HEADING.search(block.heading):
        return None
    return _ALONE.fullmatch(without_bullet(block.text.split("\n", 1)[0]))
