"""Nobody is led to a page that is not hers to see, or that is not there."""

import re

import pytest
from django.urls import resolve
from lxml import html

from internkoll.base.models import RoleGrant

# A role may lead to hundreds of alike pages: of each kind one is enough.
MOST = 80


def links_of(answer):
    found = html.fromstring(answer.content).xpath("//a/@href")
    return [link.partition("#")[0] for link in found if link.startswith("/") and not link.startswith("/static/")]


def kind_of(link):
    """The same for pages that differ in their keys alone."""
    return resolve(link.partition("?")[0]).view_name, frozenset(re.findall(r"[?&](\w+)=", link))


@pytest.mark.parametrize("place", ["own", "above", "below"])
@pytest.mark.parametrize("role", RoleGrant.Role.values)
def test_no_link_leads_to_what_is_refused(crowded_cast, signed_in, role, place):
    client = signed_in(crowded_cast.people[role, place])
    seen, waiting, refused = set(), ["/"], []
    while waiting and len(seen) < MOST:
        link = waiting.pop(0)
        if (kind := kind_of(link)) in seen:
            continue
        seen.add(kind)
        answer = client.get(link)
        if answer.status_code >= 400:
            refused.append((link, answer.status_code))
        elif answer.get("Content-Type", "").startswith("text/html") and not answer.streaming and answer.content:
            waiting += links_of(answer)
    assert len(seen) > 3
    assert refused == []
