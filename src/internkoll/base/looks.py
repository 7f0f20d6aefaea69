"""How every form of the product looks: the design system's markup, made once for all fields."""

from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _


class Renderer(TemplatesSetting):
    field_template_name = "parts/field.html"


class Form(forms.Form):
    """A form with our look. Its template shows the error summary first, and each field with its hint and error."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "ds-input")
            if isinstance(field, forms.CharField) and not field.widget.is_hidden:
                field.error_messages.setdefault("max_length", _("Texten är för lång."))


class EditForm(Form):
    """A form that changes something which others may change too: it carries the count of changes it was shown with."""

    edits = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @property
    def seen(self) -> int:
        return int(self.cleaned_data["edits"])


class DateField(forms.DateField):
    """A day, chosen in the browser's own calendar or written as 2025-12-31."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": _("Skriv dagen som år, månad och dag, till exempel 2025-12-31.")}


class LongText(forms.CharField):
    """A text of several lines, without more limit than a page can carry."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **{"max_length": 50_000, **kwargs})

    def to_python(self, value: Any) -> Any:
        # Browsers send line breaks as CR LF; all text here has LF.
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\r", "\n") if isinstance(text, str) else text
