"""The forms by which a plan is worked on, decided and revised."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from internkoll.base.access import Capability, people_who
from internkoll.base.looks import DateField, EditForm, Form, LongText
from internkoll.base.models import Unit, User
from internkoll.plan.models import Area, Check, Control, Plan
from internkoll.plan.rows import paths_of
from internkoll.plan.work import CheckText, ControlText
from internkoll.rules.method import Method
from internkoll.rules.recurrence import SENTENCES, names_months, recurrence_of, sentence_for

# The choice that leaves it to the words, and the one that says that no rule fits them.
_BY_WORDS, _NO_RULE = "ord", "ingen"


def label_of(method: Method, field: str) -> str:
    word = method.word_for(field)
    return word[:1].upper() + word[1:]


class _InTheWay(Form):
    """A form of fields that the way of working uses. One that it does not use is asked for only where it is filled."""

    def keep(self, method: Method, names: dict[str, str]) -> None:
        for name, field in names.items():
            self.fields[name].label = label_of(method, field)
            if not method.uses(field) and not self.initial.get(name):
                del self.fields[name]


class ControlForm(_InTheWay, EditForm):
    working_method = LongText(required=False, rows=2)
    systematic_control = LongText(required=False, rows=3)
    text = LongText(required=False, rows=4)
    mandatory = forms.BooleanField(label=_("Obligatorisk"), required=False)

    def __init__(self, *args: Any, method: Method, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {"working_method": "working_method", "systematic_control": "systematic_control", "text": "control"}
        self.keep(method, names)
        if not len(set(names) & set(self.fields)):
            self.fields["text"] = LongText(label=label_of(method, "control"), required=False)

    @classmethod
    def initial_of(cls, control: Control) -> dict[str, Any]:
        return {
            "edits": control.edits,
            "working_method": control.working_method,
            "systematic_control": control.systematic_control,
            "text": control.text,
            "mandatory": control.mandatory,
        }

    def given(self) -> ControlText:
        return _control_in(self.cleaned_data)


def _control_in(data: dict[str, Any]) -> ControlText:
    texts = {name: data.get(name, "") for name in ("working_method", "systematic_control", "text")}
    return ControlText(**texts, mandatory=data["mandatory"])


class CheckForm(_InTheWay, EditForm):
    procedure = LongText(required=False, rows=4)
    responsible = forms.CharField(required=False, max_length=500)
    frequency = forms.CharField(required=False, max_length=500)
    recurrence = forms.ChoiceField(label=_("Så ofta räknas den"), required=False)
    measure = forms.CharField(
        label=_("Mätvärde som följs"),
        help_text=_("Till exempel andel ärenden utan fel. Lämna tomt om inget ska mätas."),
        required=False,
        max_length=500,
    )
    people = forms.ModelMultipleChoiceField(
        User.objects.none(), label=_("Personer som rapporterar"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, method: Method, board: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Who does it and how often is asked for in every way of working: reminders and due dates stand on it.
        self.fields["responsible"].label = label_of(method, "responsible")
        self.fields["frequency"].label = label_of(method, "frequency")
        self.fields["procedure"].label = label_of(method, "method")
        read = recurrence_of(self.initial.get("frequency", ""))
        by_words = _("Läses av orden: %(told)s") % {"told": sentence_for(read)} if read else _("Läses av orden")
        of_months, often = (
            [(r, told.capitalize()) for r, told in SENTENCES.items() if names_months(r) is m] for m in (True, False)
        )
        self.fields["recurrence"].choices = [  # type: ignore[attr-defined]  # it is declared as a choice above
            (_BY_WORDS, by_words),
            *often,
            (_NO_RULE, _("Går inte att säga")),
            (_("I bestämda månader"), of_months),
        ]
        tied = self.initial.get("people", ())
        self.fields["people"].queryset = people_who(Capability.REPORT_OWN, board, tied=tied)  # type: ignore[attr-defined]
        self.fields["people"].widget.attrs.pop("class", None)

    @classmethod
    def initial_of(cls, check: Check) -> dict[str, Any]:
        chosen = check.recurrence or _NO_RULE
        return {
            "edits": check.edits,
            "procedure": check.procedure,
            "responsible": check.responsible,
            "frequency": check.frequency,
            "recurrence": _BY_WORDS if check.recurrence == recurrence_of(check.frequency) else chosen,
            "measure": check.measure,
            "people": list(check.owners.values_list("pk", flat=True)),
        }

    def given(self) -> CheckText:
        data = self.cleaned_data
        chosen = data["recurrence"] or _BY_WORDS
        by_words = {_BY_WORDS: recurrence_of(data["frequency"]), _NO_RULE: ""}
        texts = {name: data[name] for name in ("procedure", "responsible", "frequency", "measure")}
        return CheckText(**texts, recurrence=by_words.get(chosen, chosen))


class NewControlForm(CheckForm):
    """A control with its first check. `area` is asked for where it is not the risk's."""

    area = forms.ModelChoiceField(Area.objects.none(), required=False, empty_label=_("Inget område"))
    working_method = LongText(required=False, rows=2)
    systematic_control = LongText(required=False, rows=3)
    text = LongText(required=False, rows=4)
    mandatory = forms.BooleanField(label=_("Obligatorisk"), required=False)
    field_order = ("area", "working_method", "systematic_control", "text", "mandatory")

    def __init__(self, *args: Any, method: Method, board: Unit, plan: Plan, below_risk: bool, **kwargs: Any) -> None:
        super().__init__(*args, method=method, board=board, **kwargs)
        self.keep(method, {"working_method": "working_method", "systematic_control": "systematic_control"})
        self.fields["text"].label = label_of(method, "control")
        areas: Any = self.fields["area"]
        areas.label, areas.queryset = label_of(method, "area"), plan.areas.all()
        paths = paths_of(plan)
        areas.label_from_instance = lambda area: " / ".join(paths[area.pk])
        if below_risk or not plan.areas.exists():
            del self.fields["area"]

    def given_control(self) -> ControlText:
        return _control_in(self.cleaned_data)


