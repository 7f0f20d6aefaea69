"""The command, as it is typed: what it prints, what it writes, and how it refuses."""

import io
import json

import pytest

from internkoll.base.models import HistoryEntry, RoleGrant, Unit, User
from internkoll.cli import main
from internkoll.followup.models import Result
from internkoll.organisation.methods import method_for
from internkoll.plan.models import Plan
from internkoll.rules.exchange import Document, PeriodResult, Row

BOARD = ["--board", "Socialnämnden", "--year", "2024"]
DOCUMENT = Document(
    title="Uppföljning T1",
    municipality="Ekstads kommun",
    board="Socialnämnden",
    year=2024,
    period="T1 2024",
    rows=(
        Row(
            risk="Fel utbetalning",
            score=12,
            control="Kontroll",
            results={"T1 2024": PeriodResult(text="Två fel av 25.")},
        ),
        Row(risk="Brand", score=4, control="Rond", method="=SUM(A1)"),
    ),
)


@pytest.fixture
def exchanged(tmp_path):
    path = tmp_path / "plan.json"
    path.write_text(DOCUMENT.to_json(), encoding="utf-8")
    return str(path)


def refused(capsys, *argv):
    """What the command says when it refuses: one message, nothing printed, exit code 2."""
    assert main(argv) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Traceback" not in captured.err
    return captured.err.strip()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "tom"),
        (b'{"rows": [{"riks": 1}]}', "utbytesformatet: rows → 0 → riks"),
        (b'{"rows": ', "utbytesformatet"),
        (b"\x89PNG\r\n\x1a\n", ""),
    ],
)
def test_a_file_that_can_not_be_read_is_told_by_name(capsys, tmp_path, content, told):
    path = tmp_path / "plan.docx"
    path.write_bytes(content)
    message = refused(capsys, "read", str(path))
    assert message.startswith("plan.docx: ")
    assert told in message
    assert "\n" not in message


@pytest.mark.parametrize(("name", "told"), [("saknas.docx", "Filen finns inte"), (".", "mapp")])
def test_a_file_that_is_not_there_is_told(capsys, tmp_path, name, told):
    assert told in refused(capsys, "read", str(tmp_path / name))


def test_a_file_of_60_mb_is_refused_before_it_is_read(capsys, tmp_path):
    path = tmp_path / "stor.docx"
    with path.open("wb") as file:
        file.truncate(60 * 1024**2)
    assert "större än 25 MB" in refused(capsys, "read", str(path))


def mistyped(capsys, *argv):
    """What the command says of arguments that it can't use: to standard error, exit code 2."""
    with pytest.raises(SystemExit) as ended:
        main(argv)
    assert ended.value.code == 2
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        ([], "Det saknas: KOMMANDO."),
        (["read"], "Det saknas: FIL."),
        (["läs"], "KOMMANDO kan inte vara ”läs”. Välj en av read, import"),
        (["export", "--board", "A", "--year", "tjugo"], "--year ska vara ett heltal, inte ”tjugo”."),
        (["report", "--format", "odt"], "--format kan inte vara ”odt”. Välj en av docx, pdf, html, xlsx."),
        (["serve", "--port"], "--port behöver ett värde."),
        (["serve", "nu"], "Förstår inte: nu."),
    ],
)
def test_a_mistyped_command_is_told_in_swedish_with_what_to_do(capsys, argv, told):
    message = mistyped(capsys, *argv)
    assert told in message
    assert "--help" in message


@pytest.mark.parametrize("verb", ["read", "import", "export", "report", "demo", "serve", "user", "manage"])
def test_the_help_of_a_verb_is_swedish_and_says_what_each_argument_is(capsys, verb):
    with pytest.raises(SystemExit):
        main([verb, "--help"])
    told = capsys.readouterr().out
    assert told.startswith("Användning: internkoll " + verb)
    assert not {"usage", "options", "positional", "show this"} & set(told.split())
    assert "visa den här hjälpen" in told
    arguments = [line for line in told.splitlines() if line.startswith("  ") and line.strip().startswith(("-", "FIL"))]
    assert arguments


def test_reading_tells_what_was_understood(capsys, exchanged):
    assert main(["read", exchanged]) == 0
    told = capsys.readouterr().out
    assert "Nämnd: Socialnämnden" in told
    assert "2 rader med 2 risker, 2 kontroller och 1 resultat." in told


