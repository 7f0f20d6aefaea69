"""A sheet of thousands of lines is read whole; how long that takes is told by `make bench`."""

from tests.imports.build import as_xlsx, heading, read_bytes, table

LINES = 1500


def test_thousands_of_lines_that_sound_like_headings_are_all_read():
    lines = [[f"Risk {n} namn", f"Kontroll {n}", f"Chef {n}", f"Resultat {n} utan fel"] for n in range(LINES)]
    head = ["Risk", "Kontrollmoment", "Ansvarig", "Resultat"]
    document = read_bytes(as_xlsx({"Plan": [heading("Uppföljning 2024", 1), table(head, *lines)]}), period="2024")
    assert [row.control for row in document.rows] == [f"Kontroll {n}" for n in range(LINES)]
