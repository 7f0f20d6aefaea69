"""A zip of XML parts, as Word, Excel and LibreOffice save: each part read within the limits, never with entities."""

import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from internkoll.imports.readers.guard import (
    DAMAGED,
    LOCKED,
    MAX_PARTS,
    MAX_UNPACKED,
    MAX_XML_PART,
    SAVE_AS,
    TOO_MUCH,
    Unreadable,
    check_xml,
    parse_xml,
)

PackageKind = Literal["docx", "xlsx", "ods"]

_MAIN_PART = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_OPEN_DOCUMENT_MAIN = "content.xml"
# Files saved as "Strict Open XML" name the same elements by other addresses.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main",
     b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
)  # fmt: skip


def open_package(data: bytes) -> "Package":
    """The zip file as a package of parts, of a kind that can be read; raises Unreadable for everything else."""
    try:
        package = Package(data)
        package.check()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, KeyError) as error:
        raise Unreadable(DAMAGED) from error
    return package


@dataclass(frozen=True, slots=True)
class Relation:
    id: str
    type: str
    target: str
    external: bool


class Package:
    """`main` is the part that the others hang on."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self.names = frozenset(self._zip.namelist())
        self.kind: PackageKind = "docx"
        self.main = ""

    def check(self) -> None:
        self._check_directory()
        # The parts of a locked OpenDocument file are no XML until they are unlocked.
        if "META-INF/manifest.xml" in self and b"encryption-data" in self.read("META-INF/manifest.xml"):
            raise Unreadable(LOCKED)
        for part in self._zip.infolist():
            if part.filename.lower().endswith((".xml", ".rels")):
                check_xml(self._unpack(part))
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
        elif self._open_document.startswith("spreadsheet") and _OPEN_DOCUMENT_MAIN in self:
            self.kind, self.main = "ods", _OPEN_DOCUMENT_MAIN
        else:
            raise Unreadable(self._other_package(types))

    @property
    def _open_document(self) -> str:
        """ "text", "spreadsheet", "spreadsheet-template" ... where the file is in the OpenDocument format."""
        told = self.read("mimetype").decode("ascii", "replace").strip() if "mimetype" in self else ""
        _, found, kind = told.partition("opendocument.")
        return kind if found else ""

    def _other_package(self, types: bytes) -> str:
        if b"presentationml" in types:
            return f"Filen är en presentation och inte ett Word- eller Exceldokument. {SAVE_AS}"
        if self._open_document.startswith("text"):
            return (
                "Filen är ett textdokument i OpenDocument-format (.odt). "
                "Öppna den i LibreOffice eller Word, spara den som Word (.docx) och försök igen."
            )
        if self._open_document:
            return f"Filen är i OpenDocument-format men inget kalkylblad, och kan inte läsas. {SAVE_AS}"
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
