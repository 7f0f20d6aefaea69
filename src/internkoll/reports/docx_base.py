"""The Word document that a report is written in: its styles, language, pages and settings, built in code.

Real heading styles, Swedish throughout and fonts that every Word has, as DIGG's guidance on accessible documents asks.
"""

from datetime import UTC, datetime, time
from typing import cast

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from internkoll.reports.contents import LANGUAGE, ReportContents
from internkoll.reports.palette import EDGE, HEADER_FILL, INK, LINE, QUIET

FONT = "Arial"
TABLE_STYLE = "Rapporttabell"
LANDSCAPE_MARGIN, UPRIGHT_MARGIN = Cm(1.6), Cm(2.5)
_SHORT, _LONG = Cm(21), Cm(29.7)
_READABLE = Cm(17)
_LONGEST_PROPERTY = 255

# name: (built on, size in points, bold, quiet, room above, room below)
_TEXT_STYLES = {
    "Normal": ("", 10.5, False, False, 0, 0),
    "Body Text": ("Normal", 10.5, False, False, 0, 7),
    "List Bullet": ("Normal", 10.5, False, False, 0, 4),
    "Title": ("Normal", 24, True, False, 0, 4),
    "Subtitle": ("Normal", 13, False, True, 0, 12),
    "Heading 1": ("Normal", 16, True, False, 20, 6),
    "Heading 2": ("Normal", 13, True, False, 16, 5),
    "Heading 3": ("Normal", 11, True, False, 12, 5),
    "Heading 4": ("Normal", 10, True, True, 10, 4),
    "Header": ("Normal", 8.5, False, True, 0, 0),
    "Footer": ("Normal", 8.5, False, True, 0, 0),
    "Rapportfakta": ("Normal", 10.5, False, False, 0, 2),
    "Tabelltext": ("Normal", 9, False, False, 0, 3),
    "Tabellrubrik": ("Tabelltext", 9, True, False, 1, 1),
    "Tabellpunkt": ("List Bullet", 9, False, False, 0, 2),
    "TOC Heading": ("Normal", 16, True, False, 18, 6),
    "TOC 1": ("Normal", 10, True, False, 5, 2),
    "TOC 2": ("Normal", 10, False, False, 0, 2),
    "TOC 3": ("Normal", 10, False, False, 0, 2),
}

_TABLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE}">
  <w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>
  <w:tblPr>
    <w:tblBorders>
      <w:top w:val="single" w:sz="4" w:space="0" w:color="{EDGE}"/>
      <w:bottom w:val="single" w:sz="4" w:space="0" w:color="{EDGE}"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="57" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>
      <w:bottom w:w="28" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{HEADER_FILL}"/></w:tcPr>
  </w:tblStylePr>
</w:style>"""


# In the order of ISO/IEC 29500 (CT_Settings). Without mode 15 Word takes the document for one from 2007.
_SETTINGS = f"""
<w:settings {nsdecls("w")}>
  <w:zoom w:percent="100"/>
  <w:defaultTabStop w:val="720"/>
  <w:autoHyphenation/>
  <w:characterSpacingControl w:val="doNotCompress"/>
  <w:compat>
    <w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
  </w:compat>
  <w:themeFontLang w:val="{LANGUAGE}"/>
  <w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2"
    w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink"
    w:followedHyperlink="followedHyperlink"/>
  <w:decimalSymbol w:val=","/>
  <w:listSeparator w:val=";"/>
</w:settings>"""


def base_document(contents: ReportContents) -> WordDocument:
    """An empty document with everything but the text: styles, properties, language, and its first section's page."""
    document = Document()
    _remove_unused(document)
    for name in _TEXT_STYLES:
        _set_style(document, name)
    document.styles.element.append(parse_xml(_TABLE))
    set_page(document.sections[0], upright=contents.front_is_long)
    _set_indents(document, Length(max(0, text_width(document.sections[0]) - _READABLE)))
    _set_language(document)
    _set_settings(document)
    _set_properties(document, contents)
    return document


