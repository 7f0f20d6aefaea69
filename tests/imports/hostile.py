"""The corpus of files that are hostile, broken or simply wrong, built by code.

Each is (file name, its maker, a word of the message, or several parted by "|"). None for the word: the file is to be
read, with what can't be read told in a notice. "" for the word: read or refused, either is right, but in time.
"""

from collections.abc import Iterator

from tests.imports.hostile_office import Case, office_corpus
from tests.imports.hostile_pages import page_corpus
from tests.imports.hostile_pdf import pdf_corpus
from tests.imports.hostile_sheets import sheet_corpus
from tests.imports.hostile_texts import text_corpus


def corpus() -> Iterator[Case]:
    yield from office_corpus()
    yield from sheet_corpus()
    yield from text_corpus()
    yield from page_corpus()
    yield from pdf_corpus()
