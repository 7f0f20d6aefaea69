"""The report as a Word document, in which a screen reader finds its way, and which Word can save as an accessible PDF.

Cells that rows share are merged downwards (tables.py says why); the header row repeats on each page.
"""

import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO

from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.text.paragraph import Paragraph as WordParagraph

from internkoll.reports.blocks import Block, Heading
from internkoll.reports.contents import NO_ROWS, OUTLINE_LEVELS, ReportContents
from internkoll.reports.docx_base import base_document, set_page, text_width
from internkoll.reports.docx_tables import table_element
from internkoll.reports.docx_text import block_paragraphs, element, paragraph, run

_DAY_OF_ENTRIES = (1980, 1, 1, 0, 0, 0)


def docx_bytes(contents: ReportContents) -> bytes:
    """The report as a .docx file; the same contents give the same bytes."""
    document = base_document(contents)
    _write(document, _head(contents))
    if contents.outline:
        _write(document, _outline(contents))
    bookmarks = _Bookmarks()
    _write(document, _flow(contents.front, bookmarks))
    section = document.sections[0]
    _write_margins(section, contents)
    section.different_first_page_header_footer = True
    _write_footer(section.first_page_footer.paragraphs[0], section, contents)
    if contents.front_is_long:
        section = document.add_section(WD_SECTION.NEW_PAGE)
        section.different_first_page_header_footer = False
        set_page(section, upright=False)
        _write_margins(section, contents)
    _write(document, _sections(contents, section, bookmarks))
    return _saved(document)


class _Bookmarks:
    """Gives each heading the name that the table of contents leads to, in order."""

    def __init__(self) -> None:
        self._count = 0

    def around(self, words: BaseOxmlElement) -> list[BaseOxmlElement]:
        self._count += 1
        number = str(self._count)
        start = element("bookmarkStart", id=number, name=_bookmark(self._count))
        return [start, words, element("bookmarkEnd", id=number)]


def _bookmark(number: int) -> str:
    return f"_Toc{number:06d}"


def _write(document: WordDocument, elements: Iterable[BaseOxmlElement]) -> None:
    body = document.element.body
    for made in elements:
        body.insert_element_before(made, "w:sectPr")


def _head(contents: ReportContents) -> Iterator[BaseOxmlElement]:
    yield paragraph("Title", [run(contents.title)])
    if contents.subtitle:
        yield paragraph("Subtitle", [run(contents.subtitle)])
    for fact in contents.facts:
        yield paragraph("Rapportfakta", [run(fact.label, bold=True), _tab(), run(fact.value)])


def _tab() -> BaseOxmlElement:
    made = element("r")
    made.append(element("tab"))
    return made


def _outline(contents: ReportContents) -> Iterator[BaseOxmlElement]:
    """A field that Word can update, filled with links to the headings. Page numbers are Word's to count."""
    yield paragraph("TOCHeading", [run("Innehåll")])
    numbers = [number for number, _ in contents.outline]
    for i, heading in contents.outline:
        link = element("hyperlink", anchor=_bookmark(i), history="1")
        link.append(run(heading.text))
        runs = [link]
        if i == numbers[0]:
            runs = [_field("begin"), _instruction(f'TOC \\o "1-{OUTLINE_LEVELS}" \\h \\n'), _field("separate"), *runs]
        if i == numbers[-1]:
            runs.append(_field("end"))
        yield paragraph(f"TOC{heading.level}", runs)


def _flow(parts: Iterable[Heading | Block], bookmarks: _Bookmarks) -> Iterator[BaseOxmlElement]:
    for part in parts:
        if isinstance(part, Heading):
            yield _heading(part, bookmarks)
        else:
            yield from block_paragraphs([part], "BodyText", "ListBullet")


def _heading(heading: Heading, bookmarks: _Bookmarks) -> BaseOxmlElement:
    return paragraph(f"Heading{heading.level}", bookmarks.around(run(heading.text)))


def _sections(contents: ReportContents, page: Section, bookmarks: _Bookmarks) -> Iterator[BaseOxmlElement]:
    yield _heading(contents.heading, bookmarks)
    if not contents.sections:
        yield from block_paragraphs([NO_ROWS], "BodyText", "ListBullet")
    for section in contents.sections:
        yield from (_heading(heading, bookmarks) for heading in section.opens)
        yield table_element(section.table, text_width(page))
    if contents.sections:  # Word asks for a paragraph after a table that ends the document
        yield paragraph("Tabelltext")


def _write_margins(section: Section, contents: ReportContents) -> None:
    """What stands above and below the text of the section's pages, with the tab where its own lines end."""
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    top = section.header.paragraphs[0]
    _set_tab(top, section)
    top._p.extend([run(contents.subtitle), _tab(), run(contents.reference)])
    _write_footer(section.footer.paragraphs[0], section, contents)


def _write_footer(bottom: WordParagraph, section: Section, contents: ReportContents) -> None:
    bottom.style = "Footer"
    _set_tab(bottom, section)
    bottom._p.extend([run(contents.title), _tab(), run("Sida "), *_counter("PAGE"), run(" av "), *_counter("NUMPAGES")])


def _set_tab(line: WordParagraph, section: Section) -> None:
    line.paragraph_format.tab_stops.add_tab_stop(text_width(section), WD_TAB_ALIGNMENT.RIGHT)


def _counter(name: str) -> list[BaseOxmlElement]:
    return [_field("begin"), _instruction(name), _field("separate"), run("1"), _field("end")]


def _field(kind: str) -> BaseOxmlElement:
    made = element("r")
    made.append(element("fldChar", fldCharType=kind))
    return made


def _instruction(text: str) -> BaseOxmlElement:
    made = element("r")
    words = element("instrText")
    words.text = f" {text} "
    words.set(qn("xml:space"), "preserve")
    made.append(words)
    return made


def _saved(document: WordDocument) -> bytes:
    """The file, with the same date on every entry of the archive whenever it is made."""
    written, out = BytesIO(), BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for entry in made.infolist():
            dated = zipfile.ZipInfo(entry.filename, _DAY_OF_ENTRIES)
            dated.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(dated, made.read(entry))
    return out.getvalue()