@pytest.mark.django_db
class TestBringingIn:
    def test_what_is_imported_is_exported(self, capsys, exchanged):
        assert main(["import", exchanged, *BOARD, "--municipality", "Ekstads kommun", "--method", "uppsala"]) == 0
        assert "2 rader lades till, 0 fanns redan. 1 resultat" in capsys.readouterr().out
        assert method_for(Unit.objects.get(name="Socialnämnden"), 2024).layout == "uppsala"
        assert main(["export", *BOARD, "--json"]) == 0
        assert Document.model_validate_json(capsys.readouterr().out) == DOCUMENT

    def test_a_dry_run_tells_and_changes_nothing(self, capsys, exchanged):
        assert main(["import", exchanged, *BOARD, "--dry-run"]) == 0
        assert capsys.readouterr().out.startswith("Prövat, men inget är ändrat: 2 rader")
        assert not Unit.objects.exists()
        assert not HistoryEntry.objects.exists()

    def test_a_contradiction_is_refused_with_its_place(self, capsys, exchanged, tmp_path):
        main(["import", exchanged, *BOARD])
        row = DOCUMENT.rows[0].model_copy(update={"results": {"T1 2024": PeriodResult(text="Inga fel.")}})
        other = tmp_path / "annan.json"
        other.write_text(DOCUMENT.model_copy(update={"rows": (row,)}).to_json(), encoding="utf-8")
        capsys.readouterr()
        assert "rad 1: Resultatet för T1 2024 finns redan" in refused(capsys, "import", str(other), *BOARD)
        assert Result.objects.get().text == "Två fel av 25."

    def test_the_only_municipality_is_meant_where_none_is_named(self, exchanged):
        main(["import", exchanged, *BOARD, "--municipality", "Lundby kommun"])
        main(["import", exchanged, "--board", "Byggnämnden", "--year", "2024"])
        assert Unit.objects.get_root_nodes().get().name == "Lundby kommun"

    def test_a_document_of_no_municipality_is_refused_where_there_is_none(self, capsys, tmp_path):
        path = tmp_path / "plan.json"
        path.write_text(DOCUMENT.model_copy(update={"municipality": ""}).to_json(), encoding="utf-8")
        assert "--municipality" in refused(capsys, "import", str(path), *BOARD)
        assert not Plan.objects.exists()

    @pytest.mark.parametrize(
        ("method", "told"),
        [
            ("solna", "Välj en av allman, nacka-niva"),
            ("trasig.json", "är ingen metod i JSON"),
            ("dalig.json", "fältet"),
        ],
    )
    def test_a_method_that_can_not_be_used_is_refused(self, capsys, exchanged, tmp_path, monkeypatch, method, told):
        monkeypatch.chdir(tmp_path)
        (tmp_path / "trasig.json").write_text("{", encoding="utf-8")
        (tmp_path / "dalig.json").write_text(
            json.dumps({"name": "x", "fields": ["y"], "layout": "z"}), encoding="utf-8"
        )
        message = refused(capsys, "import", exchanged, *BOARD, "--method", method)
        assert told in message or "”y” är inget fält" in message
        assert not Unit.objects.exists()


