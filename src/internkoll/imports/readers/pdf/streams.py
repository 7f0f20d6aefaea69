"""The decoded bytes of a PDF's streams, never more than a limit: some kilobytes can unfold to gigabytes."""

import zlib

import pikepdf

MEGABYTE = 1 << 20
LARGEST_UNUSUAL = 200_000


class TooLarge(Exception):
    """A stream unfolds to more than the limit."""


def decoded(stream: pikepdf.Object, limit: int) -> bytes:
    """The stream's content. Raises TooLarge, or pikepdf.PdfError where it can't be decoded."""
    filters = _filters(stream)
    if all(name in ("/FlateDecode", "/Fl") for name in filters) and "/DecodeParms" not in stream:
        data = bytes(stream.read_raw_bytes())
        for _ in filters:
            data = _inflated(data, limit)
    elif len(raw := bytes(stream.read_raw_bytes())) <= LARGEST_UNUSUAL and len(filters) < 3:
        # The other ways of packing unfold to a few hundred times at the most.
        data = bytes(stream.read_bytes()) if raw else b""
    else:
        raise TooLarge
    if len(data) > limit:
        raise TooLarge
    return data


def _filters(stream: pikepdf.Object) -> list[str]:
    given = stream.get("/Filter")
    if given is None:
        return []
    return [str(name) for name in given] if isinstance(given, pikepdf.Array) else [str(given)]


def _inflated(data: bytes, limit: int) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        unpacked = unpacker.decompress(data, limit + 1)
    except zlib.error:
        # A stream that is cut short or has a wrong checksum: what comes before is kept.
        unpacked = _what_can_be_inflated(data, limit)
    if len(unpacked) > limit:
        raise TooLarge
    return unpacked


def _what_can_be_inflated(data: bytes, limit: int) -> bytes:
    unpacker, parts, size = zlib.decompressobj(), [], 0
    for start in range(0, len(data), 256):
        try:
            part = unpacker.decompress(data[start : start + 256], limit + 1 - size)
        except zlib.error:
            break
        parts.append(part)
        size += len(part)
        if size > limit:
            break
    return b"".join(parts)
