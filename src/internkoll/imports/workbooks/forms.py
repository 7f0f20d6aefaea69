"""The forms of a workbook's way out and back: for whom, the file that came back, and what is mended of a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from internkoll.base.looks import Form, LongText
from internkoll.imports.readers.guard import MAX_FILE, MEGABYTE
from internkoll.imports.workbooks.audience import EVERYONE, Choice, Group
from internkoll.imports.workbooks.layout import LONGEST
from internkoll.imports.workbooks.values import as_day, plain
from internkoll.rules.fields import ANSWERS
from internkoll.rules.marks import first_upper
from internkoll.rules.method import Method

LEFT, ALL = "kvar", "alla"


class SendForm(Form):
    """For whom the workbook is, and which of their rows it has. Sent by GET: it changes nothing."""

    till = forms.ChoiceField(label=_("Till vem?"), initial=EVERYONE)
    rader = forms.ChoiceField(
        label=_("Vilka kontroller?"),
        choices=[
            (LEFT, _("De som inte är rapporterade, eller har återlämnats")),
            (ALL, _("Alla i perioden, också de som redan är rapporterade")),
        ],
        widget=forms.RadioSelect,
        initial=LEFT,
    )

    def __init__(self, *args: Any, groups: Iterable[Group], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["till"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(group.name, [(c.key, _counted(c)) for c in group.choices]) for group in groups]


def _counted(choice: Choice) -> str:
    told = _("%(name)s: %(left)s kvar av %(checks)s")
    return told % {"name": choice.name, "left": choice.left, "checks": choice.checks}


class UploadForm(Form):
    file = forms.FileField(
        label=_("Ifylld Excelbok"),
        help_text=_(
            "Den bok som skickades ut härifrån, ifylld och sparad som .xlsx. Inget ändras förrän du har sett den."
        ),
        error_messages={
            "required": _("Välj den ifyllda boken."),
            "missing": _("Välj den ifyllda boken."),
            "empty": _("Filen är tom. Kontrollera att rätt fil valdes och att den är sparad."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE:
            raise forms.ValidationError(
                _("Filen är större än %(most)s MB. En bok härifrån är mycket mindre: kontrollera att rätt fil valdes."),
                params={"most": MAX_FILE // MEGABYTE},
            )
        return file


# What is asked for together: a remark needs an action with all of its parts, or the reason why none is needed.
_TOGETHER = ("action_text", "action_responsible", "action_due", "no_action_why")
_ROWS = {"text": 4, "action_text": 2, "no_action_why": 2}


def fields_to_mend(faults: Iterable[str]) -> list[str]:
    wanted = set(faults)
    if wanted & set(_TOGETHER):
        wanted |= set(_TOGETHER)
    return [key for key in ANSWERS if key in wanted]


class MendForm(Form):
    """The cells of one row that can't be taken as they are, or some of them. What is wrong stands beside each."""

    def __init__(
        self, *args: Any, method: Method, keys: Iterable[str], headings: Mapping[str, str], year: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._year = year
        for key in keys:
            self.fields[key] = _field(method, key, headings.get(key, key))
            self.fields[key].widget.attrs.setdefault("class", "ds-input")

    def clean_action_due(self) -> str:
        return as_day(self.cleaned_data["action_due"], self._year)

    @property
    def answers(self) -> dict[str, str]:
        return {key: plain(text) for key, text in self.cleaned_data.items()}

    def add_faults(self, faults: Mapping[str, str]) -> None:
        for key, fault in faults.items():
            if key in self.fields and not self.has_error(key):
                self.add_error(key, fault)


def _field(method: Method, key: str, heading: str) -> forms.Field:
    words = {"status": method.statuses, "outcome": method.result_classes}.get(key, ())
    if words:
        choices = [("", _("Välj …")), *((first_upper(known.word), first_upper(known.word)) for known in words)]
        # Not held to the choices here: what is wrong with a word is told by the same rule as for every report.
        return forms.CharField(label=heading, required=False, max_length=200, widget=forms.Select(choices=choices))
    if key in LONGEST or key == "status":
        return forms.CharField(label=heading, required=False, max_length=LONGEST.get(key, 200))
    return LongText(label=heading, required=False, rows=_ROWS.get(key, 2))
