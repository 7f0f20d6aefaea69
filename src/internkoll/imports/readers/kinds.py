"""What a file is, by its content: its name is only a hint, and is only told in messages.

Exports are often named .xls and are web pages or text with tabs; they are read as what they are.
"""

import re
from typing import Literal

from internkoll.imports.readers.encodings import start_of
from internkoll.imports.readers.guard import LOCKED, SAVE_AS, Unreadable
from internkoll.imports.readers.package import PackageKind

Kind = PackageKind | Literal["xls", "html", "csv", "pdf"]
Form = Literal["package", "xls", "html", "csv", "pdf"]

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# Some programs write a line or two before it.
_PDF = b"%PDF-"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "en bild (PNG)"),
    (b"\xff\xd8\xff", "en bild (JPEG)"),
    (b"GIF8", "en bild (GIF)"),
    (b"II*\x00", "en bild (TIFF)"),
    (b"MM\x00*", "en bild (TIFF)"),
    (b"{\\rtf", "ett RTF-dokument"),
    (b"7z\xbc\xaf", "ett 7-Zip-arkiv"),
    (b"\x1f\x8b", "ett gzip-arkiv"),
    (b"\x7fELF", "ett program"),
    (b"\x00\x00\x00\x14ftyp", "en film eller en bild"),
    (b"\x00\x00\x00\x18ftyp", "en film eller en bild"),
    (b"\x00\x00\x00\x20ftyp", "en film eller en bild"),
)
# Words may begin so too: only with the zero bytes that these have and a text has not.
_SIGNATURES_OF_LETTERS = (
    (b"BM", "en bild (BMP)"),
    (b"RIFF", "en bild eller ett ljud"),
    (b"Rar!", "ett RAR-arkiv"),
    (b"MZ", "ett program"),
)
_ENDING = re.compile(r"\.(docx|docm|pdf|xlsx|xlsm|xls|ods|csv|tsv|txt|html?)$")

_BEFORE_A_PAGE = r"(?:\s|<!--.*?-->|<\?xml[^>]*>|<!\[[^>]*>)*"
_PAGE = re.compile(
    rf"{_BEFORE_A_PAGE}<(?:!doctype\s+html|(?:html|head|body|meta|title|style|table|tbody|tr|div|span|p|h[1-6]|center|"
    r"font|section|article|main|b|ul|ol|link|script)[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
_WEB_ARCHIVE = re.compile(r"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?Content-Type:\s*(?:multipart|text/html)", re.I)
_EXCEL_XML = re.compile(r"schemas-microsoft-com:office:spreadsheet|Excel\.Sheet", re.IGNORECASE)

# The class of a container's root entry says which program made it, whatever else is embedded in it.
_WORD_CLASS, _EXCEL_CLASSES = b"\x06\x09\x02\x00", (b"\x20\x08\x02\x00", b"\x10\x08\x02\x00")


def form_of(data: bytes, name: str = "") -> Form:
    """Which reader the content calls for. Raises Unreadable for what none of them reads, and says what it is."""
    if data.startswith(_ZIP):
        return "package"
    if data.startswith(_OLE):
        return _form_of_old_file(data)
    if _PDF in data[:1024]:
        return "pdf"
    what = next((what for signature, what in _SIGNATURES if data.startswith(signature)), None)
    if what is None and b"\0" in data[:64]:
        what = next((what for signature, what in _SIGNATURES_OF_LETTERS if data.startswith(signature)), None)
    if what:
        raise Unreadable(f"Filen är {what} och inte ett Word- eller Exceldokument{_despite(name)}. {SAVE_AS}")
    return _form_of_text(data, name)


def is_page(text: str) -> bool:
    """Whether the text is HTML."""
    return _PAGE.match(text[:10_000]) is not None


def is_web_archive(text: str) -> bool:
    """Whether the text is a page saved with its pictures in one file (MHTML)."""
    return _WEB_ARCHIVE.match(text[:10_000].replace("\r\n", "\n")) is not None


def _form_of_text(data: bytes, name: str) -> Form:
    start = start_of(data)
    if start is None:
        raise Unreadable(f"Filen är inte ett dokument som kan läsas{_despite(name)}. {SAVE_AS}")
    if is_page(start) or is_web_archive(start):
        return "html"
    if start.lstrip().startswith("<?xml"):
        if _EXCEL_XML.search(start):
            raise Unreadable(
                "Filen är ett kalkylblad i det gamla XML-formatet (Excel 2003). "
                "Öppna den i Excel, spara den som .xlsx och försök igen."
            )
        raise Unreadable(f"Filen är en XML-fil och inte ett Word- eller Exceldokument{_despite(name)}. {SAVE_AS}")
    return "csv"


def _form_of_old_file(data: bytes) -> Form:
    # An encrypted .docx or .xlsx is an OLE container with these streams; their names stand in its directory.
    if _names(data, "EncryptedPackage") or _names(data, "EncryptionInfo"):
        raise Unreadable(LOCKED)
    root = data.find("Root Entry".encode("utf-16-le"))
    made_by = data[root + 80 : root + 84] if root >= 0 else b""
    has_workbook = _names(data, "Workbook") or _names(data, "Book")
    if made_by == _WORD_CLASS or (_names(data, "WordDocument") and made_by not in _EXCEL_CLASSES):
        raise Unreadable(
            "Filen är sparad i det gamla Wordformatet (.doc). Öppna den i Word, spara den som .docx och försök igen."
        )
    if made_by in _EXCEL_CLASSES or (has_workbook and not _names(data, "PowerPoint Document")):
        return "xls"
    if _names(data, "__substg1.0"):
        raise Unreadable("Filen är ett e-postmeddelande. Spara dokumentet som hör till det och välj det i stället.")
    raise Unreadable(f"Filen är sparad i ett gammalt format som inte kan läsas. {SAVE_AS}")


def _names(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in data


def _despite(name: str) -> str:
    ending = _ENDING.search(name.lower())
    return f", fast namnet slutar på {ending[0]}" if ending else ""
