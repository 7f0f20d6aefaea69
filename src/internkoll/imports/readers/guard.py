"""The guard at the door: what is refused of any file, in words that say what is wrong and what to do.

Nothing is unpacked beyond the limits below, no document type declaration is let through (so no entity is ever
expanded), and a file's name is only used in messages. The rest, memory and time, is held by the child process that
opens the file (imports/child.py).
"""

import re

from lxml import etree

MEGABYTE = 1 << 20
MAX_FILE = 25 * MEGABYTE
MAX_UNPACKED = 150 * MEGABYTE
MAX_XML_PART = 60 * MEGABYTE
MAX_PARTS = 2_000
MAX_TAGS = 1_500_000
"""Beginnings and ends of elements in XML that is held in memory as a whole."""
MAX_CELLS = 300_000
"""Cells that hold something, in all the tables of a file."""
MAX_TEXT = 200_000
"""Characters of a cell or a paragraph: as many as a text of the exchange format may have."""

_ENCODINGS = {b"utf-8", b"utf8", b"utf-16", b"utf-16le", b"utf-16be", b"us-ascii", b"ascii", b"iso-8859-1"}
_DECLARED_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([^\"'>]{1,40})[\"']", re.IGNORECASE)
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)

SAVE_AS = "Spara den som Word (.docx) eller Excel (.xlsx) och försök igen."
_NEW_COPY = "Öppna den i Word eller Excel, spara en ny kopia och försök igen."


class Unreadable(Exception):
    """The file can't be read. Its text is one message to the person who chose the file: what is wrong, what to do."""


DAMAGED = f"Filen är skadad eller ofullständig och kan inte öppnas. {_NEW_COPY}"
TOO_MUCH = f"Filen innehåller mer än vad som kan läsas in på en gång. Dela upp den i flera filer, eller: {_NEW_COPY}"
UNSAFE = f"Filen innehåller en dokumenttypsdeklaration, som inte är tillåten av säkerhetsskäl. {_NEW_COPY}"
LOCKED = "Filen är skyddad med lösenord. Öppna den, ta bort lösenordet, spara och försök igen."


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


def check_xml(data: bytes) -> None:
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
    """The root element; Unreadable where the XML is not well-formed, too deep or too large, or has a DOCTYPE."""
    if data.count(b"<") > MAX_TAGS:
        raise Unreadable(TOO_MUCH)
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


def forget(element: etree._Element) -> None:
    """Lets go of an element that has been read, and of those before it: a long sheet is never held whole."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
