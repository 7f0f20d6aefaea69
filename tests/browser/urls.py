"""The product's addresses, and its error pages at addresses of their own."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views import defaults
from django.views.csrf import csrf_failure
from django.views.decorators.http import require_POST

from internkoll.urls import urlpatterns as product

ERRORS = {
    "fel/403/": lambda request: defaults.permission_denied(request, None),
    "fel/404/": lambda request: defaults.page_not_found(request, None),
    "fel/405/": require_POST(csrf_failure),
    "fel/500/": defaults.server_error,
    "fel/kaka/": csrf_failure,
}

urlpatterns = [*product, *(path(address, login_not_required(view)) for address, view in ERRORS.items())]
