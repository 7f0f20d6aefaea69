"""Every kind of file that a report is given as, made from the same contents."""

from collections.abc import Callable
from dataclasses import dataclass

from internkoll.reports.contents import ReportContents
from internkoll.reports.docx import docx_bytes
from internkoll.reports.html import html_bytes
from internkoll.reports.pdf import pdf_bytes
from internkoll.reports.workbook import workbook_bytes


@dataclass(frozen=True, slots=True)
class Kind:
    """`name` is what people call it, `extension` has no dot."""

    name: str
    media_type: str
    extension: str
    render: Callable[[ReportContents], bytes]


_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    kind.extension: kind
    for kind in (
        Kind("Word", f"{_OFFICE}.wordprocessingml.document", "docx", docx_bytes),
        Kind("PDF", "application/pdf", "pdf", pdf_bytes),
        Kind("Webbsida", "text/html; charset=utf-8", "html", html_bytes),
        Kind("Excel", f"{_OFFICE}.spreadsheetml.sheet", "xlsx", workbook_bytes),
    )
}


def render(contents: ReportContents, kind: str) -> bytes:
    """The report as a file of that kind, a key of KINDS. Raises KeyError for another kind, and TypesettingFailed."""
    return KINDS[kind].render(contents)
