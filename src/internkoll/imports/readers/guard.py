"""The guard at the door: what a file is by its content, and whether it is safe to open.

Refuses what can't be read with one message that says what is wrong and what to do. Nothing is unpacked beyond the
limits below, no document type declaration is let through (so no entity is ever expanded), and a file's name is only
used in messages. The rest, memory and time, is held by the child process that opens the file (imports/child.py).
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Literal

from lxml import etree

MEGABYTE = 1 << 20
MAX_FILE = 25 * MEGABYTE
MAX_UNPACKED = 150 * MEGABYTE
MAX_XML_PART = 60 * MEGABYTE
MAX_PARTS = 2_000

Kind = Literal["docx", "xlsx"]

_ENCODINGS = {b"utf-8", b"utf8", b"utf-16", b"utf-16le", b"utf-16be", b"us-ascii", b"ascii", b"iso-8859-1"}
_DECLARED_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"'>]{1,40})[\"']", re.IGNORECASE)
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)

_MAIN_PART = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
# Files saved as "Strict Open XML" name the same elements by other addresses.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main",
     b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
)  # fmt: skip

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "en bild (PNG)"),
    (b"\xff\xd8\xff", "en bild (JPEG)"),
    (b"GIF8", "en bild (GIF)"),
    (b"BM", "en bild (BMP)"),
    (b"II*\x00", "en bild (TIFF)"),
    (b"MM\x00*", "en bild (TIFF)"),
    (b"RIFF", "en bild eller ett ljud"),
    (b"{\\rtf", "ett RTF-dokument"),
    (b"%PDF-", "en PDF"),
    (b"7z\xbc\xaf", "ett 7-Zip-arkiv"),
    (b"Rar!", "ett RAR-arkiv"),
    (b"\x1f\x8b", "ett gzip-arkiv"),
    (b"MZ", "ett program"),
    (b"\x7fELF", "ett program"),
)
_SAVE_AS = "Spara den som Word (.docx) eller Excel (.xlsx) och försök igen."
_NEW_COPY = "Öppna den i Word eller Excel, spara en ny kopia och försök igen."


class Unreadable(Exception):
    """The file can't be read. Its text is one message to the person who chose the file: what is wrong, what to do."""


DAMAGED = f"Filen är skadad eller ofullständig och kan inte öppnas. {_NEW_COPY}"
TOO_MUCH = f"Filen innehåller mer än vad som kan läsas in på en gång. Dela upp den i flera filer, eller: {_NEW_COPY}"
UNSAFE = f"Filen innehåller en dokumenttypsdeklaration, som inte är tillåten av säkerhetsskäl. {_NEW_COPY}"


def check_size(data: bytes) -> None:
    """Refuse an empty or too large file before anything else is done with it."""
    if not data:
        raise Unreadable("Filen är tom. Kontrollera att rätt fil valdes och att den är sparad.")
    if len(data) > MAX_FILE:
        size = -(-len(data) // MEGABYTE)
        raise Unreadable(
            f"Filen är {size} MB, och gränsen är {MAX_FILE // MEGABYTE} MB. "
            "Ta bort bilder eller dela upp filen och försök igen."
        )


def open_package(data: bytes, name: str = "") -> "Package":
    """The file as a package of parts, of a kind that can be read; raises Unreadable for everything else."""
    check_size(data)
    if not data.startswith(b"PK"):
        raise Unreadable(_what_it_is(data, name))
    try:
        package = Package(data)
        package.check()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, KeyError) as error:
        raise Unreadable(DAMAGED) from error
    return package


def _what_it_is(data: bytes, name: str) -> str:
    if data.startswith(_OLE):
        return _what_the_old_file_is(data)
    ending = re.search(r"\.(docx|xlsx)$", name.lower())
    despite = f", fast namnet slutar på {ending[0]}" if ending else ""
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            return f"Filen är {what} och inte ett Word- eller Exceldokument{despite}. {_SAVE_AS}"
    return f"Filen är inte ett Word- eller Exceldokument. {_SAVE_AS}"


def _what_the_old_file_is(data: bytes) -> str:
    # An encrypted .docx or .xlsx is an OLE container with these streams; their names stand in its directory.
    if any(name.encode("utf-16-le") in data for name in ("EncryptedPackage", "EncryptionInfo")):
        return "Filen är skyddad med lösenord. Öppna den, ta bort lösenordet, spara och försök igen."
    if "WordDocument".encode("utf-16-le") in data:
        return "Filen är sparad i det gamla Wordformatet (.doc). Öppna den i Word, spara den som .docx och försök igen."
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return (
            "Filen är sparad i det gamla Excelformatet (.xls). Öppna den i Excel, spara den som .xlsx och försök igen."
        )
    return f"Filen är sparad i ett gammalt format som inte kan läsas. {_SAVE_AS}"


@dataclass(frozen=True, slots=True)
class Relation:
    id: str
    type: str
    target: str
    external: bool


