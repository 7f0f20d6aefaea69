"""How the pages look to the one who reads them."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from internkoll.base.pages import LOOK_COOKIE, LOOKS


@login_not_required
@require_POST
def choose_look(request: HttpRequest) -> HttpResponse:
    """Keeps the chosen colours in a cookie, and goes back to the page."""
    response = HttpResponseRedirect(_back(request))
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


def _back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else reverse("boards")
