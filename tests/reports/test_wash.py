import pytest

from internkoll.reports.glyphs import drawable
from internkoll.reports.wash import clean, lines, one_line, without_bullet


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("a\x00b\x07c", "abc"),
        ("rad\r\nrad\rrad\x0brad\u2028rad", "rad\nrad\nrad\nrad\nrad"),
        ("\uf0b7 punkt \uf0fc", "• punkt ✓"),
        ("\ue123", "□"),
        ("a\ud800b\ufeffc\ufffed\U0001ffffe", "abcde"),
        ("ett \u202eövt\u202c tre \u2066fyra\u2069", "ett övt tre fyra"),
        ("vänster\u200e höger\u200f", "vänster\u200e höger\u200f"),
        ("mjukt\u00adstreck", "mjukt\u00adstreck"),
        ("A\u030angstro\u0308m", "Ångström"),
        ("👍 漢字 =1+1 <b> {{ x }} #let $x$ @ref ]", "👍 漢字 =1+1 <b> {{ x }} #let $x$ @ref ]"),
    ],
)
def test_a_text_loses_no_more_than_the_signs_that_no_file_can_hold(written: str, cleaned: str) -> None:
    assert clean(written) == cleaned


def test_paragraphs_are_the_lines_that_are_not_blank() -> None:
    assert lines(" ett \n\n \ttvå\r\n") == ["ett", "två"]


def test_a_heading_is_one_line() -> None:
    assert one_line("  två\nrader\t till ") == "två rader till"


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("• punkt", "punkt"),
        ("•punkt", "punkt"),
        ("- streck", "streck"),
        ("– tankstreck", "tankstreck"),
        ("-5 procent", None),
        ("–", None),
        ("1. Kontrollera löpande", None),
        ("vanlig text", None),
    ],
)
def test_a_line_with_a_bullet_is_an_item(line: str, item: str | None) -> None:
    assert without_bullet(line) == item


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("Åtgärd – ”klar” ½ ≥ 5 ‰ → ✓", "Åtgärd – ”klar” ½ ≥ 5 ‰ → ✓"),
        ("☐ ☒ ✅", "□ ✗ ✓"),
        ("bra 👍", "bra [thumbs up sign]"),
        ("漢", "[U+6F22]"),
        ("ﬁnansiering ①", "finansiering ①"),
        ("höger\u200f\u200d", "höger"),
        ("klart \ufe0f✔️", "klart ✓"),
    ],
)
def test_a_sign_that_the_fonts_lack_is_written_another_way(written: str, drawn: str) -> None:
    assert drawable(written) == drawn


def test_an_address_gets_places_where_its_line_may_break() -> None:
    assert drawable("www.ekstad.se/namnder/rapport") == "www.\u200bekstad.\u200bse/\u200bnamnder/\u200brapport"
