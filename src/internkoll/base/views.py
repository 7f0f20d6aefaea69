"""A person's own account, and how the pages look to the one who reads them."""

from datetime import timedelta

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from internkoll.base.pages import LOOK_COOKIE, LOOKS, safe_next


def account(request: HttpRequest) -> HttpResponse:
    return render(request, "account/account.html", {"has_two_steps": is_mfa_enabled(request.user)})


@login_not_required
@require_POST
def choose_look(request: HttpRequest) -> HttpResponse:
    """Keeps the chosen colours in a cookie, and goes back to the page."""
    response = HttpResponseRedirect(safe_next(request, reverse("boards")))
    chosen = request.POST.get("utseende")
    if chosen in LOOKS:
        response.set_cookie(
            LOOK_COOKIE,
            chosen,
            max_age=timedelta(days=365),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response
