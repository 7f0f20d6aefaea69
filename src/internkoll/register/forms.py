"""Forms of the risk register: a risk, rows of new risks, an estimate, a response, an auditors' recommendation."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from internkoll.base.looks import DateField, EditForm, Form, LongText
from internkoll.register.estimate_parts import Name, Part, parts_of
from internkoll.register.models import Response
from internkoll.register.words import response_word
from internkoll.rules.method import Method

LONGEST_WORD = 200
LARGEST_VALUE = 1_000_000


def field_for(part: Part, written: str = "") -> forms.Field:
    """The field of one part of an estimate, which may always be left empty."""
    if part.choices:
        return forms.ChoiceField(label=part.label, required=False, choices=[("", "–"), *part.choices_with(written)])
    if part.is_number:
        invalid = {"invalid": _("Skriv värdet som ett heltal.")}
        return forms.IntegerField(
            label=part.label,
            required=False,
            min_value=-LARGEST_VALUE,
            max_value=LARGEST_VALUE,
            error_messages=invalid,
        )
    return forms.CharField(label=part.label, required=False, max_length=LONGEST_WORD)


def _suggested(list_id: str) -> forms.TextInput:
    return forms.TextInput(attrs={"list": list_id, "autocomplete": "off"})


class RiskForm(EditForm):
    """The words of a risk."""

    text = LongText(label=_("Risk"), rows=3, help_text=_("Vad kan gå fel, och vad leder det till?"))
    category = forms.CharField(
        label=_("Kategori"), required=False, max_length=LONGEST_WORD, widget=_suggested("kategorier")
    )
    process = forms.CharField(
        label=_("Process"), required=False, max_length=LONGEST_WORD, widget=_suggested("processer")
    )


class AdditionForm(EditForm):
    """What a board adds to a risk that is common for the municipality."""

    addition = LongText(
        label=_("Nämndens tillägg"),
        required=False,
        help_text=_("Vad risken innebär i er verksamhet. Syns bara hos er."),
    )


class CommonRiskForm(EditForm):
    """A risk that a municipality makes common for its boards."""

    text = LongText(label=_("Risk"), rows=3, help_text=_("Vad kan gå fel, och vad leder det till?"))
    category = forms.CharField(label=_("Kategori"), required=False, max_length=LONGEST_WORD)
    process = forms.CharField(label=_("Process"), required=False, max_length=LONGEST_WORD)


class NewCommonRiskForm(CommonRiskForm):
    # A new one has not been changed.
    edits = None  # type: ignore[assignment]


class RiskRowForm(Form):
    """One row of new risks, each with its estimate."""

    text = LongText(label=_("Risk"), rows=2)
    category = forms.CharField(
        label=_("Kategori"), required=False, max_length=LONGEST_WORD, widget=_suggested("kategorier")
    )
    process = forms.CharField(
        label=_("Process"), required=False, max_length=LONGEST_WORD, widget=_suggested("processer")
    )

    def __init__(self, *args: Any, method: Method, **kwargs: Any) -> None:
        super().__init__(*args, empty_permitted=True, **kwargs)
        self.fields["text"].error_messages["required"] = _("Beskriv risken, eller töm raden.")
        for part in parts_of(method):
            self.fields[part.name] = field_for(part)
            self.fields[part.name].widget.attrs["class"] = "ds-input"

    @property
    def number(self) -> int:
        """The row's number, as it is shown."""
        return int(self.prefix or 0) + 1


class WhyForm(EditForm):
    why = LongText(label=_("Skäl"), rows=3, error_messages={"required": _("Skriv skälet.")})


class EstimateForm(Form):
    """An estimate of the year or of a period; in a matrix one choice, the cell. `edits` is empty for a new one."""

    edits = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, *args: Any, method: Method, written: Mapping[Name, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = parts_of(method)
        if method.matrix is not None:
            steps = [(i, j) for i in range(len(method.likelihood)) for j in range(len(method.consequence))]
            choices = [(f"{i}-{j}", f"{i}-{j}") for i, j in steps]
            self.fields["cell"] = forms.ChoiceField(label=_("Ruta i matrisen"), required=False, choices=choices)
        else:
            self.fields |= {part.name: field_for(part, written[part.name]) for part in parts}
        self.fields["text"] = LongText(label=_("Analys"), required=False, rows=4)
        for field in self.fields.values():
            field.widget.attrs["class"] = "ds-input"


class ResponseForm(Form):
    """What the board does about the risk. `edits` is empty where nothing has been decided yet."""

    edits = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    kind = forms.ChoiceField(
        label=_("Hantering"), widget=forms.RadioSelect, error_messages={"required": _("Välj hur risken ska hanteras.")}
    )
    reason = LongText(label=_("Motivering"), required=False, rows=3, help_text=_("Krävs när risken accepteras."))
    decided_by = forms.CharField(
        label=_("Beslutat av"),
        required=False,
        max_length=LONGEST_WORD,
        help_text=_("Till exempel nämnden, § 42, eller förvaltningschefen."),
    )
    decided_on = DateField(label=_("Beslutat den"), required=False)
    look_again_on = DateField(label=_("Ses över den"), required=False, help_text=_("Risken påminner om sig den dagen."))

    def __init__(self, *args: Any, method: Method, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, response_word(method, kind)) for kind in Response.Kind.values]  # type: ignore[attr-defined]

    def clean(self) -> None:
        told = self.cleaned_data
        if told.get("kind") == Response.Kind.ACCEPT and not (told.get("reason") or "").strip():
            self.add_error("reason", ValidationError(_("Skriv varför risken accepteras.")))
        decided, again = told.get("decided_on"), told.get("look_again_on")
        if decided and again and again < decided:
            self.add_error("look_again_on", ValidationError(_("Dagen ligger före beslutet.")))


class RecommendationForm(EditForm):
    text = LongText(
        label=_("Rekommendation"), rows=3, error_messages={"required": _("Skriv vad revisorerna rekommenderar.")}
    )
    source = forms.CharField(
        label=_("Granskning"),
        required=False,
        max_length=LONGEST_WORD,
        help_text=_("Rapporten som rekommendationen står i."),
    )
    received_on = DateField(label=_("Mottagen den"), required=False)
    answer = LongText(label=_("Nämndens svar"), required=False, rows=4)
    answered_on = DateField(label=_("Besvarad den"), required=False)


class NewRecommendationForm(RecommendationForm):
    # A new one has not been changed.
    edits = None  # type: ignore[assignment]
