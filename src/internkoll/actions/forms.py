"""The forms of actions: adding one, changing it, and what its own keeper may change."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from internkoll.actions.models import Action
from internkoll.actions.services import why_effect
from internkoll.base.access import Capability, people_who
from internkoll.base.looks import EditForm, Form, LongText
from internkoll.base.models import Unit, User
from internkoll.rules.due import told_due


class _Promise(Form):
    """What is to be done, by whom, by when. `due` takes a day or words that have a last day."""

    text = LongText(label=_("Åtgärd"), help_text=_("Vad som ska göras."), rows=4)
    responsible = forms.CharField(
        label=_("Ansvarig"), required=False, max_length=500, help_text=_("Med ord, till exempel ”Enhetschefen”.")
    )
    due = forms.CharField(
        label=_("Klart senast"),
        required=False,
        max_length=200,
        help_text=_("En dag (2026-06-30) eller en tid (hösten 2026). En tid räknas till sin sista dag."),
    )
    owners = forms.ModelMultipleChoiceField(
        label=_("Personer som får åtgärden på sin lista"),
        required=False,
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, board: Unit, year: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year, self.today = year, today
        self.due_day: date | None = None
        owners = self.fields["owners"]
        assert isinstance(owners, forms.ModelMultipleChoiceField)  # noqa: S101  what it was declared as
        owners.queryset = people_who(Capability.KEEP_OWN_ACTIONS, board, tied=self.initial.get("owners", ()))

    def clean_due(self) -> str:
        written = " ".join(self.cleaned_data["due"].split())
        if written and "due" not in self.changed_data:
            return written
        told = told_due(written, self.year, self.today) if written else None
        if written and told is None:
            raise forms.ValidationError(
                _("Tiden går inte att läsa som en dag. Skriv till exempel 2026-06-30, juni 2026 eller hösten 2026.")
            )
        self.due_day = told.day if told else None
        return "" if told and told.words == written == told.day.isoformat() else written

    @property
    def promised(self) -> dict[str, Any]:
        """The values of the action's own fields. A due date that was left as it stood is not read anew."""
        told = self.cleaned_data
        due = {"due": self.due_day, "due_words": told["due"]} if "due" in self.changed_data else {}
        return {"text": told["text"], "responsible": told["responsible"], **due}


class NewActionForm(_Promise):
    """`kalla` says what the action answers: "resultat:3"."""

    kalla = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)


class _Progress(EditForm):
    status = forms.ChoiceField(label=_("Status"), choices=[], widget=forms.RadioSelect)
    effect = LongText(
        label=_("Effekt"),
        required=False,
        rows=4,
        help_text=_("Vad åtgärden har lett till. Skrivs när den är klar. Avslutas den utan åtgärd: skriv varför."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        status = self.fields["status"]
        assert isinstance(status, forms.ChoiceField)  # noqa: S101  what it was declared as
        # "Okänd" is what a document tells: nobody chooses it, but it may stay.
        hidden = () if self.initial.get("status") == Action.Status.UNKNOWN else (Action.Status.UNKNOWN,)
        status.choices = [(key, str(word).capitalize()) for key, word in Action.Status.choices if key not in hidden]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("status") in Action.ENDED and not told.get("effect"):
            self.add_error("effect", why_effect(told["status"]))
        return told

    @property
    def progress(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("status", "effect")}


class OwnActionForm(_Progress):
    """What the one who is to do it may change."""

    @property
    def values(self) -> dict[str, Any]:
        return self.progress

    @property
    def people(self) -> None:
        """Who it is given to is not theirs to change."""
        return None

    @classmethod
    def initial_of(cls, action: Action) -> dict[str, Any]:
        return {"status": action.status, "effect": action.effect, "edits": action.edits}


class ActionForm(_Promise, _Progress):
    """All of an action, for those who keep a board's actions."""

    field_order = ("text", "responsible", "due", "status", "effect", "owners")

    @property
    def values(self) -> dict[str, Any]:
        return {**self.promised, **self.progress}

    @property
    def people(self) -> list[User]:
        return list(self.cleaned_data["owners"])

    @classmethod
    def initial_of(cls, action: Action) -> dict[str, Any]:
        return {
            "text": action.text,
            "responsible": action.responsible,
            "due": action.due_written,
            "owners": list(action.owners.values_list("pk", flat=True)),
            **OwnActionForm.initial_of(action),
        }
