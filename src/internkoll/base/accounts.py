"""How allauth behaves here: nobody signs up on their own, and refusals are told in our words."""

import logging
from smtplib import SMTPException
from typing import Any, ClassVar
from urllib.parse import urljoin, urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_log = logging.getLogger(__name__)


class Adapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("E-postadressen eller lösenordet stämmer inte. Kontrollera båda och försök igen."),
        "enter_current_password": _("Skriv ditt nuvarande lösenord."),
        "incorrect_password": _("Lösenordet stämmer inte."),
        "too_many_login_attempts": _("För många misslyckade försök att logga in. Vänta en stund och försök igen."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A message that can't be sent is the operator's concern: the page that follows is the same for everyone."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            _log.exception("A message could not be sent.")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The address in the message. Where the product's own is known, it does not follow what the asker wrote."""
        asked = super().get_reset_password_from_key_url(key)
        return urljoin(settings.PUBLIC_URL, urlsplit(asked).path) if settings.PUBLIC_URL else str(asked)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # allauth counts the tries of each host and port apart, and both are the asker's own words: any number of
        # ports would give any number of tries at one person's password.
        return str(credentials.get("email", "")).lower()
