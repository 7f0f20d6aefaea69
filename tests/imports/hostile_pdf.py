"""PDF files that are hostile, broken or simply wrong, built by code: name -> (bytes, a word of its message or None)."""

import zlib
from collections.abc import Callable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from tests.imports.build_pdf import drawn_table, page_of, pdf_of, saved

PLAN = [["Risk", "Kontrollmoment", "Resultat"], ["Fel lön betalas ut", "Lönelistor", "Inga fel."]]
REFUSED = "mer än|för lång tid|skadad|kunde inte läsas"


def pdf_corpus() -> Iterator[tuple[str, Callable[[], bytes], str | None]]:
    """(file name, its maker, a word of the message)."""
    yield from (
        ("skräp.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, "skadad"),
        ("avklippt.pdf", lambda: plan()[:700], "skadad"),
        ("trasigt register.pdf", broken_register, None),
        ("lösenord.pdf", lambda: saved(made(PLAN), encryption=pikepdf.Encryption(user="x", owner="y")), "lösenord"),
        ("låst för ändring.pdf", lambda: saved(made(PLAN), encryption=pikepdf.Encryption(user="", owner="y")), None),
        ("många sidor.pdf", lambda: many_pages(301), "301 sidor"),
        ("utan sidor.pdf", without_pages, "sidor|skadad"),
        ("inskannad.pdf", lambda: scanned(3), "inskannad"),
        ("tom sida.pdf", lambda: pdf_of(b""), "ingen text"),
        ("bomb.pdf", lambda: packed_content(1), "ingen text"),
        ("bomb i bomb.pdf", lambda: packed_content(2), "ingen text"),
        ("bomb i sidträdet.pdf", object_stream_bomb, REFUSED),
        ("formulär i sig själv.pdf", form_in_itself, None),
        ("formulär i formulär.pdf", forms_in_forms, None),
        ("djupt sidträd.pdf", lambda: deep_pages(4_000), f"{REFUSED}|sidor|ingen text"),
        ("sidträd i ring.pdf", pages_in_a_ring, f"{REFUSED}|sidor|ingen text"),
        ("taggar i ring.pdf", lambda: tagged_in_a_ring(), None),
        ("djupa taggar.pdf", lambda: deep_tags(20_000), None),
        ("breda celler.pdf", lambda: wide_cells(), None),
        ("tusentals linjer.pdf", lambda: many_lines(3_000), None),
        ("tusentals tabeller.pdf", lambda: many_tables(1_500), None),
        ("bokstäver.pdf", lambda: many_letters(2_500_000), None),
        ("utspridda ord.pdf", lambda: scattered_words(12_000), None),
        ("typsnittets tabell.pdf", endless_font, None),
        ("tunga sidor.pdf", lambda: heavy_pages(300), f"{REFUSED}"),
    )


def made(rows: list[list[str]]) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    page_of(pdf, drawn_table(rows))
    return pdf


def plan() -> bytes:
    return saved(made(PLAN))


def broken_register() -> bytes:
    return plan().replace(b"startxref\n", b"startxref\n9")


def many_pages(count: int) -> bytes:
    pdf = pikepdf.new()
    for _ in range(count):
        page_of(pdf, drawn_table(PLAN))
    return saved(pdf)


def without_pages() -> bytes:
    return saved(pikepdf.new())


def scanned(pages: int) -> bytes:
    pdf = pikepdf.new()
    for _ in range(pages):
        picture = Stream(pdf, bytes(100 * 140), Type=Name.XObject, Subtype=Name.Image, Width=100, Height=140,
                         ColorSpace=Name.DeviceGray, BitsPerComponent=8)  # fmt: skip
        page_of(pdf, b"q 595 0 0 842 0 0 cm /Bild Do Q", XObject=Dictionary(Bild=picture))
    return saved(pdf)


def packed_content(times: int) -> bytes:
    """A page whose content unfolds to 300 MB, packed that many times."""
    data = bytes(300 << 20)
    for _ in range(times):
        data = zlib.compress(data, 9)
    pdf = pikepdf.new()
    page_of(pdf, b"")
    stream = pdf.pages[0].obj.Contents
    stream.write(data, filter=Array([Name.FlateDecode] * times))
    return saved(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)


def object_stream_bomb() -> bytes:
    """The catalogue lies in a stream of objects that unfolds to 400 MB."""
    packed = zlib.compress(b"1 0 2 40 " + b" " * 20 + b"<</Type/Catalog/Pages 2 0 R>>" + b" " * (400 << 20), 9)
    head = b"%PDF-1.5\n"
    holder = b"3 0 obj\n<</Type/ObjStm/N 2/First 9/Filter/FlateDecode/Length %d>>\nstream\n" % len(packed)
    body = head + holder + packed + b"\nendstream\nendobj\n"
    entries = b"".join(
        kind.to_bytes(1, "big") + first.to_bytes(4, "big") + second.to_bytes(2, "big")
        for kind, first, second in ((0, 0, 65535), (2, 3, 0), (2, 3, 1), (1, len(head), 0), (1, len(body), 0))
    )
    register = b"4 0 obj\n<</Type/XRef/Size 5/W[1 4 2]/Root 1 0 R/Length %d>>\nstream\n" % len(entries)
    return body + register + entries + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % len(body)


def form_in_itself() -> bytes:
    pdf = made(PLAN)
    form = pdf.make_indirect(Stream(pdf, b"/Form Do /Form Do", Type=Name.XObject, Subtype=Name.Form))
    form.Resources = Dictionary(XObject=Dictionary(Form=form))
    pdf.pages[0].obj.Resources.XObject = Dictionary(Form=form)
    pdf.pages[0].contents_add(b"/Form Do")
    return saved(pdf)


def forms_in_forms() -> bytes:
    """Each form draws the one below it ten times, eight levels down: ten to the eighth drawings."""
    pdf = made(PLAN)
    form = pdf.make_indirect(Stream(pdf, b"0 0 m 9 9 l S", Type=Name.XObject, Subtype=Name.Form))
    for _ in range(8):
        form = pdf.make_indirect(
            Stream(pdf, b"/Form Do " * 10, Type=Name.XObject, Subtype=Name.Form,
                   Resources=Dictionary(XObject=Dictionary(Form=form)))
        )  # fmt: skip
    pdf.pages[0].obj.Resources.XObject = Dictionary(Form=form)
    pdf.pages[0].contents_add(b"/Form Do")
    return saved(pdf)


def raw(objects: list[bytes]) -> bytes:
    """A file of these objects, numbered from 1, the first of them the catalogue; its register left to be rebuilt."""
    told = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, body) for number, body in enumerate(objects, 1))
    return b"%PDF-1.4\n" + told + b"trailer\n<</Root 1 0 R/Size %d>>\n%%%%EOF" % (len(objects) + 1)