class Package:
    """An Office file: a zip of XML parts, each read within the limits and never with entities."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self.names = frozenset(self._zip.namelist())
        self.kind: Kind = "docx"
        self.main = ""

    def check(self) -> None:
        self._check_directory()
        for part in self._zip.infolist():
            if part.filename.lower().endswith((".xml", ".rels")):
                _check_xml(self._unpack(part))
        self._find_kind()

    def _check_directory(self) -> None:
        parts = self._zip.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise Unreadable(TOO_MUCH)
        if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
            raise Unreadable(DAMAGED)
        if any(part.flag_bits & 1 for part in parts):
            raise Unreadable("Filen är ett zip-arkiv med lösenord. Packa upp den och välj dokumentet i stället.")

    def _find_kind(self) -> None:
        types = self.read("[Content_Types].xml") if "[Content_Types].xml" in self else b""
        mains = [r.target for r in self.relations("") if r.type == _MAIN_PART] if "_rels/.rels" in self else []
        self.main = next((target for target in mains if target in self), "")
        if b"ms-word" in types and b"macroEnabled" in types:
            raise Unreadable(
                "Filen är ett Worddokument med makron (.docm), och sådana tas inte emot av säkerhetsskäl. "
                "Spara den som vanligt Worddokument (.docx) och försök igen."
            )
        if b"wordprocessingml" in types and self.main:
            self.kind = "docx"
        elif (b"spreadsheetml" in types or b"ms-excel.sheet.macroEnabled" in types) and self.main.endswith(".xml"):
            self.kind = "xlsx"
        else:
            raise Unreadable(self._other_package(types))

    def _other_package(self, types: bytes) -> str:
        if b"presentationml" in types:
            return f"Filen är en presentation och inte ett Word- eller Exceldokument. {_SAVE_AS}"
        if "mimetype" in self and b"opendocument" in self.read("mimetype"):
            return f"Filen är i OpenDocument-format. {_SAVE_AS}"
        if self.main.endswith(".bin"):
            return "Filen är en binär Excelfil (.xlsb). Spara den som .xlsx och försök igen."
        if types:
            return DAMAGED
        return "Filen är ett zip-arkiv. Packa upp det och välj dokumentet i stället."

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def read(self, name: str) -> bytes:
        return self._unpack(self._zip.getinfo(name))

    def _unpack(self, part: zipfile.ZipInfo) -> bytes:
        with self._zip.open(part) as stream:
            data = stream.read(MAX_XML_PART + 1)
        if len(data) > MAX_XML_PART:
            raise Unreadable(TOO_MUCH)
        return data

    def xml(self, name: str) -> etree._Element:
        """The root element of a part; Unreadable where it is not well-formed, too deep or has a DOCTYPE."""
        return parse_xml(self.transitional(name))

    def transitional(self, name: str) -> bytes:
        data = self.read(name)
        if b"purl.oclc.org" in data:
            for strict, usual in _STRICT:
                data = data.replace(strict, usual)
        return data

    def relations(self, part: str) -> list[Relation]:
        """What a part points to ("" is the package itself), with targets as full names of parts."""
        folder, _, file = part.rpartition("/")
        name = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        if name not in self:
            return []
        return [_relation(element, folder) for element in self.xml(name) if isinstance(element.tag, str)]

    def related(self, part: str, kind: str) -> list[str]:
        """The parts inside the package that a part points to with relations whose type ends with `kind`."""
        relations = self.relations(part)
        return [r.target for r in relations if r.type.endswith(f"/{kind}") and not r.external and r.target in self]


def _relation(element: etree._Element, folder: str) -> Relation:
    target = element.get("Target", "")
    path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}" if folder else target
    steps: list[str] = []
    for step in path.split("/"):
        if step == "..":
            steps[-1:] = []
        elif step not in ("", "."):
            steps.append(step)
    external = element.get("TargetMode") == "External"
    return Relation(element.get("Id", ""), element.get("Type", ""), "/".join(steps), external)


def _check_xml(data: bytes) -> None:
    """Refuse declarations in any encoding: an XML file in UTF-16 has zero bytes among its first."""
    plain = data.replace(b"\0", b"") if b"\0" in data[:8] else data
    plain_start = plain[:400].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if plain_start and not plain_start.startswith(b"<"):
        raise Unreadable(DAMAGED)
    declared = _DECLARED_ENCODING.match(plain_start)
    # Other encodings can hide a declaration from this search, and Office never writes them.
    if declared and declared[1].lower() not in _ENCODINGS:
        raise Unreadable(UNSAFE)
    if _FORBIDDEN.search(plain):
        raise Unreadable(UNSAFE)


def parse_xml(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        # libxml2 tells of too little memory as if the file were wrong.
        short_of_memory = getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY
        raise Unreadable(TOO_MUCH if short_of_memory else DAMAGED) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(UNSAFE)
    return root