class NumberForm(EditForm):
    number = forms.CharField(label=_("Nummer i planen"), required=False, max_length=40)


class AreaForm(Form):
    """`seen` is the name that was shown, so that another's new name is not written over."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Namn"), max_length=500, error_messages={"required": _("Skriv vad området heter.")})


class NewAreaForm(Form):
    parent = forms.ModelChoiceField(
        Area.objects.none(), label=_("Ligger i"), required=False, empty_label=_("Inget annat område")
    )
    name = forms.CharField(label=_("Namn"), max_length=500, error_messages={"required": _("Skriv vad området heter.")})

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        paths = paths_of(plan)
        parents: Any = self.fields["parent"]
        parents.queryset = plan.areas.all()
        parents.label_from_instance = lambda area: " / ".join(paths[area.pk])
        if not plan.areas.exists():
            del self.fields["parent"]


class _NotInTheFuture(Form):
    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def not_after_today(self, name: str, message: str) -> dt.date:
        day: dt.date = self.cleaned_data[name]
        if day > self.today:
            raise forms.ValidationError(message)
        return day


class ProposeForm(_NotInTheFuture):
    risk_analysis_on = DateField(
        label=_("Dagen då riskanalysen gjordes"),
        help_text=_("Planen ska bygga på en daterad riskanalys. Revisorer frågar efter dagen."),
        error_messages={
            "required": _("Ange vilken dag riskanalysen gjordes. En plan utan daterad riskanalys kan inte föreslås.")
        },
    )

    def clean_risk_analysis_on(self) -> dt.date:
        return self.not_after_today("risk_analysis_on", str(_("Riskanalysen kan inte vara gjord efter i dag.")))


class DecisionForm(_NotInTheFuture):
    adopted_on = DateField(
        label=_("Beslutsdatum"), error_messages={"required": _("Ange vilken dag nämnden beslutade.")}
    )
    paragraph = forms.CharField(
        label=_("Paragraf"),
        help_text=_("Till exempel § 128."),
        max_length=40,
        error_messages={"required": _("Ange protokollets paragraf.")},
    )
    reference = forms.CharField(
        label=_("Diarienummer"),
        max_length=200,
        error_messages={"required": _("Ange ärendets diarienummer.")},
    )

    def clean_paragraph(self) -> str:
        """As it stands in the minutes: "128" is "§ 128"."""
        told: str = self.cleaned_data["paragraph"].strip()
        return f"§ {told}" if told[:1].isdigit() else told

    def clean_adopted_on(self) -> dt.date:
        return self.not_after_today("adopted_on", str(_("Beslutet kan inte vara fattat efter i dag.")))


class ReviseForm(Form):
    why = LongText(
        label=_("Varför revideras planen?"),
        help_text=_("Skälet visas vid den nya versionen, för nämnden och för revisorerna."),
        error_messages={"required": _("Skriv varför planen revideras.")},
    )


class TieForm(Form):
    """The people whom the words of a responsible mean."""

    people = forms.ModelMultipleChoiceField(
        User.objects.none(), label=_("Personer som rapporterar"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, board: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["people"]
        people.queryset = people_who(Capability.REPORT_OWN, board, tied=self.initial.get("people", ()))
        people.widget.attrs.pop("class", None)