def deep_pages(levels: int) -> bytes:
    nodes = [b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (number + 3) for number in range(levels)]
    return raw([b"<</Type/Catalog/Pages 2 0 R>>", *nodes, b"<</Type/Page/MediaBox[0 0 595 842]>>"])


def pages_in_a_ring() -> bytes:
    nodes = [b"<</Type/Pages/Count 9/Kids[3 0 R]>>", b"<</Type/Pages/Count 9/Kids[2 0 R]>>"]
    return raw([b"<</Type/Catalog/Pages 2 0 R>>", *nodes])


def with_tags(root: Callable[[pikepdf.Pdf], pikepdf.Object]) -> bytes:
    pdf = made(PLAN)
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=root(pdf)))
    return saved(pdf)


def tagged_in_a_ring() -> bytes:
    def ring(pdf: pikepdf.Pdf) -> pikepdf.Object:
        first = pdf.make_indirect(Dictionary(S=Name.Sect))
        first.K = Array([pdf.make_indirect(Dictionary(S=Name.Sect, K=first)) for _ in range(3)] + [first])
        return first

    return with_tags(ring)


def deep_tags(levels: int) -> bytes:
    def nested(pdf: pikepdf.Pdf) -> pikepdf.Object:
        node = pdf.make_indirect(Dictionary(S=Name.P, K=0))
        for _ in range(levels):
            node = pdf.make_indirect(Dictionary(S=Name.Sect, K=node))
        return node

    return with_tags(nested)


def wide_cells() -> bytes:
    """Cells that say they reach over a million rows and columns."""

    def table(_: pikepdf.Pdf) -> pikepdf.Object:
        cell = Dictionary(S=Name.TD, K=0, A=Dictionary(O=Name.Table, RowSpan=1_000_000, ColSpan=1_000_000))
        return Dictionary(S=Name.Table, K=Array([Dictionary(S=Name.TR, K=Array([cell] * 20)) for _ in range(300)]))

    return with_tags(table)


def many_lines(count: int) -> bytes:
    lines = b"".join(
        b"%d 0 m %d 842 l S 0 %d m 595 %d l S\n" % (i % 595, i % 595, i % 842, i % 842) for i in range(count)
    )
    return pdf_of(lines + drawn_table(PLAN))


def many_tables(count: int) -> bytes:
    """Small tables over and beside each other, on pages of a hundred."""
    pdf = pikepdf.new()
    for _ in range(count // 100):
        tables = [
            drawn_table(
                [["Risk", "Kontroll"], ["Fel", "Lista"]], left=20 + 110 * (i % 5), top=820 - 40 * (i // 5), width=50
            )
            for i in range(100)
        ]
        page_of(pdf, b"\n".join(tables))
    return saved(pdf)


def many_letters(count: int) -> bytes:
    return pdf_of(b"BT /F1 1 Tf 1 0 0 1 9 800 Tm (" + b"a " * (count // 2) + b") Tj ET\n" + drawn_table(PLAN))


def scattered_words(count: int) -> bytes:
    words = b"".join(b"1 0 0 1 %d %d Tm (ord%d) Tj\n" % (i * 37 % 560, i * 53 % 830, i) for i in range(count))
    return pdf_of(b"BT /F1 4 Tf\n" + words + b"ET\n" + drawn_table(PLAN))


def endless_font() -> bytes:
    """A font whose tables name every code over and over."""
    pdf = made(PLAN)
    map_ = b"100 beginbfrange\n" + b"<0000> <FFFF> <0041>\n" * 60_000 + b"endbfrange"
    below = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, W=Array([0, 65_535, 500] * 2_000))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type0, Encoding=Name("/Identity-H"), DescendantFonts=Array([below]),
                      ToUnicode=Stream(pdf, map_))  # fmt: skip
    pdf.pages[0].obj.Resources.Font.F9 = font
    pdf.pages[0].contents_add(b"BT /F9 10 Tf (ab) Tj ET")
    return saved(pdf)


def heavy_pages(count: int) -> bytes:
    pdf = pikepdf.new()
    words = b"".join(b"1 0 0 1 %d %d Tm (ordet) Tj\n" % (i * 37 % 560, i * 53 % 830) for i in range(9_000))
    for _ in range(count):
        page_of(pdf, b"BT /F1 4 Tf\n" + words + b"ET\n")
    return saved(pdf, compress_streams=True)
