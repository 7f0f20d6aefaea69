"""What Word lets one do and python-docx does not: numbered cells, footnotes, fields of a form and tracked changes."""

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

CHANGED = {"w:id": "900", "w:author": "Handläggare", "w:date": "2024-11-05T09:12:00Z"}
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def numbering(document: WordDocument, pattern: str, start: int = 1) -> int:
    """A list of its own, numbered as `pattern` says ("%1."); gives the number that paragraphs refer to it by."""
    element = document.part.numbering_part.element
    lists = element.findall(qn("w:num"))
    number = max(int(each.get(qn("w:numId"))) for each in lists) + 1
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number + 100}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{pattern}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="340" w:hanging="340"/></w:pPr></w:lvl></w:abstractNum>'
    )
    lists[0].addprevious(abstract)
    element.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number + 100}"/></w:num>')
    )
    return number


def number(paragraph: Paragraph, numbered_by: int) -> None:
    """Lets Word number the paragraph: the number stands nowhere in its text."""
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{numbered_by}"/></w:numPr>')
    )
    # The order of a paragraph's properties is part of the format.
    properties.insert_element_before(properties[-1], "w:spacing", "w:ind", "w:jc", "w:rPr")


def in_content_control(element: BaseOxmlElement, title: str) -> None:
    """Puts a paragraph, a cell or a row inside a form field."""
    control = parse_xml(f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="{title}"/></w:sdtPr><w:sdtContent/></w:sdt>')
    element.addprevious(control)
    control.find(qn("w:sdtContent")).append(element)


def mark_changed(paragraph: Paragraph, new: str, old: str) -> None:
    """Shows in the paragraph, with changes tracked, that `old` was replaced by `new`, which stands in it."""
    run = next(each for each in paragraph.runs if new in each.text)
    before, after = run.text.split(new, 1)
    run.text = before
    deleted, inserted = _change("w:del", run._r, old), _change("w:ins", run._r, new)
    rest = _copy_of(run._r, after)
    run._r.addnext(deleted)
    deleted.addnext(inserted)
    inserted.addnext(rest)


def mark_row_inserted(row: BaseOxmlElement) -> None:
    properties = row.get_or_add_trPr()
    properties.append(_with(OxmlElement("w:ins"), CHANGED))


def footnote(document: WordDocument, paragraph: Paragraph, text: str) -> None:
    """One footnote at the end of the paragraph; a document takes one."""
    reference = OxmlElement("w:r")
    reference.append(parse_xml(f'<w:rPr {nsdecls("w")}><w:vertAlign w:val="superscript"/></w:rPr>'))
    reference.append(_with(OxmlElement("w:footnoteReference"), {"w:id": "2"}))
    paragraph._p.append(reference)
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES, _footnotes(text).encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _footnotes(text: str) -> str:
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{id_}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for id_, kind, mark in (
            (0, "separator", "separator"),
            (1, "continuationSeparator", "continuationSeparator"),
        )
    )
    own = f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> {text}</w:t></w:r></w:p></w:footnote>'
    return f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {nsdecls("w")}>{separators}{own}</w:footnotes>'


def _change(tag: str, run: BaseOxmlElement, text: str) -> BaseOxmlElement:
    change = _with(OxmlElement(tag), CHANGED)
    change.append(_copy_of(run, text, "w:delText" if tag == "w:del" else "w:t"))
    return change


def _copy_of(run: BaseOxmlElement, text: str, tag: str = "w:t") -> BaseOxmlElement:
    copy = OxmlElement("w:r")
    if run.rPr is not None:
        copy.append(parse_xml(run.rPr.xml))
    words = OxmlElement(tag)
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    copy.append(words)
    return copy


def _with(element: BaseOxmlElement, attributes: dict[str, str]) -> BaseOxmlElement:
    for name, value in attributes.items():
        element.set(qn(name), value)
    return element
