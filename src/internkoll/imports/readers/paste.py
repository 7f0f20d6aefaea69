"""What was pasted from Word, Excel or a page -> blocks. The clipboard holds a text, and mostly a page of HTML too."""

from internkoll.imports.readers.amounts import check_texts
from internkoll.imports.readers.encodings import NOT_TEXT
from internkoll.imports.readers.guard import MAX_FILE, TOO_MUCH, Unreadable
from internkoll.imports.readers.shapes import Source, Table
from internkoll.imports.readers.text import blocks_of_text
from internkoll.imports.readers.web import source_of_page

_NOTHING = "Det som klistrades in är tomt. Markera tabellen i Word eller Excel, kopiera den och klistra in den här."


def blocks_of_paste(text: str, html: str | None = None) -> Source:
    """The table as HTML where the clipboard has one; else the text, in columns by tabs or what else parts its lines.

    Raises Unreadable. Outside of tests, call it in the child process only.
    """
    if len(text) + len(html or "") > MAX_FILE:
        raise Unreadable(TOO_MUCH)
    if "\0" in text or "\0" in (html or ""):
        raise Unreadable(NOT_TEXT)
    if html and "<table" in html.lower():
        # What Windows writes before the page itself ("Version:0.9", "StartHTML:...").
        page = source_of_page(html[html.find("<") :], "paste")
        if any(isinstance(block, Table) for block in page.blocks):
            check_texts(page)
            return page
    if not text.strip():
        raise Unreadable(_NOTHING)
    source = Source("paste", blocks_of_text(text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")))
    check_texts(source)
    return source
