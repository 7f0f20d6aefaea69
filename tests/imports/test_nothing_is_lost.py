"""Whatever a table holds, reading it never fails, and every word of it can be found again."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from internkoll.imports.readers.shapes import Cell, Heading, Line, Paragraph, Source, Table, full_grid
from internkoll.imports.rows import document_of
from internkoll.imports.synonyms import SYNONYMS

HEADINGS = sorted(word for words in SYNONYMS.values() for word in words)
# Single letters of a notation such as "S:3 K:4" are read as what they stand for.
WORD = re.compile(r"\d+|[^\W\d_]{2,}")

words = st.one_of(
    st.sampled_from(HEADINGS),
    st.sampled_from([
        "", "", "", "12", "3", "Hög (12)", "4x3=12", "S:3 K:4", "● Medium", "Ja", "x", "Påbörjad", "Ingen avvikelse",
        "Skattning 16: sannolik risk, allvarliga konsekvenser", "Process: Inköp", "* Kommungemensam risk", "T1: Klart",
        "Obligatorisk risk: Jäv", "Enhetschef", "Årligen", "2024-05-01", "och därför inte", "Bristande kontroll av",
        "Beskrivning och resultat av kontrollaktivitet:\nAllt är gjort.", "VB: Bra\nT2: Sämre", "Status: Klar\nText.",
    ]),
    st.text(alphabet="abcdefåäöABCÅÄÖ 0123456789.,:;*()-/\n", max_size=60),
)  # fmt: skip
cells = st.builds(Cell, text=words.map(str.strip), down=st.booleans(), across=st.booleans(), bold=st.booleans())
lines = st.lists(cells, min_size=1, max_size=7)
grids = st.lists(lines, min_size=1, max_size=9)


def tables(is_sheet):
    return grids.map(
        lambda grid: Table(
            full_grid(Line(i, tuple(row)) for i, row in enumerate(grid, 1)), "tabell 1", is_sheet=is_sheet
        )
    )


blocks = st.lists(
    st.one_of(
        tables(is_sheet=False),
        tables(is_sheet=True),
        words.filter(str.strip).map(lambda text: Paragraph(text.strip())),
        st.builds(Heading, words.filter(str.strip).map(str.strip), st.integers(0, 9)),
    ),
    min_size=1,
    max_size=4,
)


def texts_of(block):
    if isinstance(block, Table):
        return [cell.text for line in block.lines for cell in line.cells if cell.text]
    return [block.text]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(blocks, st.sampled_from([None, "T1 2024", "Delår"]))
def test_every_word_of_a_document_is_found_in_what_was_read(blocks, period):
    document = document_of(Source("docx", tuple(blocks)), period=period)
    read = set(WORD.findall(document.to_json().lower().replace("\\n", " ")))
    for block in blocks:
        for text in texts_of(block):
            missing = set(WORD.findall(text.lower())) - read
            assert not missing, (missing, text)