@pytest.mark.django_db
class TestReporting:
    @pytest.fixture(autouse=True)
    def brought_in(self, exchanged, capsys):
        main(["import", exchanged, *BOARD, "--method", "uppsala"])
        capsys.readouterr()

    @pytest.mark.parametrize(
        ("kind", "beginning"), [("docx", b"PK"), ("xlsx", b"PK"), ("pdf", b"%PDF-"), ("html", b"<!doctype html>")]
    )
    def test_a_report_is_written_in_every_kind(self, tmp_path, kind, beginning):
        target = tmp_path / f"rapport.{kind}"
        assert main(["report", *BOARD, "--period", "T1 2024", "--format", kind, "-o", str(target)]) == 0
        assert target.read_bytes()[:20].lower().startswith(beginning.lower())

    def test_what_was_written_is_told(self, capsys, tmp_path):
        target = tmp_path / "rapport.html"
        main(["report", *BOARD, "--format", "html", "-o", str(target)])
        assert capsys.readouterr().out == f"{target} är skriven: Socialnämnden 2024, T1 2024.\n"

    def test_the_plan_can_be_written_beside_the_reports(self, capsys, tmp_path):
        target = tmp_path / "plan.html"
        main(["report", *BOARD, "--plan", "--format", "html", "-o", str(target)])
        assert capsys.readouterr().out == f"{target} är skriven: Socialnämnden 2024, planen.\n"
        assert "<h1>Internkontrollplan 2024</h1>" in target.read_text("utf-8")

    def test_the_whole_year_can_be_written_too(self, capsys, tmp_path):
        target = tmp_path / "aret.html"
        main(["report", *BOARD, "--whole-year", "--format", "html", "-o", str(target)])
        assert capsys.readouterr().out == f"{target} är skriven: Socialnämnden 2024, Hela året 2024.\n"

    def test_an_unknown_period_is_refused_with_those_there_are(self, capsys, tmp_path):
        asked = ["report", *BOARD, "--period", "T9 2024", "--format", "html", "-o", str(tmp_path / "r.html")]
        assert "Perioder som finns: T1 2024." in refused(capsys, *asked)
        assert not (tmp_path / "r.html").exists()

    def test_an_unknown_board_or_year_is_refused(self, capsys):
        assert "”Byggnämnden” finns inte" in refused(capsys, "export", "--board", "Byggnämnden", "--year", "2024")
        assert "ingen internkontrollplan för 1999" in refused(
            capsys, "export", "--board", "Socialnämnden", "--year", "1999"
        )

    def test_a_place_that_can_not_be_written_is_told(self, capsys, tmp_path):
        asked = ["report", *BOARD, "--format", "html", "-o", str(tmp_path / "saknas" / "r.html")]
        assert "Mappen finns inte" in refused(capsys, *asked)


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.django_db
class TestPeople:
    ASKED = ["user", "sam@ekstad.example", "--name", "Sam", "--role", "coordinator", "--unit", "Ekstads kommun"]

    @pytest.fixture(autouse=True)
    def town(self, exchanged, capsys):
        main(["import", exchanged, *BOARD])
        capsys.readouterr()

    def typed(self, monkeypatch, password):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))

    def test_a_person_is_added_with_a_role_and_the_password_typed(self, capsys, monkeypatch):
        self.typed(monkeypatch, "björk-hammare-41")
        assert main(self.ASKED) == 0
        assert "Sam är nu internkontrollsamordnare vid Ekstads kommun." in capsys.readouterr().out
        assert User.objects.get().check_password("björk-hammare-41")

    def test_a_person_can_be_given_one_more_role_without_a_new_password(self, monkeypatch):
        self.typed(monkeypatch, "björk-hammare-41")
        main(self.ASKED)
        monkeypatch.setattr("sys.stdin", io.StringIO(""))
        assert main([*self.ASKED[:5], "auditor", *self.ASKED[6:]]) == 0
        assert set(RoleGrant.objects.values_list("role", flat=True)) == {"coordinator", "auditor"}
        assert User.objects.get().check_password("björk-hammare-41")

    def test_a_password_mistyped_at_the_terminal_is_refused(self, capsys, monkeypatch):
        typed = iter(("björk-hammare-41", "björk-hammare-14"))
        monkeypatch.setattr("sys.stdin", Terminal())
        monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
        assert "inte lika" in refused(capsys, *self.ASKED)
        assert not User.objects.exists()

    def test_an_address_that_is_none_is_refused_before_the_password_is_asked_for(self, capsys, monkeypatch):
        monkeypatch.setattr("sys.stdin", None)
        asked = ["user", "sam", *self.ASKED[2:]]
        assert "”sam” är ingen e-postadress" in refused(capsys, *asked)

    def test_stopping_at_the_password_leaves_nothing_behind(self, capsys, monkeypatch):
        class Stopped(io.StringIO):
            def readline(self, size=-1):
                raise KeyboardInterrupt

        monkeypatch.setattr("sys.stdin", Stopped())
        assert main(self.ASKED) == 130
        assert capsys.readouterr().err == "Avbrutet.\n"
        assert not User.objects.exists()

    def test_a_weak_password_is_refused_and_nobody_is_added(self, capsys, monkeypatch):
        self.typed(monkeypatch, "hej")
        assert "lösenordet är för kort" in refused(capsys, *self.ASKED)
        assert not User.objects.exists()

    @pytest.mark.parametrize(
        ("place", "value", "told"), [(5, "kung", "coordinator"), (7, "Okänd", "”Okänd” finns inte")]
    )
    def test_an_unknown_role_or_unit_is_refused(self, capsys, place, value, told):
        asked = list(self.ASKED)
        asked[place] = value
        assert told in refused(capsys, *asked)
