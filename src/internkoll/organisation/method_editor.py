"""A draft of a Method as a page of forms, in sections that two people may change at the same time.

The page carries a sum of what each section held when it was shown: only a section that one has changed is saved, and
only where both have changed the same one does anyone have to be asked.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.formsets import BaseFormSet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from internkoll.organisation import method_forms as given
from internkoll.organisation.method_form_data import (
    chosen_fields,
    fields_initial,
    head_initial,
    initial_of,
    level_numbered,
    line_of,
    matrix_initial,
)
from internkoll.organisation.models import MethodVersion
from internkoll.rules.method_draft import SCALES, Data, fitted, value_at

# The stubs have a generic class where Django has none.
if TYPE_CHECKING:
    LineFormSet = BaseFormSet[given.LineForm]
else:
    LineFormSet = BaseFormSet

# More lines than a form can be asked for; a list of a Method's file may be that long.
_MOST_LINES, _MOST_STEPS = 60, 20
# How far the page lets a list grow.
LIMITS = {"likelihood": 10, "consequence": 10, "levels": 10, "rounds": 12}
USUAL_LIMIT = 40
_FORMS: dict[str, type[given.LineForm]] = {
    "likelihood": given.StepForm,
    "consequence": given.StepForm,
    "levels": given.LevelForm,
    "result_classes": given.ResultClassForm,
    "statuses": given.StatusForm,
    "assessments": given.TonedForm,
    "rounds": given.RoundForm,
    "categories": given.CategoryForm,
    "responses": given.ResponseForm,
}


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page, with the parts of the Method's data that it holds."""

    key: str
    title: Any
    parts: tuple[str, ...]


SECTIONS = {
    section.key: section
    for section in (
        Section("grunden", gettext_lazy("Namn och år"), ("name", "layout", "from_year")),
        Section(
            "matris",
            gettext_lazy("Skalor, nivåer och riskmatris"),
            ("likelihood", "consequence", "levels", "matrix", "must_handle_from", "selection_limit"),
        ),
        Section("resultat", gettext_lazy("Resultatets klasser"), ("result_classes",)),
        Section("status", gettext_lazy("Kontrollernas status"), ("statuses",)),
        Section("bedomning", gettext_lazy("Samlad bedömning"), ("assessments",)),
        Section("perioder", gettext_lazy("Årets perioder"), ("rounds",)),
        Section("hantering", gettext_lazy("Sätt att hantera en risk"), ("responses",)),
        Section("kategorier", gettext_lazy("Riskkategorier"), ("categories",)),
        Section("falt", gettext_lazy("Fält och ord"), ("fields", "words")),
    )
}


def held_by(version: MethodVersion) -> Data:
    """All that the page of a draft shows: its data and its year."""
    return {**fitted(version.data), "from_year": version.from_year}


