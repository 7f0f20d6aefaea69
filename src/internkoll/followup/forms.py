"""The forms of the follow-up: a report, a comment on one, and the rounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from internkoll.base.looks import DateField, EditForm, Form, LongText
from internkoll.followup.models import Result
from internkoll.followup.reporting import words_of
from internkoll.plan.models import Check
from internkoll.rules.fields import ANSWERS
from internkoll.rules.marks import first_upper
from internkoll.rules.method import Method
from internkoll.rules.reporting import NewActionTold, Report


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once."""

    widget = _Files(attrs={"multiple": True})
    default_error_messages = {"empty": _("En av filerna är tom. Välj en annan.")}

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in given if file]


class ReportForm(EditForm):
    """What the check showed. The choices are the Method's; what the Method lacks is not asked for."""

    status = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    outcome = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    text = LongText(
        label=_("Beskriv vad som kontrollerats och vad ni såg"),
        help_text=_("Till exempel hur många ärenden, från vilken tid och vad som avvek. Skriv inga personuppgifter."),
        rows=7,
        required=False,
    )
    measured = forms.CharField(
        label=_("Mätvärde"),
        help_text=_("Till exempel ”57 procent”, ”530 av 1 169 ärenden” eller ”1 256 645 kr”."),
        max_length=200,
        required=False,
    )
    evidence = FilesField(
        label=_("Underlag"),
        help_text=_("Högst 10 filer, och högst 10 MB var. Alla som läser nämndens sidor kan öppna dem."),
        required=False,
    )
    action_text = LongText(label=_("Åtgärd"), help_text=_("Vad ska göras?"), rows=2, required=False)
    action_responsible = forms.CharField(label=_("Ansvarig"), max_length=200, required=False)
    action_due = forms.CharField(
        label=_("Klart senast"), help_text=_("En dag, eller ord som ”hösten 2026”."), max_length=200, required=False
    )
    no_action_why = LongText(label=_("Eller varför ingen åtgärd behövs"), rows=2, required=False)

    def __init__(self, *args: Any, method: Method, check: Check, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("status", method, [status.word for status in method.statuses])
        self._offer("outcome", method, [known.word for known in method.result_classes])
        if check.measure:
            self.fields["measured"].label = f"{self.fields['measured'].label}: {check.measure}"

    def _offer(self, name: str, method: Method, words: list[str]) -> None:
        field = self.fields[name]
        if not words or not isinstance(field, forms.ChoiceField):
            del self.fields[name]
            return
        field.label = first_upper(method.word_for(name))
        field.choices = [(word, first_upper(word)) for word in words]

    @property
    def report(self) -> Report:
        told = {name: self.cleaned_data.get(name, "") for name in ANSWERS}
        action = NewActionTold(told["action_text"], told["action_responsible"], told["action_due"])
        return Report(
            status=told["status"],
            outcome=told["outcome"],
            text=told["text"],
            measured=told["measured"],
            no_action_why=told["no_action_why"],
            action=action,
        )

    def add_faults(self, faults: Mapping[str, str]) -> None:
        for name, fault in faults.items():
            self.add_error(name if name in self.fields else None, fault)


def values_of(method: Method, result: Result | None, check: Check) -> dict[str, Any]:
    """What the form holds at first: what has been reported, with the Method's own forms of its words."""
    told: dict[str, Any] = {"edits": 0, "action_responsible": check.responsible[:200]}
    if result is None:
        return told
    status, outcome = method.status(result.status), method.result_class(result.outcome)
    return told | {
        "edits": result.edits,
        "status": status.word if status else "",
        "outcome": outcome.word if outcome else "",
        "text": result.text,
        "measured": words_of(result),
        "no_action_why": result.no_action_why,
    }


class ReturnForm(Form):
    comment = LongText(
        label=_("Vad behöver ändras?"),
        rows=3,
        error_messages={"required": _("Skriv en kommentar, så att den som rapporterat vet vad som ska ändras.")},
    )


class RoundDueForm(Form):
    due = DateField(
        label=_("Rapporteras senast"),
        error_messages={"required": _("Ange vilken dag som är den sista att rapportera.")},
    )


class RoundHeadForm(EditForm):
    """The head of the round's report. A date may be written in words, as documents do."""

    title = forms.CharField(label=_("Rapportens rubrik"), required=False, max_length=1000)
    document_date = forms.CharField(
        label=_("Datum"),
        help_text=_("Så som det ska stå i rapporten, till exempel 2025-09-10."),
        required=False,
        max_length=200,
    )
    reference = forms.CharField(label=_("Diarienummer"), required=False, max_length=200)


class NewTextForm(Form):
    """A piece of running text, at least one of the two."""

    heading = forms.CharField(label=_("Rubrik"), required=False, max_length=1000)
    text = LongText(
        label=_("Text"),
        help_text=_(
            "Varje rad blir ett stycke i rapporten. En rad som börjar med bindestreck blir en punkt i en lista. "
            "Skriv inga personuppgifter."
        ),
        rows=14,
        required=False,
    )


class TextForm(EditForm, NewTextForm):
    pass


class CloseForm(Form):
    sure = forms.BooleanField(
        label=_("Ja, stäng perioden fast allt inte är rapporterat"),
        error_messages={"required": _("Kryssa i rutan om perioden ska stängas ändå.")},
    )


class ReopenForm(Form):
    reason = LongText(
        label=_("Varför öppnas perioden igen?"),
        rows=3,
        error_messages={"required": _("Skriv varför perioden öppnas igen. Skälet står kvar i historiken.")},
    )
