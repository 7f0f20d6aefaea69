"""Words as a scanner reads them: "K0NTROLLMOMENT", "ANSVARlG", "HELAR". Two words that a bad scan makes alike are made
alike here, so that the damaged one is known again."""

import re

_ALIKE = str.maketrans({"å": "a", "ä": "a", "á": "a", "à": "a", "ö": "o", "ó": "o", "é": "e", "ü": "u", "0": "o",
                        "1": "l", "i": "l", "|": "l", "!": "l", "5": "s", "8": "b", "6": "b"})  # fmt: skip
_LETTERS = str.maketrans({"0": "o", "1": "i", "|": "l", "5": "s", "8": "b"})
_DIGIT_IN_A_WORD = re.compile(r"(?<=[^\W\d_])[0158|]|[0158|](?=[^\W\d_])")

_FIGURES = str.maketrans({"o": "0", "O": "0", "l": "1", "I": "1", "i": "1", "S": "5", "s": "5", "B": "8"})
_LETTER_IN_A_FIGURE = re.compile(r"(?<![^\W\d])(?=\w*\d)[\doOlIiSsB]{2,4}(?!\w)")


def as_scanned(words: str) -> str:
    """The words with all that a scan confuses written in one way; only for comparing with others made so."""
    return words.lower().translate(_ALIKE).replace("rn", "m")


def letters_for_digits(words: str) -> str:
    """ "k0ntrollm0ment" -> "kontrollmoment": figures inside a word are letters badly scanned."""
    return _DIGIT_IN_A_WORD.sub(lambda match: match[0].translate(_LETTERS), words)


def digits_for_letters(words: str) -> str:
    """ "3O juni 2O23" -> "30 juni 2023": letters inside a figure are figures badly scanned."""
    return _LETTER_IN_A_FIGURE.sub(lambda match: match[0].translate(_FIGURES), words)
