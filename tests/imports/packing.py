"""Zip files and OLE containers put together part by part, as no program would."""

import io
import struct
import zipfile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def package(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def replaced(data: bytes, part: str, content: bytes) -> bytes:
    parts = parts_of(data)
    assert part in parts
    return package({**parts, part: content})


def ole(stream_name: str) -> bytes:
    """The start of an OLE container: a header, and a directory that names one stream."""
    header = OLE + bytes(16) + struct.pack("<HHH", 0x3E, 3, 0xFFFE) + bytes(482)
    return header[:512] + stream_name.encode("utf-16-le").ljust(128, b"\0") + bytes(2_000)
