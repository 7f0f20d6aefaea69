"""Who an action's text says is to do it: "Inför en checklista. Ansvarig: enhetschefen. Klart senast 30 juni"."""

import re

_TOLD = re.compile(r"\bansvarig(?:a)?\s*:\s*(?P<who>[^.;\n]{2,120}?)\s*(?:[.;\n]|$)", re.IGNORECASE)


def told_responsible(text: str) -> str:
    """All that the text names, in its order and each once; empty where it names nobody."""
    return ", ".join(dict.fromkeys(found["who"] for found in _TOLD.finditer(text)))