def set_page(section: Section, *, upright: bool) -> None:
    section.orientation = WD_ORIENT.PORTRAIT if upright else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (_SHORT, _LONG) if upright else (_LONG, _SHORT)
    section.left_margin = section.right_margin = UPRIGHT_MARGIN if upright else LANDSCAPE_MARGIN
    section.top_margin = section.bottom_margin = Cm(2.2) if upright else Cm(1.8)
    section.header_distance = section.footer_distance = Cm(0.9)


def text_width(section: Section) -> Length:
    widths = section.page_width, section.left_margin, section.right_margin
    page, left, right = (width or Cm(0) for width in widths)
    return Length(page - left - right)


def _set_style(document: WordDocument, name: str) -> None:
    parent, size, bold, quiet, above, below = _TEXT_STYLES[name]
    style = _style_named(document, name)
    _remove_from(style, "w:pBdr", "w:tabs", "w:spacing", "w:kern", "w:iCs")
    if parent:
        style.base_style = document.styles[parent]
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(QUIET if quiet else INK)
    _set_fonts(style)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)
    style.paragraph_format.line_spacing = 1.1
    if name.startswith(("Heading", "Title")):
        _stop_hyphens(style)


def _remove_from(style: ParagraphStyle, *tags: str) -> None:
    """Takes away what the library's template adds: borders, tabs in the middle, letters set apart."""
    for found in list(style.element.iter(*(qn(tag) for tag in tags))):
        found.getparent().remove(found)


def _stop_hyphens(style: ParagraphStyle) -> None:
    following = ("w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")
    style.element.get_or_add_pPr().insert_element_before(OxmlElement("w:suppressAutoHyphens"), *following)


def _style_named(document: WordDocument, name: str) -> ParagraphStyle:
    if name in document.styles:
        return cast(ParagraphStyle, document.styles[name])
    return cast(ParagraphStyle, document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, name.startswith("TOC")))


def _set_fonts(style: ParagraphStyle) -> None:
    """The font for every script, in place of the theme's fonts, which would win over it."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)


def _set_indents(document: WordDocument, beside_text: Length) -> None:
    """`beside_text`: the room to the right of running text, that keeps its lines short enough to read."""
    formats = {name: document.styles[name].paragraph_format for name in _TEXT_STYLES}
    formats["Rapportfakta"].tab_stops.add_tab_stop(Cm(3.8))
    for depth in (2, 3):
        formats[f"TOC {depth}"].left_indent = Cm(0.5 * (depth - 1))
    for name in ("Body Text", "List Bullet"):
        formats[name].right_indent = beside_text
    item = formats["Tabellpunkt"]
    item.left_indent, item.first_line_indent, item.right_indent = Cm(0.4), Cm(-0.4), Cm(0)


def _set_language(document: WordDocument) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
        language.set(qn("w:eastAsia"), LANGUAGE)


def _set_settings(document: WordDocument) -> None:
    settings = document.settings.element
    for child in list(settings):
        settings.remove(child)
    settings.extend(list(parse_xml(_SETTINGS)))


def _set_properties(document: WordDocument, contents: ReportContents) -> None:
    properties = document.core_properties
    made = datetime.combine(contents.made_on, time(), UTC)
    properties.title, properties.subject = contents.title[:_LONGEST_PROPERTY], contents.subtitle[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = contents.municipality[:_LONGEST_PROPERTY]
    properties.language, properties.comments, properties.keywords = LANGUAGE, "", ""
    properties.created = properties.modified = made


def _remove_unused(document: WordDocument) -> None:
    """The library's template brings a hundred table styles and a picture of its first page."""
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:styleId")) != "TableNormal":
            styles.remove(style)
    relations = document.part.package.rels
    for name in [name for name, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[name]
