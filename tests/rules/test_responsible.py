import pytest

from internkoll.rules.responsible import told_responsible


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Inför en checklista. Ansvarig: enhetschefen. Klart senast 30 juni.", "enhetschefen"),
        ("Ansvarig: Rektor", "Rektor"),
        ("Gör A. Ansvarig: Kalle. Gör B. Ansvariga: Stina och Olle.", "Kalle, Stina och Olle"),
        ("Gör A. Ansvarig: Kalle. Gör B. Ansvarig: Kalle.", "Kalle"),
        ("Den som är ansvarig ser över rutinen.", ""),
        ("Ansvarig:", ""),
        ("", ""),
    ],
)
def test_the_text_tells_who_is_to_do_it(text, who):
    assert told_responsible(text) == who
