"""What every test stands on: a data folder of its own, and settings that make tests quick."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import django
import pytest

# Before Django reads its settings: no test touches the data of whoever runs it.
os.environ["INTERNKOLL_DATA"] = tempfile.mkdtemp(prefix="internkoll-test-")
atexit.register(shutil.rmtree, os.environ["INTERNKOLL_DATA"], ignore_errors=True)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "internkoll.site.settings")
# pytest-django does this only where the variable was set before pytest began; the tests import models as they load.
django.setup()

from internkoll.base import history  # noqa: E402  it imports models
from internkoll.base.models import HistoryEntry  # noqa: E402  it is a model
from internkoll.overview.history_values import is_named  # noqa: E402  it imports models
from tests.cast import Cast, build_cast, build_crowd  # noqa: E402  it imports models
from tests.remembered import Remembered  # noqa: E402  it imports models
from tests.walker import Clock  # noqa: E402  it imports models

remembered_cast = Remembered(build_cast)
remembered_crowd = Remembered(lambda: build_crowd(build_cast()))

ACCEPTANCE = Path(__file__).resolve().parents[2] / "shared" / "acceptance"


@pytest.fixture
def acceptance() -> Path:
    """The folder of real documents and their true content, which may lie beside the project."""
    if not ACCEPTANCE.is_dir():
        pytest.skip("The acceptance documents are not beside the project.")
    return ACCEPTANCE


@pytest.fixture(autouse=True)
def quick_passwords(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def history_in_words(monkeypatch) -> None:
    """Whatever a service records can be told in words."""
    chained = history._chained

    def named(*args: object) -> list[HistoryEntry]:
        entries = chained(*args)
        for entry in entries:
            for values in (entry.before, entry.after):
                assert all(is_named(entry, key) for key in values or ()), f"{entry.what}: {values}"
        return entries

    monkeypatch.setattr(history, "_chained", named)


@pytest.fixture
def cast(db) -> Cast:
    """The board, the people who may see it, and the one who must see nothing of it."""
    return remembered_cast()


@pytest.fixture
def crowded_cast(db) -> Cast:
    """The cast with a person for each role, held at the board, above it, below it and elsewhere."""
    return remembered_crowd()


@pytest.fixture
def signed_in(client):
    """Gives a client that the person has signed in with."""

    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def clock(monkeypatch) -> Clock:
    """Sets the day of the story."""
    return Clock(monkeypatch)
