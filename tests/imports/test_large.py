"""A sheet of thousands of lines is read within the time that a stranger's file is given, and no line is lost."""

import time

from tests.imports.build import as_xlsx, heading, read_bytes, table

LINES, SECONDS = 1500, 6.0


def test_thousands_of_lines_that_sound_like_headings_are_all_read_in_time():
    lines = [[f"Risk {n} namn", f"Kontroll {n}", f"Chef {n}", f"Resultat {n} utan fel"] for n in range(LINES)]
    head = ["Risk", "Kontrollmoment", "Ansvarig", "Resultat"]
    data = as_xlsx({"Plan": [heading("Uppföljning 2024", 1), table(head, *lines)]})
    began = time.process_time()
    document = read_bytes(data, period="2024")
    assert time.process_time() - began < SECONDS
    assert len(document.rows) == LINES
