"""The widgets that are drawn without templates say what Django's own templates say."""

import pytest
from django import forms
from lxml import html

from internkoll.base.looks import Renderer
from internkoll.organisation.method_drawing import DrawnRenderer

ODD = "<b> & \"citat\" 'x'\n rad"


@pytest.mark.parametrize("value", [None, "", "1", 0, ODD])
@pytest.mark.parametrize(
    "widget",
    [
        forms.TextInput,
        forms.NumberInput,
        forms.HiddenInput,
        forms.CheckboxInput,
        forms.Textarea,
        lambda attrs: forms.Select(attrs, choices=[("", "–"), ("1", ODD), ("0", "Noll")]),
    ],
)
def test_a_drawn_widget_is_as_django_draws_it(widget, value):
    made = widget({"class": "ds-input", "aria-label": ODD, "disabled": True, "hidden": False})
    drawn, usual = (flat(made.render("namn", value, renderer=renderer())) for renderer in (DrawnRenderer, Renderer))
    assert drawn == usual


def flat(drawn):
    return [(e.tag, dict(e.attrib), (e.text or "").strip()) for e in html.fragment_fromstring(drawn).iter()]
