"""The forms of the organisation: units, and inviting people."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from internkoll.base.access import Capability, units_where
from internkoll.base.looks import Form
from internkoll.base.models import RoleGrant, Unit, User
from internkoll.organisation.roles import Reach
from internkoll.organisation.services import LONGEST_NAME, ROOT_KINDS
from internkoll.organisation.tree import in_order

_ROLE = RoleGrant.Role
# What each role is for, told to the one who chooses it.
PURPOSE = {
    _ROLE.ADMINISTRATOR: _("sköter enheter, personer och roller"),
    _ROLE.COORDINATOR: _("leder årets arbete, från riskanalys till rapport"),
    _ROLE.HEAD: _("ansvarar för planen, attesterar resultat och gör den samlade bedömningen"),
    _ROLE.CONTROL_OWNER: _("rapporterar sina egna kontroller"),
    _ROLE.ACTION_OWNER: _("uppdaterar sina egna åtgärder"),
    _ROLE.BOARD_MEMBER: _("läser allt, ändrar inget"),
    _ROLE.AUDITOR: _("läser allt, ändrar inget"),
    _ROLE.READER: _("läser allt, ändrar inget"),
}
# A step in to the right in a list of choices, which holds plain text alone.
_INDENT = "\N{EM SPACE}"


class UnitForm(Form):
    """A unit's name and kind. What stands at the top of a tree is a municipality or a region, and nothing else is."""

    name = forms.CharField(
        label=_("Namn"), max_length=LONGEST_NAME, error_messages={"max_length": _("Namnet är för långt.")}
    )
    kind = forms.ChoiceField(label=_("Slag"))

    def __init__(self, *args: Any, at_top: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(value, label) for value, label in Unit.Kind.choices if (value in ROOT_KINDS) == at_top]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]  # declared as choices


class MoveForm(Form):
    """Where a unit is to lie: below another one of its municipality that the person administers."""

    parent = forms.ChoiceField(label=_("Lägg enheten under"))

    def __init__(self, *args: Any, by: User, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = units_where(by, Capability.MANAGE_UNITS).filter(path__startswith=unit.path[: unit.steplen]).still_open()
        places = in_order(kept.exclude(path__startswith=unit.path))
        self._places = {str(place.pk): place for place in places}
        choices = [(str(place.pk), f"{_INDENT * (place.depth - 1)}{place}") for place in places]
        self.fields["parent"].choices = [("", _("Välj enhet")), *choices]  # type: ignore[attr-defined]  # so declared

    def clean_parent(self) -> Unit:
        return self._places[self.cleaned_data["parent"]]


class AddressForm(Form):
    """The address that a person signs in by."""

    email = forms.EmailField(
        label=_("E-postadress"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": _("Skriv en hel e-postadress, som fornamn.efternamn@kommun.se.")},
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).casefold()


class InviteForm(AddressForm):
    name = forms.CharField(
        label=_("Namn"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("För- och efternamn. Den som redan har ett konto behåller namnet som står där."),
    )
    role = forms.ChoiceField(label=_("Roll"), widget=forms.RadioSelect)
    unit = forms.ChoiceField(label=_("Enhet"), help_text=_("Rollen gäller där och i allt som ligger under."))

    def __init__(self, *args: Any, by: User, at: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._by, self._reach = by, Reach.of(by)
        below = in_order(Unit.objects.filter(path__startswith=at.path).still_open())
        self._units = {str(unit.pk): unit for unit in below}
        roles = [role for role in _ROLE if any(self._reach.may_give(role, unit) for unit in below)]
        self.fields["role"].choices = [  # type: ignore[attr-defined]  # declared as choices
            (role.value, format_lazy("{role}: {purpose}", role=role.label.capitalize(), purpose=PURPOSE[role]))
            for role in roles
        ]
        self.fields["unit"].choices = [  # type: ignore[attr-defined]  # declared as choices
            (str(unit.pk), f"{_INDENT * (unit.depth - at.depth)}{unit}") for unit in below
        ]

    def clean_unit(self) -> Unit:
        return self._units[self.cleaned_data["unit"]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        role, unit = cleaned.get("role"), cleaned.get("unit")
        if role and unit and not self._reach.may_give(role, unit):
            self.add_error("role", _("Du får inte ge den rollen vid den enheten."))
        return cleaned


class NameForm(Form):
    name = forms.CharField(label=_("Namn"), max_length=150)
