"""A person who walks through the pages: opens them, follows links by their words, fills in forms by their labels.

No script runs. A word that is not on the page, a label that leads nowhere or an answer of error fails the test.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from lxml import html

from internkoll.base.models import User
from tests.reading import page_of, words

Values = Mapping[str, object]


class Clock:
    """The day on which the story is: what `timezone.now` says."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch

    def set(self, day: str) -> None:
        # Told in UTC, as Django's own is.
        now = datetime.fromisoformat(f"{day}T10:00:00").replace(tzinfo=ZoneInfo("Europe/Stockholm")).astimezone(UTC)
        self._patch.setattr(timezone, "now", lambda: now)


class Walker:
    def __init__(self, user: User) -> None:
        self.client = Client()
        self.client.force_login(user)
        self.address = ""
        self.page = html.fromstring("<html></html>")

    def open(self, address: str) -> html.HtmlElement:
        return self._take(self.client.get(address, follow=True), address)

    def follow(self, text: str, *, within: str = "") -> html.HtmlElement:
        """The link with those words; where several have them, the first. `within`: words that stand near it."""
        return self.open(urljoin(self.address, self._found("a[@href]", text, within).get("href")))

    def press(self, button: str, values: Values | None = None, *, within: str = "") -> html.HtmlElement:
        """Fills in the form that has the button, by its labels, and sends it. `within`: words that stand near it."""
        pressed = self._found("button", button, within)
        named = pressed.get("form")
        form = self.page.get_element_by_id(named) if named else next(pressed.iterancestors("form"))
        files = {}
        for label, value in (values or {}).items():
            if isinstance(value, SimpleUploadedFile):
                files[self._control(form, label).name] = value
            else:
                self._fill(form, label, value)
        sent = self._sent(form, pressed) | files
        address = urljoin(self.address, pressed.get("formaction") or form.get("action") or "")
        ask = self.client.post if form.get("method", "get").lower() == "post" else self.client.get
        return self._take(ask(address, sent, follow=True), address)

    def says(self, text: str) -> bool:
        return text in words(self.page)

    def _take(self, response, address: str) -> html.HtmlElement:
        self.address = response.redirect_chain[-1][0] if response.redirect_chain else address
        self.page = page_of(response)
        return self.page

    def _found(self, kind: str, text: str, within: str) -> html.HtmlElement:
        """The first of the kind that says the text, in the smallest part of the page that has one and says `within`."""
        parts = (
            [e for e in self.page.iter() if isinstance(e.tag, str) and within in words(e)] if within else [self.page]
        )
        for part in sorted(parts, key=lambda e: len(list(e.iter()))):
            for found in part.xpath(f".//{kind}"):
                if text in words(found) or text in (found.get("aria-label") or ""):
                    return found
        raise AssertionError(f"nothing says “{text}” near “{within}” on {self.address}:\n{words(self.page)[:2000]}")

    def _control(self, form: html.HtmlElement, label: str) -> html.HtmlElement:
        """The field that the label names: the label that says just that, else the first that says it among more."""
        labels = [found for found in self.page.xpath("//label") if label in words(found)]
        labels.sort(key=lambda found: words(found) != label)
        for found in labels:
            wanted = found.get("for")
            control = self.page.get_element_by_id(wanted) if wanted else found.xpath(".//input | .//select")[0]
            if control.get("form") or form in control.iterancestors():
                return control
        named = [control for control in self._controls(form) if label in self._name(control)]
        assert named, f"no field is called “{label}” in the form on {self.address}:\n{words(form)[:2000]}"
        return named[0]

    def _controls(self, form: html.HtmlElement) -> list[html.HtmlElement]:
        """The form's fields, also those that stand elsewhere on the page and name it."""
        return [*form.xpath(".//input | .//select | .//textarea"), *self._elsewhere(form)]

    def _elsewhere(self, form: html.HtmlElement) -> list[html.HtmlElement]:
        return self.page.xpath(f"//*[@form='{form.get('id')}' and @name]") if form.get("id") else []

    def _name(self, control: html.HtmlElement) -> str:
        """What a field without a label of its own is called."""
        named_by = (control.get("aria-labelledby") or "").split()
        return control.get("aria-label") or " ".join(words(self.page.get_element_by_id(key)) for key in named_by)

    def _fill(self, form: html.HtmlElement, label: str, value: object) -> None:
        control = self._control(form, label)
        if control.get("type") in ("radio", "checkbox"):
            if control.get("type") == "radio":
                for other in form.xpath(f".//input[@type='radio' and @name='{control.name}']"):
                    other.attrib.pop("checked", None)
            control.attrib.pop("checked", None)
            if value:
                control.set("checked", "checked")
        elif control.tag == "select":
            wanted = value if isinstance(value, list | tuple) else [value]
            options = [o for text in wanted for o in control.xpath(".//option") if str(text) in words(o)]
            assert len(options) >= len(wanted), f"“{value}” can't be chosen in “{label}”"
            for option in control.xpath(".//option"):
                option.attrib.pop("selected", None)
            for option in options[: len(wanted)]:
                option.set("selected", "selected")
        else:
            control.value = str(value)

    def _sent(self, form: html.HtmlElement, pressed: html.HtmlElement) -> dict[str, object]:
        sent: dict[str, list[object]] = {}
        for name, value in form.form_values():
            sent.setdefault(name, []).append(value)
        # lxml does not know that a field outside the form may name it.
        for control in self._elsewhere(form):
            if control.tag != "button":
                value = control.value if control.get("type") != "checkbox" else control.get("value", "on")
                if control.get("type") not in ("checkbox", "radio") or control.get("checked"):
                    sent.setdefault(control.name, []).append(value or "")
        if pressed.get("name"):
            sent.setdefault(pressed.get("name"), []).append(pressed.get("value", ""))
        return dict(sent)
