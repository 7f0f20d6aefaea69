"""Names of files that are sent to people."""

import re
import unicodedata
from collections.abc import Iterable

# What file systems refuse in a name.
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST_NAME = 150


def file_name(parts: Iterable[str]) -> str:
    """The parts that say anything, with commas between, as a name without its ending that any computer takes."""
    clean = (" ".join(_seen(_NOT_IN_NAMES.sub(" ", part)).split()) for part in parts)
    return ", ".join(part for part in clean if part)[:_LONGEST_NAME].strip(" .")


def _seen(text: str) -> str:
    """Without signs that can't be seen, some of which turn a name around."""
    return "".join(char for char in text if unicodedata.category(char)[0] != "C")
