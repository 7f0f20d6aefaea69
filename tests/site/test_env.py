import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from internkoll.site import env


def test_the_key_is_made_once_and_read_by_its_owner_alone(tmp_path):
    first = env.secret_key(tmp_path / "data")
    assert env.secret_key(tmp_path / "data") == first
    assert len(first) > 50
    assert stat.S_IMODE((tmp_path / "data" / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret_key"]


def test_a_key_of_the_environment_is_used_and_none_is_written(tmp_path, monkeypatch):
    monkeypatch.setenv("INTERNKOLL_SECRET_KEY", "hemlig")
    assert env.secret_key(tmp_path) == "hemlig"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("value", "result"), [("1", True), ("ja", True), ("True", True), ("0", False), ("nej", False), ("", False)]
)
def test_a_flag_is_read_in_plain_words(monkeypatch, value, result):
    monkeypatch.setenv("INTERNKOLL_X", value)
    assert env.flag("INTERNKOLL_X") is result


def test_a_list_is_parted_by_commas(monkeypatch):
    monkeypatch.setenv("INTERNKOLL_X", "a.example, b.example,")
    assert env.listed("INTERNKOLL_X") == ["a.example", "b.example"]


def started(tmp_path: Path, expression: str, **environment: str) -> str:
    """What the expression of settings is in a process that has nothing but this environment."""
    home = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    code = f"from internkoll.site import settings; print({expression})"
    told = subprocess.run(
        [sys.executable, "-c", code], env=home | environment, capture_output=True, text=True, check=True, cwd=tmp_path
    )
    return told.stdout.strip()


def test_without_any_environment_everything_lies_in_one_folder_of_the_user(tmp_path):
    assert started(tmp_path, "settings.DATA") == str(tmp_path / ".local/share/internkoll")
    assert {path.name for path in tmp_path.iterdir()} == {".local"}


def test_the_folder_and_the_database_can_be_chosen(tmp_path):
    chosen = {"INTERNKOLL_DATA": str(tmp_path / "egen"), "DATABASE_URL": "postgresql://u:p@db.example/intern"}
    told = started(tmp_path, "settings.DATABASES['default']['HOST'], settings.DATA", **chosen)
    assert told == f"db.example {tmp_path / 'egen'}"


@pytest.mark.parametrize(
    ("address", "secure"), [("https://ik.ekstad.example", "True"), ("http://ik.ekstad.example", "False"), ("", "False")]
)
def test_an_https_address_makes_cookies_secure(tmp_path, address, secure):
    assert started(tmp_path, "settings.SESSION_COOKIE_SECURE", INTERNKOLL_URL=address) == secure


def test_only_the_told_hosts_are_answered(tmp_path):
    hosts = started(
        tmp_path, "settings.ALLOWED_HOSTS", INTERNKOLL_URL="https://ik.ekstad.example", INTERNKOLL_HOSTS="ik.local"
    )
    assert hosts == "['ik.ekstad.example', 'ik.local']"


@pytest.mark.parametrize("value", ["fem", "-1", "2.5", "²"])
def test_a_number_that_is_none_is_refused(monkeypatch, value):
    monkeypatch.setenv("INTERNKOLL_X", value)
    with pytest.raises(env.BadSetting, match="INTERNKOLL_X ska vara ett heltal"):
        env.number("INTERNKOLL_X", 2)


@pytest.mark.parametrize("value", ["ik.ekstad.example", "ftp://ik.example", "https://", "https://[x", "https://x:port"])
def test_an_address_that_is_none_is_refused(monkeypatch, value):
    monkeypatch.setenv("INTERNKOLL_X", value)
    with pytest.raises(env.BadSetting, match="INTERNKOLL_X ska vara en adress"):
        env.address("INTERNKOLL_X")


@pytest.mark.parametrize("value", ["mysql://u:hemligt@h/d", "hemligt", "postgresql://u:hemligt@h:port/d"])
def test_a_database_that_can_not_be_used_is_refused_without_its_password(monkeypatch, tmp_path, value):
    monkeypatch.setenv("DATABASE_URL", value)
    with pytest.raises(env.BadSetting, match="DATABASE_URL") as refusal:
        env.database(tmp_path / "x.sqlite3")
    assert "hemligt" not in str(refusal.value)


def test_a_data_folder_that_is_a_file_is_told(tmp_path, monkeypatch):
    monkeypatch.delenv("INTERNKOLL_SECRET_KEY", raising=False)
    (tmp_path / "fil").touch()
    with pytest.raises(env.BadSetting, match="INTERNKOLL_DATA"):
        env.secret_key(tmp_path / "fil")
