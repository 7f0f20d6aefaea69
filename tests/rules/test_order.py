from internkoll.rules.order import natural_key


def test_swedish_letters_stand_last_and_in_their_order():
    assert sorted(["Östra", "Åby", "Zorn", "Ängen", "arla", "Édith", "Falun"], key=natural_key) == [
        "arla",
        "Édith",
        "Falun",
        "Zorn",
        "Åby",
        "Ängen",
        "Östra",
    ]


def test_numbers_are_compared_as_numbers():
    assert sorted(["10", "7 b", "2", "7 a", "1.10", "1.2"], key=natural_key) == ["1.2", "1.10", "2", "7 a", "7 b", "10"]
