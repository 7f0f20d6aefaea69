"""What the command refuses of all that can be typed, and what it says where its surroundings are not in order."""

import os
import subprocess
import sys

import pytest

from internkoll.base.models import Unit
from internkoll.cli import main
from internkoll.imports.models import ImportedDocument
from internkoll.rules.exchange import Document, Row

DOCUMENT = Document(municipality="Ekstads kommun", rows=(Row(risk="Brand", control="Rond"),))


@pytest.fixture
def exchanged(tmp_path):
    path = tmp_path / "plan.json"
    path.write_text(DOCUMENT.to_json(), encoding="utf-8")
    return path


def refused(capsys, *argv) -> str:
    assert main([str(part) for part in argv]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    return told.err.strip()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("board", "year", "told"),
    [
        ("Socialnämnden", "-5", "Året ska vara från 1900 till 2200."),
        ("Socialnämnden", "9" * 30, "Året ska vara från 1900 till 2200."),
        ("", "2024", "från 1 till 200 tecken"),
        ("x" * 201, "2024", "från 1 till 200 tecken"),
        ("N\udcff", "2024", "inte text i UTF-8"),
    ],
)
def test_a_board_or_a_year_that_can_not_be_kept_is_refused(capsys, exchanged, board, year, told):
    assert told in refused(capsys, "import", exchanged, f"--board={board}", f"--year={year}")
    assert not Unit.objects.exists()


@pytest.mark.django_db
def test_a_file_whose_name_is_no_text_is_brought_in_under_one_that_is(exchanged):
    odd = exchanged.rename(exchanged.with_name(os.fsdecode(b"pl\xe4n.json")))
    assert main(["import", str(odd), "--board", "Socialnämnden", "--year", "2024"]) == 0
    assert ImportedDocument.objects.get().name == "pl\ufffdn.json"


@pytest.mark.django_db
def test_a_method_with_too_many_levels_is_refused(capsys, exchanged, tmp_path):
    deep = tmp_path / "djup.json"
    deep.write_text("[" * 100_000, encoding="utf-8")
    asked = ["import", exchanged, "--board", "Socialnämnden", "--year", "2024", "--method", deep]
    assert "för många nivåer" in refused(capsys, *asked)


def started(*argv: str, **environment: str) -> subprocess.CompletedProcess[str]:
    surroundings = {"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8"} | environment
    command = [sys.executable, "-m", "internkoll.cli", *argv]
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("DATABASE_URL", "mysql://u:hemligt@db.example/ik", "DATABASE_URL ska börja med"),
        ("DATABASE_URL", "postgresql://u:hemligt@127.0.0.1:1/ik", "Databasen svarar inte som den ska"),
        ("DATABASE_URL", "sqlite:////finns/inte/ik.sqlite3", "Databasen svarar inte som den ska"),
        ("INTERNKOLL_DATA", "/proc/finns-inte", "Datamappen /proc/finns-inte kan inte användas"),
        ("INTERNKOLL_URL", "ik.ekstad.example", "INTERNKOLL_URL ska vara en adress"),
    ],
)
def test_surroundings_that_are_not_in_order_are_told_in_one_line(tmp_path, name, value, told):
    done = started(
        "export", "--board", "x", "--year", "2024", **{"INTERNKOLL_DATA": str(tmp_path / "mapp å"), name: value}
    )
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert "hemligt" not in done.stderr
