"""Files that were changed at random are read or refused in words: no other error comes out of the readers.

The readers of Excel's own formats are left out, since calamine may end the process: that is what the child is for.
"""

import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internkoll.imports.readers import Unreadable, blocks_of
from internkoll.imports.readers.separated import SEPARATORS
from internkoll.imports.readers.word_text import tidy
from tests.documents.layouts import granby
from tests.documents.pages import as_page, as_text, as_word_page
from tests.documents.truths import truth
from tests.documents.workbooks import as_open_document
from tests.imports.packing import package, parts_of

PIECES = (b'"', b"<", b">", b"/>", b"=", b";", b"&", b"\n", b"\xff", b"\0", b"-1", b"99999999", b"1048576", b"</table>")
ROUNDS = 150


def changed(data: bytes, dice: random.Random) -> bytes:
    """With some bytes put in, taken out, moved or exchanged."""
    new = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 5, 20))):
        place = dice.randrange(len(new))
        way = dice.random()
        if way < 0.4:
            new[place : place + 1] = dice.choice(PIECES)
        elif way < 0.6:
            del new[place : place + dice.randrange(1, 60)]
        elif way < 0.8:
            start = dice.randrange(len(new))
            new[place:place] = new[start : start + dice.randrange(1, 200)]
        else:
            new[place] = dice.randrange(256)
    return bytes(new)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    document = truth("granby-ks-2023")
    word = granby.word(document)
    return {
        "html": as_page(word),
        "word.html": as_word_page(word),
        "csv": as_text(word, ";", "cp1252"),
        "utf-16.csv": as_text(word, "\t", "utf-16"),
        "docx": word,
        "ods": as_open_document(granby.workbook(document)),
    }


@pytest.mark.parametrize("name", ["html", "word.html", "csv", "utf-16.csv"])
def test_a_changed_text_or_page_is_read_or_refused(files, name):
    dice = random.Random(name)
    outcomes = {outcome(changed(files[name], dice)) for _ in range(ROUNDS)}
    assert "read" in outcomes
    assert outcomes <= {"read", "refused"}


@pytest.mark.parametrize(("name", "part"), [("ods", "content.xml"), ("docx", "word/document.xml")])
def test_a_changed_part_of_a_package_is_read_or_refused(files, name, part):
    dice = random.Random(name)
    parts = parts_of(files[name])
    outcomes = {outcome(package({**parts, part: changed(parts[part], dice)})) for _ in range(ROUNDS)}
    assert outcomes == {"read", "refused"}


@pytest.mark.parametrize("name", ["ods", "docx"])
def test_a_changed_package_is_read_or_refused(files, name):
    dice = random.Random(name)
    outcomes = {outcome(changed(files[name], dice)) for _ in range(ROUNDS)}
    assert "refused" in outcomes
    assert outcomes <= {"read", "refused"}


def outcome(data: bytes) -> str:
    try:
        blocks_of(data)
    except Unreadable as refusal:
        return "refused" if str(refusal).endswith(".") else "refused without words"
    return "read"


WORDS = st.text(st.characters(codec="cp1252", exclude_categories=("Cc",)) | st.sampled_from('";,|\t\n "'), max_size=30)


ROWS = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(WORDS, min_size=width, max_size=width), min_size=1, max_size=6)
)


@given(ROWS, st.sampled_from(SEPARATORS))
def test_what_excel_would_write_is_read_back_cell_by_cell(rows, separator):
    stream = io.StringIO()
    for row in rows:
        fields = (f'"{field.replace(chr(34), chr(34) * 2)}"' for field in row)
        stream.write(separator.join(fields) + "\r\n")
    wanted = [[tidy(field) for field in row] for row in rows]
    if not any(field for row in wanted for field in row):
        return
    source = blocks_of(f"sep={separator}\r\n{stream.getvalue()}".encode("utf-8-sig"))
    read = {line.number: [cell.text for cell in line.cells] for block in source.blocks for line in block.lines}
    for number, row in enumerate(wanted, 1):
        filled = [field for field in row if field]
        assert [text for text in read.get(number, []) if text] == filled or is_rule(row, separator)


def is_rule(row: list[str], separator: str) -> bool:
    return separator == "|" and all(set(field) <= set(":- ") for field in row)
