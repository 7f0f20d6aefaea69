"""The coordinator, signed in, and a document that waits for her to look at it."""

import pytest

from tests.readings import reading_of


@pytest.fixture
def coordinator(cast, client):
    client.force_login(cast.coordinator)
    return client


@pytest.fixture
def reading(cast):
    return reading_of(cast.board, by=cast.coordinator)
