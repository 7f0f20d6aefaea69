"""The forms of a Method: one for what stands alone, and one for each line of its lists.

A draft may be unfinished, so nothing is required; what can't be kept at all (a value that is no number) is refused.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from internkoll.base.looks import Form
from internkoll.organisation.method_drawing import DrawnRenderer
from internkoll.organisation.method_services import YEARS
from internkoll.rules.fields import FIELDS, USUAL_WORDS
from internkoll.rules.methods import packaged_method, packaged_names

LONGEST_WORD, LONGEST_TEXT = 120, 600
GREATEST_VALUE = 100_000
TONES = [
    ("good", _("grön")),
    ("notice", _("gul")),
    ("warning", _("orange")),
    ("danger", _("röd")),
    ("neutral", _("grå")),
]
MEANINGS = [
    ("not_started", _("inte påbörjad")),
    ("ongoing", _("pågår")),
    ("done", _("klar")),
    ("not_applicable", _("inte aktuell")),
]
RESPONSES = [
    ("accept", _("risken accepteras")),
    ("act", _("en åtgärd görs")),
    ("control", _("kontrolleras i planen")),
    ("watch", _("bevakas")),
]
LAYOUTS = [
    ("allman", _("Allmän: de kolumner som är ifyllda")),
    ("uppsala", _("Områden med kontroll, metod, ansvarig och resultat")),
    ("nacka-niva", _("Risker med en ny nivå och analys varje period")),
    ("nacka-status", _("Risker grupperade efter riskvärde, med status varje period")),
    ("stockholm", _("Mål och processer med arbetssätt och kontroll")),
]
MONTHS = [
    ("1", _("januari")),
    ("2", _("februari")),
    ("3", _("mars")),
    ("4", _("april")),
    ("5", _("maj")),
    ("6", _("juni")),
    ("7", _("juli")),
    ("8", _("augusti")),
    ("9", _("september")),
    ("10", _("oktober")),
    ("11", _("november")),
    ("12", _("december")),
]
BLANK = [("", "–")]


def _word(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=LONGEST_WORD)


def _text(label: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 1})
    return forms.CharField(label=label, required=False, max_length=LONGEST_TEXT, widget=widget)


def _number(label: Any, least: int = 0, most: int = GREATEST_VALUE) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=least, max_value=most)


def _choice(label: Any, choices: list[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=choices)


def line_name(of: object, number: int) -> str:
    """What a line of a list is called: "Klasser, rad 2"."""
    return _("{of}, rad {number}").format(of=of, number=number)


class BeginForm(Form):
    """A new draft: from which year, and what it begins with."""

    from_year = forms.IntegerField(label=_("Från år"), min_value=YEARS[0], max_value=YEARS[-1])

    def __init__(self, *args: Any, holding: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [("", _("Metoden som gäller: %(name)s") % {"name": holding})] if holding else []
        packaged = [(name, packaged_method(name).name) for name in packaged_names()]
        begin = forms.ChoiceField(label=_("Börja med"), choices=own + packaged, required=not holding)
        begin.widget.attrs["class"] = "ds-input"
        self.fields["based_on"] = begin


class HeadForm(Form):
    default_renderer = DrawnRenderer

    name = forms.CharField(label=_("Metodens namn"), required=False, max_length=200)
    from_year = forms.IntegerField(label=_("Från år"), min_value=YEARS[0], max_value=YEARS[-1])
    layout = _choice(_("Rapportens layout"), LAYOUTS)


class FieldsForm(Form):
    """Which fields the way of working uses, and what each is called."""

    default_renderer = DrawnRenderer

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for term, usual in USUAL_WORDS.items():
            if term in FIELDS:
                use = forms.BooleanField(label=_("%(field)s används") % {"field": usual}, required=False)
                self.fields[f"use-{term}"] = use
            word = _word(_("Eget ord för %(field)s") % {"field": usual})
            self.fields[f"word-{term}"] = word
        for field in self.fields.values():
            field.widget.attrs |= {"class": "ds-input", "aria-label": str(field.label)}


class LineForm(Form):
    """A line of a list. Each field is called by its column and by the line's number, for those who only hear it."""

    default_renderer = DrawnRenderer

    def called(self, number: int) -> None:
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = line_name(field.label, number)


class WordForm(LineForm):
    field_order = ("word", "value", "meaning", "tone", "from_value", "remark", "required", "also", "description")

    word = _word(_("Ord"))
    also = forms.CharField(label=_("Andra former (med ; emellan)"), required=False, max_length=LONGEST_TEXT)
    description = _text(_("Förklaring"))


class StepForm(WordForm):
    value = _number(_("Värde"))


class TonedForm(WordForm):
    tone = _choice(_("Färg"), TONES)


class LevelForm(TonedForm):
    from_value = _number(_("Från värde"))


class ResultClassForm(TonedForm):
    remark = forms.BooleanField(label=_("Anmärkning"), required=False)


class StatusForm(WordForm):
    meaning = _choice(_("Betyder"), BLANK + MEANINGS)


class ResponseForm(WordForm):
    meaning = _choice(_("Betyder"), BLANK + RESPONSES)


class CategoryForm(WordForm):
    required = forms.BooleanField(label=_("Obligatorisk"), required=False)


class RoundForm(LineForm):
    mark = _word(_("Märke"))
    name = _word(_("Namn"))
    opens_day = _number(_("Öppnar dag"), 1, 31)
    opens_month = _choice(_("Öppnar månad"), BLANK + MONTHS)
    due_day = _number(_("Sista dag"), 1, 31)
    due_month = _choice(_("Sista månad"), BLANK + MONTHS)


class MatrixForm(Form):
    """The level of every cell, as the level's number on the same page: so a level that gets a new word keeps them."""

    default_renderer = DrawnRenderer

    has_matrix = forms.BooleanField(label=_("Metoden har en riskmatris"), required=False)
    own_values = forms.BooleanField(
        label=_("Cellerna har egna riskvärden"),
        required=False,
        help_text=_("Annars är riskvärdet stegens värden gånger varandra."),
    )
    must_handle_from = forms.ChoiceField(label=_("Risker måste hanteras från nivån"), required=False)
    selection_limit = _number(_("Risker går till planen när riskvärdet är över"))

    def __init__(
        self, *args: Any, steps: tuple[list[str], list[str]], levels: list[str], with_values: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.with_values = with_values
        self.choices = BLANK + [(str(number), word) for number, word in enumerate(levels)]
        limit = self.fields["must_handle_from"]
        assert isinstance(limit, forms.ChoiceField)  # noqa: S101  for the type checker
        limit.choices = BLANK + self.choices[1:]
        self.places = [(i, j) for i in range(len(steps[0])) for j in range(len(steps[1]))]
        for i, j in self.places:
            self._add_cell(i, j, f"{steps[0][i]}, {steps[1][j]}")

    def _add_cell(self, i: int, j: int, place: str) -> None:
        level = _choice(place, self.choices)
        level.error_messages["invalid_choice"] = _("Välj en av nivåerna.")
        self.fields[f"cell-{i}-{j}"] = level
        if self.with_values:
            value = _number(_("Riskvärde, %(place)s") % {"place": place})
            value.widget.attrs |= {"class": "ds-input", "aria-label": str(value.label)}
            self.fields[f"value-{i}-{j}"] = value
