"""The forms of reading documents in: what is sent, what the document's head says, and one line of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from internkoll.base.looks import EditForm, Form
from internkoll.base.models import Unit
from internkoll.followup.forms import FilesField
from internkoll.imports.opening import LARGEST, LONGEST_PERIOD

MOST_FILES = 10
YEARS = range(2000, 2101)
_YEAR_FAULT = _("Skriv året med fyra siffror, till exempel 2026.")


class YearField(forms.IntegerField):
    default_error_messages = {"invalid": _YEAR_FAULT}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(widget=widget, **kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value not in YEARS:
            raise forms.ValidationError(_YEAR_FAULT)


class DocumentsForm(Form):
    """Files, or what was pasted; `html` is what a script takes from the clipboard beside the text."""

    documents = FilesField(
        label=_("Filer"),
        help_text=_("Word, Excel, PDF, OpenDocument, csv eller en sparad webbsida. Högst 10 filer, högst 25 MB var."),
        required=False,
    )
    text = forms.CharField(
        label=_("Eller klistra in en tabell"),
        help_text=_("Markera tabellen i Word, Excel eller ett e-brev, kopiera den och klistra in den här."),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        strip=False,
    )
    html = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    year = YearField(label=_("År"), help_text=_("Används där dokumentet inte säger vilket år det gäller."))
    period = forms.CharField(
        label=_("Period"),
        help_text=_(
            "Bara om dokumentet är en uppföljning utan egen periodangivelse, till exempel ”T1 2026” eller ”Delår 2026”."
        ),
        max_length=LONGEST_PERIOD,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        files = cleaned.get("documents") or []
        if "documents" not in self.errors and not files and not cleaned.get("text", "").strip():
            self.add_error("documents", _("Välj minst en fil, eller klistra in en tabell."))
        if len(files) > MOST_FILES:
            self.add_error("documents", _("Välj högst 10 filer åt gången."))
        too_large = [file.name for file in files if file.size > LARGEST]
        if too_large:
            names = ", ".join(too_large)
            self.add_error("documents", _("%(names)s: en fil får vara högst 25 MB. Dela upp den.") % {"names": names})
        return cleaned


class HeadForm(EditForm):
    """Where the document belongs, and what its head says. The board is one of those that the person may change."""

    unit = forms.ModelChoiceField(label=_("Läses in för"), queryset=Unit.objects.none(), empty_label=None)
    year = YearField(label=_("År"))
    period = forms.CharField(
        label=_("Resultatens period"),
        help_text=_("Resultat i kolumner utan egen period hör hit. Lämna tomt för en plan utan resultat."),
        max_length=LONGEST_PERIOD,
        required=False,
    )
    title = forms.CharField(label=_("Rubrik"), max_length=2_000, required=False)
    administration = forms.CharField(label=_("Förvaltning"), max_length=2_000, required=False)
    date = forms.CharField(label=_("Daterad"), max_length=200, required=False)
    reference = forms.CharField(label=_("Diarienummer"), max_length=200, required=False)
    overall = forms.CharField(label=_("Samlad bedömning"), max_length=200, required=False)

    def __init__(self, *args: Any, boards: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ModelChoiceField)  # noqa: S101 - as it is declared above
        unit.queryset = boards
