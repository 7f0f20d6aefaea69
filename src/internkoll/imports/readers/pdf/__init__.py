"""PDF -> blocks: by its tags where it has good ones, else by where letters and lines stand on the page."""

from internkoll.imports.readers.pdf.blocks import blocks_of_flow
from internkoll.imports.readers.pdf.opening import open_pdf, read_pages
from internkoll.imports.readers.pdf.structure import read_structure
from internkoll.imports.readers.pdf.tagged import flow_by_tags
from internkoll.imports.readers.pdf.untagged import flow_of
from internkoll.imports.readers.shapes import Source


def read_pdf(data: bytes) -> Source:
    """Headings, paragraphs and tables in the order of the pages; what stands in their margins apart.

    Raises Unreadable for what is locked, damaged, scanned or longer than 300 pages.
    """
    pdf = open_pdf(data)
    pages, notices = read_pages(pdf)
    structure = read_structure(pdf)
    flow = (flow_by_tags(pages, structure) if structure else None) or flow_of(pages)
    blocks, told = blocks_of_flow(flow)
    return Source("pdf", tuple(blocks), flow.margins, (*notices, *told))
