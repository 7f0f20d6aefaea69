"""All the words that stand in a Word or Excel file, taken from its parts without knowing any layout."""

import re
from html import unescape
from io import BytesIO
from zipfile import ZipFile

PARTS = ("word/document", "word/header", "word/footer", "xl/sharedStrings", "xl/worksheets")
DELETED = re.compile(r"<w:delText[^>]*>.*?</w:delText>", re.DOTALL)


def squashed(text: str) -> str:
    """Only its letters and digits, so that line breaks, hyphens and list numbers' full stops do not matter."""
    return re.sub(r"[\W_]+", "", text.casefold())


def words_of(data: bytes) -> str:
    with ZipFile(BytesIO(data)) as file:
        parts = [name for name in file.namelist() if name.startswith(PARTS) and name.endswith(".xml")]
        markup = " ".join(DELETED.sub("", file.read(name).decode("utf-8")) for name in parts)
    return squashed(unescape(re.sub(r"<[^>]+>", "", markup)))
