"""How allauth behaves here: nobody signs up on their own, and refusals are told in our words."""

from typing import Any, ClassVar
from urllib.parse import urljoin, urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from internkoll.base.ended_sessions import tell_what_was_lost
from internkoll.base.models import User
from internkoll.base.post import send_apart


def public_address(request: HttpRequest, path: str) -> str:
    """An address for a message. Where the product's own is known, it does not follow what the asker wrote."""
    return urljoin(settings.PUBLIC_URL, path) if settings.PUBLIC_URL else request.build_absolute_uri(path)


class Adapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("E-postadressen eller lösenordet stämmer inte. Kontrollera båda och försök igen."),
        "enter_current_password": _("Skriv ditt nuvarande lösenord."),
        "incorrect_code": _("Koden stämmer inte. Kontrollera den och försök igen."),
        "incorrect_password": _("Lösenordet stämmer inte."),
        "too_many_login_attempts": _("För många misslyckade försök att logga in. Vänta en stund och försök igen."),
        "rate_limited": _("För många försök på kort tid. Vänta en stund och försök igen."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **more)
        tell_what_was_lost(request, response)
        return response

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A message that can't be sent is the operator's concern: the page that follows is the same for everyone."""
        shown = {"request": self.request, "email": email, "current_site": get_current_site(self.request), **context}
        send_apart(self.render_mail(template_prefix, email, shown))

    def get_reset_password_from_key_url(self, key: str) -> str:
        return public_address(self.request, urlsplit(super().get_reset_password_from_key_url(key)).path)

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        # allauth keeps a table of addresses of its own, which is empty here: a person has the one that was invited.
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # allauth counts the tries of each host and port apart, and both are the asker's own words: any number of
        # ports would give any number of tries at one person's password.
        return str(credentials.get("email", "")).lower()
