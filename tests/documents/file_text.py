"""All the words that stand in a file, taken from its parts without knowing any layout."""

import re
from html import unescape
from io import BytesIO
from zipfile import ZipFile, is_zipfile

from pdfminer.high_level import extract_text
from python_calamine import CalamineWorkbook

PARTS = ("word/document", "word/header", "word/footer", "xl/sharedStrings", "xl/worksheets", "content")
DELETED = re.compile(r"<w:delText[^>]*>.*?</w:delText>", re.DOTALL)
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


def squashed(text: str) -> str:
    """Only its letters and digits, so that line breaks, hyphens and list numbers' full stops do not matter."""
    return re.sub(r"[\W_]+", "", text.casefold())


def words_of(data: bytes) -> str:
    if data.startswith(b"%PDF-"):
        return squashed(extract_text(BytesIO(data)))
    return squashed(unescape(re.sub(r"<[^<>]+>", "", _markup(data))))


def _markup(data: bytes) -> str:
    if is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as file:
            parts = [name for name in file.namelist() if name.startswith(PARTS) and name.endswith(".xml")]
            return " ".join(DELETED.sub("", file.read(name).decode("utf-8")) for name in parts)
    if data.startswith(OLD_EXCEL):
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
        return " ".join(str(value) for sheet in sheets for row in sheet for value in row)
    if data.startswith(b"\xff\xfe"):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252")
