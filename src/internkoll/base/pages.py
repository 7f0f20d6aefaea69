"""What pages of every stage share: long lists a part at a time, and the look that a person has chosen."""

from collections.abc import Callable, Iterable, Sequence
from http import HTTPStatus
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme

from internkoll.base.access import anywhere

T = TypeVar("T")

ROWS_A_PAGE = 100
# All that is a key of a row in the database has as many digits at most.
_LONGEST_KEY = 18
LOOK_COOKIE = "utseende"
# What `data-color-scheme` can say: as the system says, light, dark.
LOOKS = ("auto", "light", "dark")


def page_of(
    rows: Sequence[T] | QuerySet[Any, T],
    request: HttpRequest,
    *,
    rows_a_page: int = ROWS_A_PAGE,
    count: int | None = None,
) -> Page[T]:
    """The part of the rows that the address asks for ("sida"); the first where it asks for none, else the nearest.

    `count`: how many there are, where they have been counted already.
    """
    paginator = _Paginator(rows, rows_a_page)
    if count is not None:
        paginator.count = count
    return paginator.get_page(request.GET.get("sida"))


class _Page(Page[T]):
    @property
    def links(self) -> Iterable[int | str]:
        """The numbers of the first pages, the last, and those around this one, with "…" for what is left out."""
        return self.paginator.get_elided_page_range(self.number, on_each_side=2, on_ends=1)


class _Paginator(Paginator):  # type: ignore[type-arg]  # it is not generic when it runs
    def _get_page(self, *args: Any, **kwargs: Any) -> Page[Any]:
        return _Page(*args, **kwargs)


def look(request: HttpRequest) -> dict[str, str]:
    """A context processor: the colours that the person has chosen for the pages."""
    chosen = request.COOKIES.get(LOOK_COOKIE, "")
    return {"look": chosen if chosen in LOOKS else LOOKS[0]}


def menu(request: HttpRequest) -> dict[str, object]:
    """A context processor: what the person may do somewhere, for the menu. Asked for only where the menu is drawn."""
    return {"menu": SimpleLazyObject(lambda: anywhere(request.user))}


def whole_number(sent: str | None, *, digits: int = 9) -> int | None:
    """What was sent, as a whole number of at most so many digits; None where it is anything else."""
    return int(sent) if sent and sent.isascii() and sent.isdecimal() and len(sent) <= digits else None


def key_sent(sent: str | None) -> int:
    """The key of a row, as it was sent; 0, which no row has, where it is anything else."""
    return whole_number(sent, digits=_LONGEST_KEY) or 0


def keys_sent(sent: Iterable[str]) -> list[int]:
    """Those that can be keys of rows, in the order they were sent."""
    return [key for key in map(key_sent, sent) if key]


def safe_next(request: HttpRequest, otherwise: str) -> str:
    """Where a form leads back to: the address that it names ("next") where that is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    # One without a leading slash would be taken for the name of a page.
    return wanted if is_ours and wanted.startswith("/") else otherwise


def kept_by_nobody(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A middleware: what a person sees stays in no cache, and is not found there by the next one at the computer."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not response.has_header("Cache-Control") and request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        return response

    return answer


def no_page(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A middleware: an address that only takes forms says so to one who asks for it as a page."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.streaming or response.content:
            return response
        told = render(request, "405.html", status=response.status_code)
        told["Allow"] = response["Allow"]
        return told

    return answer
