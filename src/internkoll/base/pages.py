"""What pages of every stage share: long lists a part at a time, and the look that a person has chosen."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

T = TypeVar("T")

ROWS_A_PAGE = 200
LOOK_COOKIE = "utseende"
# What `data-color-scheme` can say: as the system says, light, dark.
LOOKS = ("auto", "light", "dark")


def page_of(rows: Sequence[T], request: HttpRequest) -> Page[T]:
    """The part of the rows that the address asks for ("sida"); the first where it asks for none, else the nearest."""
    return Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("sida"))


def look(request: HttpRequest) -> dict[str, str]:
    """A context processor: the colours that the person has chosen for the pages."""
    chosen = request.COOKIES.get(LOOK_COOKIE, "")
    return {"look": chosen if chosen in LOOKS else LOOKS[0]}


def kept_by_nobody(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A middleware: what a person sees stays in no cache, and is not found there by the next one at the computer."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not response.has_header("Cache-Control") and request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        return response

    return answer
