"""The widgets of a Method's page, drawn here: there are hundreds, and Django opens a template or more for each."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.utils import flatatt
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from internkoll.base.looks import Renderer

Widget = Mapping[str, Any]


def _input(widget: Widget) -> SafeString:
    value = {} if widget["value"] is None else {"value": str(widget["value"])}
    return format_html(
        "<input{}>", flatatt({"type": widget["type"], "name": widget["name"], **value, **widget["attrs"]})
    )


def _textarea(widget: Widget) -> SafeString:
    # A first line break is not part of the text to a browser, so one is given away.
    return format_html(
        "<textarea{}>\n{}</textarea>", flatatt({"name": widget["name"], **widget["attrs"]}), widget["value"] or ""
    )


def _select(widget: Widget) -> SafeString:
    options = (
        (flatatt({"value": str(option["value"]), **option["attrs"]}), option["label"])
        for _group, held, _place in widget["optgroups"]
        for option in held
    )
    drawn = format_html_join("", "<option{}>{}</option>", options)
    return format_html("<select{}>{}</select>", flatatt({"name": widget["name"], **widget["attrs"]}), drawn)


_DRAWN: Mapping[str, Callable[[Widget], SafeString]] = {
    "django/forms/widgets/checkbox.html": _input,
    "django/forms/widgets/hidden.html": _input,
    "django/forms/widgets/number.html": _input,
    "django/forms/widgets/select.html": _select,
    "django/forms/widgets/text.html": _input,
    "django/forms/widgets/textarea.html": _textarea,
}


class DrawnRenderer(Renderer):
    """No choice on the page stands in a group of choices."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        draw = _DRAWN.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)
