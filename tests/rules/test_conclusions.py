"""The suggested overall assessment: cases as a table, for Methods of two, three and four classes."""

from itertools import product

import pytest

from internkoll.rules.conclusions import ClassCount, Figures, contradictions, suggestion
from internkoll.rules.method import load_method

WORDS = ("Bäst", "Näst bäst", "Näst sämst", "Sämst")


def method_of(classes, **parts):
    words = {0: (), 1: WORDS[:1], 2: (WORDS[0], WORDS[3]), 3: (WORDS[0], WORDS[1], WORDS[3]), 4: WORDS}[classes]
    given = {"name": "M", "layout": "allman", "fields": ["control"], "assessments": [{"word": w} for w in words]}
    given["result_classes"] = [{"word": "bra"}, {"word": "anmärkning", "remark": True}]
    return load_method(given | parts)


def figures(total=20, done=20, minor=0, grave=0, **counts):
    classes = (
        ClassCount("utan anmärkning", done - minor - grave),
        ClassCount("mindre anmärkning", minor, remark=True),
        ClassCount("större anmärkning", grave, remark=True, grave=True),
    )
    return Figures(total=total, done=done, classes=classes, **counts)


@pytest.mark.parametrize(
    ("told", "two", "three", "four"),
    [
        # Nothing to tell of, or as little as an administration sees to by itself.
        (figures(), "Bäst", "Bäst", "Bäst"),
        (figures(done=14), "Bäst", "Bäst", "Bäst"),
        (figures(minor=5), "Bäst", "Bäst", "Bäst"),
        # Something falls short and is being seen to.
        (figures(minor=6), "Bäst", "Näst bäst", "Näst bäst"),
        (figures(grave=1), "Bäst", "Näst bäst", "Näst bäst"),
        (figures(grave=5), "Bäst", "Näst bäst", "Näst bäst"),
        (figures(overdue=1), "Bäst", "Näst bäst", "Näst bäst"),
        (figures(unmet=1), "Bäst", "Näst bäst", "Näst bäst"),
        # Something is not seen to, or not known.
        (figures(minor=1, unanswered=1), "Sämst", "Näst bäst", "Näst sämst"),
        (figures(done=13), "Sämst", "Näst bäst", "Näst sämst"),
        # Something grave is not seen to, or much is grave.
        (figures(grave=1, unanswered=1, unanswered_grave=1), "Sämst", "Sämst", "Sämst"),
        (figures(grave=6), "Sämst", "Sämst", "Sämst"),
    ],
)
def test_the_gravest_finding_decides_the_class(told, two, three, four):
    assert [suggestion(told, method_of(n)).word for n in (2, 3, 4)] == [two, three, four]


@pytest.mark.parametrize(
    ("told", "reasons"),
    [
        (figures(), ("Allt är rapporterat.", "Inga anmärkningar eller förseningar talar emot.")),
        (
            figures(total=9, done=5),
            ("Fem av nio är rapporterade.", "Fyra av nio är inte rapporterade, vilket är mer än en tredjedel."),
        ),
        (
            figures(total=9, done=9, minor=3, unanswered=1),
            (
                "Allt är rapporterat, tre med anmärkning.",
                "Tre kontroller har en mindre anmärkning, vilket är mer än en fjärdedel av de rapporterade.",
                "En anmärkning saknar åtgärd.",
            ),
        ),
        (
            figures(grave=2, unanswered=3, unanswered_grave=2, overdue=2, unmet=1),
            (
                "Allt är rapporterat, två med anmärkning.",
                "Två kontroller har en allvarlig anmärkning.",
                "Tre anmärkningar saknar åtgärd, varav två allvarliga.",
                "Två åtgärder är försenade.",
                "En risk som ska hanteras har varken kontroll eller annan hantering.",
            ),
        ),
    ],
)
def test_each_finding_is_told_as_a_reason(told, reasons):
    assert suggestion(told, method_of(3)).reasons == reasons


def test_nothing_is_suggested_where_the_method_has_no_classes():
    assert suggestion(figures(), method_of(0)).word is None


def test_nothing_is_suggested_before_anything_is_reported():
    told = suggestion(figures(done=0, overdue=3), method_of(3))
    assert (told.word, told.reasons) == (None, ("Inget är rapporterat ännu.",))


def test_a_method_without_result_classes_is_told_as_such():
    told = suggestion(figures(), method_of(3, result_classes=[]))
    assert told.word == "Bäst"
    assert "Metoden har inga klasser för resultaten" in told.reasons[-1]


@pytest.mark.parametrize(
    ("word", "told", "count"),
    [
        ("Bäst", figures(), 0),
        ("Bäst", figures(overdue=4), 0),
        ("Bäst", figures(minor=1, unanswered=1), 1),
        ("Bäst", figures(done=13), 1),
        ("Bäst", figures(done=13, minor=1, unanswered=1), 2),
        ("bäst", figures(done=13), 1),
        ("Näst bäst", figures(done=1, minor=1, unanswered=1), 0),
        ("Ett ord som metoden inte har", figures(done=13), 0),
        ("", figures(done=13), 0),
    ],
)
def test_the_best_class_is_contradicted_by_what_is_left(word, told, count):
    assert len(contradictions(word, told, method_of(3))) == count


def test_a_contradiction_says_what_it_builds_on():
    told = contradictions("Bäst", figures(total=9, done=5, minor=2, unanswered=2), method_of(2))
    assert told[0].startswith("Två anmärkningar saknar åtgärd.")
    assert told[1].startswith("Mer än en tredjedel är inte rapporterat (fyra av nio).")


def test_what_is_suggested_never_contradicts_the_results():
    for n, done, minor, grave, unanswered, late in product((2, 3, 4), (1, 13, 20), (0, 1), (0, 1), (0, 1), (0, 1)):
        told = figures(done=done, minor=minor, grave=grave, unanswered=unanswered, overdue=late)
        method = method_of(n)
        assert contradictions(suggestion(told, method).word or "", told, method) == ()
