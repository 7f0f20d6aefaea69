"""A form sent after its session has ended: one is led back to the page that it stood on, and told of what was lost."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

# That something was sent and not saved. A cookie: strangers who send forms fill no table with sessions.
_COOKIE = "osparat"


class SignInFirst(LoginRequiredMiddleware):
    """Sends one who has not signed in to do so. One who sent a form comes back to its page, not to where it went."""

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        if request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        response = redirect_to_login(_page_of_form(request), resolve_url(settings.LOGIN_URL))
        if _is_sent_by_hand(request):
            _remember(response)
        return response


def _page_of_form(request: HttpRequest) -> str:
    """The page that the form stood on, where the browser tells of one of ours; else the start page."""
    told = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(told, {request.get_host()}, require_https=request.is_secure())
    page = urlsplit(told)._replace(scheme="", netloc="", fragment="").geturl() if is_ours else ""
    return page if page.startswith("/") else reverse("home")


def _is_sent_by_hand(request: HttpRequest) -> bool:
    """Not by a script, which keeps what it sends and tells of it on the page itself."""
    return request.accepts("text/html") and "HX-Request" not in request.headers


def _remember(response: HttpResponse) -> None:
    response.set_cookie(
        _COOKIE,
        "1",
        max_age=timedelta(seconds=settings.ACCOUNT_LOGIN_TIMEOUT),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def tell_what_was_lost(request: HttpRequest, response: HttpResponse) -> None:
    """Says, to one who has signed in again, that what was sent before that is not saved."""
    if _COOKIE in request.COOKIES:
        messages.warning(request, _("Du hade loggats ut innan det sparades. Gör om det sista steget."))
        response.delete_cookie(_COOKIE, samesite="Lax")
