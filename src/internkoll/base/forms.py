"""The forms of signing in: allauth's own, in our words and in the design system's look."""

from collections.abc import Mapping
from typing import Any

from allauth.account import forms as account
from django.forms import BaseForm
from django.utils.translation import gettext_lazy as _

_LABELS = {
    "login": _("E-postadress"),
    "email": _("E-postadress"),
    "password": _("Lösenord"),
    "oldpassword": _("Nuvarande lösenord"),
    "password1": _("Nytt lösenord"),
    "password2": _("Nytt lösenord en gång till"),
}


class _InOurWords(BaseForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields)


def _word(fields: Mapping[str, Any]) -> None:
    for name, field in fields.items():
        field.label = _LABELS.get(name, field.label)
        # A placeholder is gone when it is needed, and allauth's help leads out of the form.
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs["class"] = "ds-input"
        if name in ("password", "oldpassword"):
            field.help_text = ""


class SignInForm(_InOurWords, account.LoginForm):
    pass


class ForgottenPasswordForm(_InOurWords, account.ResetPasswordForm):
    pass


class NewPasswordForm(_InOurWords, account.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(_InOurWords, account.ChangePasswordForm):
    pass
