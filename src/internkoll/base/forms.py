"""The forms of signing in: allauth's own, in our words and in the design system's look."""

from collections.abc import Mapping
from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.utils.translation import gettext_lazy as _

from internkoll.base.models import User
from internkoll.base.two_steps import is_first_use

_LABELS = {
    "login": _("E-postadress"),
    "email": _("E-postadress"),
    "password": _("Lösenord"),
    "oldpassword": _("Nuvarande lösenord"),
    "password1": _("Nytt lösenord"),
    "password2": _("Nytt lösenord en gång till"),
    "code": _("Kod"),
    "name": _("Namn på nyckeln"),
    "passwordless": _("Logga in med enbart den här nyckeln"),
}
_HINTS = {
    "name": _("Så att du känner igen den, till exempel Jobbdatorn eller Mobilen."),
    "passwordless": _(
        "Nyckeln måste då skyddas av PIN, fingeravtryck eller ansikte. Utan krysset är den ett andra steg efter "
        "lösenord eller kod."
    ),
}


class _InOurWords(BaseForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields)


def _word(fields: Mapping[str, Any]) -> None:
    for name, field in fields.items():
        field.label = _LABELS.get(name, field.label)
        field.help_text = _HINTS.get(name, field.help_text)
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


class FirstPasswordForm(_InOurWords, account.SetPasswordForm):
    pass


class OwnPasswordForm(_InOurWords, account.ReauthenticateForm):
    pass


class AskForCodeForm(_InOurWords, account.RequestLoginCodeForm):
    pass


class CodeForm(_InOurWords, account.ConfirmLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"autocapitalize": "characters", "spellcheck": "false"}


class _OfDigits(_InOurWords):
    """A phone shows its digits at once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class _OnceOnly(_OfDigits):
    """A code that has been seen over someone's shoulder lets nobody in."""

    user: User

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]  # allauth's form, which this one stands before
        if not is_first_use(self.user, self.data.get("code", "")):
            raise ValidationError(_("Koden är redan använd. Vänta tills appen visar nästa."))
        return code


class SecondStepForm(_OnceOnly, mfa.AuthenticateForm):
    pass


class SecondStepAgainForm(_OnceOnly, mfa.ReauthenticateForm):
    pass


class NewAppForm(_OnceOnly, totp.ActivateTOTPForm):
    pass


class NewPasskeyForm(_InOurWords, webauthn.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class PasskeyNameForm(_InOurWords, webauthn.EditWebAuthnForm):
    pass
