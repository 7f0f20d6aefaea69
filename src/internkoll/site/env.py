"""Typed readers of the environment. Every setting has a default: the product runs with no environment at all."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

import dj_database_url


class BadSetting(ValueError):
    """The environment says something that can't be used; the message tells what, in Swedish."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    value = text(name).casefold()
    return value in ("1", "true", "yes", "ja", "on") if value else default


def listed(name: str) -> list[str]:
    return [part.strip() for part in text(name).split(",") if part.strip()]


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit()):
        raise BadSetting(f"{name} ska vara ett heltal, men är ”{value}”.")
    return int(value)


def address(name: str) -> SplitResult:
    """The parts of a web address; all of them empty where none is given."""
    value = text(name)
    try:
        parts = urlsplit(value)
        usable = not value or (parts.scheme in ("http", "https") and parts.hostname and parts.port != 0)
    except ValueError:
        usable = False
    if not usable:
        raise BadSetting(f"{name} ska vara en adress som https://internkontroll.ekstad.example, men är ”{value}”.")
    return parts


def database(default: Path) -> dict[str, Any]:
    """DATABASE_URL as Django's settings, else SQLite in that file. The address is not told: it holds a password."""
    scheme = text("DATABASE_URL").partition(":")[0]
    if scheme and scheme not in ("postgres", "postgresql", "sqlite"):
        raise BadSetting(
            "DATABASE_URL ska börja med postgresql:// eller sqlite:///. Andra databaser kan inte användas."
        )
    try:
        chosen = text("DATABASE_URL", f"sqlite:///{default}")
        return dict(dj_database_url.parse(chosen, conn_max_age=60, conn_health_checks=True))
    except ValueError:
        raise BadSetting(
            "DATABASE_URL kan inte läsas. Den ska vara som postgresql://användare:lösenord@värd/databas, "
            "med andra tecken än bokstäver och siffror i lösenordet skrivna som %-koder."
        ) from None


def data_folder() -> Path:
    """The one folder that holds everything the product writes: INTERNKOLL_DATA, else the user's data folder."""
    chosen = text("INTERNKOLL_DATA")
    if chosen:
        return Path(chosen).expanduser().resolve()
    return Path(text("XDG_DATA_HOME", "~/.local/share")).expanduser() / "internkoll"


def secret_key(folder: Path) -> str:
    """INTERNKOLL_SECRET_KEY, else a key made at first need and kept in the data folder, readable by its owner."""
    chosen = text("INTERNKOLL_SECRET_KEY")
    if chosen:
        return chosen
    try:
        return _kept_key(folder / "secret_key")
    except OSError as error:
        raise BadSetting(
            f"Datamappen {folder} kan inte användas ({error.strerror}). Ge rätt att läsa och skriva där, eller välj en "
            "annan mapp med INTERNKOLL_DATA."
        ) from error


def _kept_key(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_once(path, secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii")


def _write_once(path: Path, content: str) -> None:
    # Written beside and linked into place: two processes that start together agree on the first one's key,
    # and neither can read half a key.
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(content)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