def sum_of(data: Mapping[str, Any], section: Section) -> str:
    held = json.dumps([data.get(part) for part in section.parts], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(held.encode()).hexdigest()[:20]


class _Lines(LineFormSet):
    def add_fields(self, form: given.LineForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.called((index or 0) + 1)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "empty_permitted": False}


def _lines(part: str, initial: Sequence[Data], post: QueryDict | None) -> LineFormSet:
    most = _MOST_STEPS if part in SCALES else _MOST_LINES
    made = forms.formset_factory(
        _FORMS[part], formset=_Lines, extra=0, max_num=most, absolute_max=most, validate_max=True
    )
    told = {"too_many_forms": _("Listan har för många rader."), "missing_management_form": _("Listan kom inte med.")}
    return made(post, prefix=part, initial=[initial_of(line) for line in initial], error_messages=told)


class Editor:
    """The forms of a draft, filled from its data, or from what was posted of them."""

    def __init__(self, data: Data, post: QueryDict | None = None) -> None:
        self.old = data
        sent = post.getlist("del") if post is not None else []
        self.sent = [key for key in SECTIONS if key in sent]
        self.shown = {
            key: post.get(f"summa-{key}", "") if post is not None and key in self.sent else sum_of(data, section)
            for key, section in SECTIONS.items()
        }
        self.head = given.HeadForm(self._of("grunden", post), initial=head_initial(data))
        self.fields = given.FieldsForm(self._of("falt", post), initial=fields_initial(data))
        self.lists = {
            part: _lines(part, data.get(part, ()), self._of(section.key, post))
            for section in SECTIONS.values()
            for part in section.parts
            if part in _FORMS
        }
        self.matrix = self._matrix_form(self._of("matris", post))

    def _of(self, key: str, post: QueryDict | None) -> QueryDict | None:
        return post if key in self.sent else None

    def _matrix_form(self, post: QueryDict | None) -> given.MatrixForm:
        words = [self._words(part, _("steg")) for part in SCALES]
        levels = self._words("levels", _("nivå"))
        own = "value-0-0" in post if post is not None else bool((self.old.get("matrix") or {}).get("values"))
        initial = matrix_initial(self.old)
        steps = (words[0], words[1])
        return given.MatrixForm(post, initial=initial, steps=steps, levels=levels, with_values=own)

    def _words(self, part: str, otherwise: str) -> list[str]:
        """What stands in the word of each line of that part, as it is being written."""
        return [str(f["word"].value() or "").strip() or f"{otherwise} {n}" for n, f in enumerate(self.lists[part], 1)]

    @property
    def forms(self) -> Iterator[tuple[str, forms.Form]]:
        yield str(SECTIONS["grunden"].title), self.head
        for section in SECTIONS.values():
            for part in section.parts:
                for number, form in enumerate(self.lists.get(part, ()), start=1):
                    yield given.line_name(TITLES[part], number), form
        yield str(_("Riskmatris")), self.matrix
        yield str(SECTIONS["falt"].title), self.fields

    def is_valid(self) -> bool:
        whole = [form.is_valid() for form in self.lists.values() if form.is_bound]
        return all(whole) and all(form.is_valid() for _title, form in self.forms if form.is_bound)

    @property
    def errors(self) -> list[tuple[str, str]]:
        """What can't be saved as it stands: the id of its field, and the words."""
        told = []
        for part, lines in self.lists.items():
            told += [(f"lista-{part}", f"{TITLES[part]}: {error}") for error in lines.non_form_errors()]
        for title, form in self.forms:
            for field in form:
                told += [(field.id_for_label, f"{title}, {field.label}: {error}") for error in field.errors]
        return told

    @cached_property
    def values(self) -> Data:
        """The draft's data with what was sent: that of a section that was not sent is as it was."""
        data = dict(self.old)
        for part, lines in self.lists.items():
            if lines.is_bound:
                data[part] = [line_of(part, form.cleaned_data) for form in lines]
        if self.head.is_bound:
            data |= {name: self.head.cleaned_data[name] for name in ("name", "layout", "from_year")}
        if self.fields.is_bound:
            data |= chosen_fields(self.fields.cleaned_data, self.old.get("fields", ()))
        if self.matrix.is_bound:
            data |= self._matrix_values(data)
        return fitted({name: value for name, value in data.items() if value not in ([], {}, None, "")})

    def _matrix_values(self, data: Data) -> Data:
        cleaned, levels = self.matrix.cleaned_data, [level.get("word", "") for level in data.get("levels", ())]
        limit = cleaned["must_handle_from"]
        told: Data = {
            "must_handle_from": levels[int(limit)] if limit else None,
            "selection_limit": cleaned["selection_limit"],
            "matrix": None,
        }
        is_new = not self.old.get("matrix") and any(cleaned[f"cell-{i}-{j}"] for i, j in self.matrix.places)
        if cleaned["has_matrix"] or is_new:
            told["matrix"] = {"levels": self._table(lambda i, j: level_numbered(levels, cleaned.get(f"cell-{i}-{j}")))}
            if cleaned["own_values"]:
                told["matrix"]["values"] = self._table(lambda i, j: self._value(data, i, j))
        return told

    def _value(self, data: Data, i: int, j: int) -> int | None:
        """A table of own values begins as the products that it takes the place of."""
        if self.matrix.with_values:
            value: int | None = self.matrix.cleaned_data.get(f"value-{i}-{j}")
            return value
        return value_at({**data, "matrix": None}, i, j)

    def _table(self, cell: Any) -> list[list[Any]]:
        rows, columns = (len(self.lists[scale].forms) for scale in SCALES)
        return [[cell(i, j) for j in range(columns)] for i in range(rows)]

    @property
    def changed(self) -> list[Section]:
        """The sections that were sent and are not as they were shown."""
        return [SECTIONS[key] for key in self.sent if sum_of(self.values, SECTIONS[key]) != self.shown[key]]

    def clashing(self, now: Data) -> list[Section]:
        """The sections that both this one and another have changed, each in their own way."""
        return [
            section
            for section in self.changed
            if sum_of(now, section) not in (self.shown[section.key], sum_of(self.values, section))
        ]

    def merged_into(self, now: Data) -> Data:
        """What stands now, with the sections that were changed here."""
        data = dict(now)
        for part in (part for section in self.changed for part in section.parts):
            data.pop(part, None)
            if part in self.values:
                data[part] = self.values[part]
        return data


TITLES = {
    "from_year": gettext_lazy("Från år"),
    "name": gettext_lazy("Namn"),
    "layout": gettext_lazy("Rapportens layout"),
    "likelihood": gettext_lazy("Skalan för sannolikhet"),
    "consequence": gettext_lazy("Skalan för konsekvens"),
    "matrix": gettext_lazy("Riskmatrisen"),
    "must_handle_from": gettext_lazy("Risker som måste hanteras"),
    "selection_limit": gettext_lazy("Gränsen för planen"),
    "levels": gettext_lazy("Nivåer"),
    "result_classes": gettext_lazy("Resultatets klasser"),
    "statuses": gettext_lazy("Kontrollernas status"),
    "assessments": gettext_lazy("Samlad bedömning"),
    "rounds": gettext_lazy("Årets perioder"),
    "responses": gettext_lazy("Sätt att hantera en risk"),
    "categories": gettext_lazy("Riskkategorier"),
    "fields": gettext_lazy("Fält"),
    "words": gettext_lazy("Ord"),
}
