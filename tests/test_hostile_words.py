"""Words that are markup, a template, a formula or a header elsewhere are only words here."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from internkoll.assessment.models import Assessment
from internkoll.base.models import Unit, User
from internkoll.followup.evidence import add_evidence
from internkoll.followup.models import Round
from internkoll.organisation.models import MethodVersion
from internkoll.plan.models import Check
from internkoll.register.common_risks import add_common_risk
from internkoll.register.recommendations import Recommended, add_recommendation
from internkoll.rules.method import load_method
from tests.addresses import OF_A_BOARD
from tests.cast import ROUNDS, YEAR, bring_in, build_cast, document_of, row_of
from tests.remembered import Remembered

MARKUP = '<script>alert(1)</script>"><img src=x onerror=alert(1)> {{ 7*7 }} {% load %} javascript:alert(1)'
RAW = ("<script>alert(1)", "<img src=x", 'href="javascript:', "onerror=alert(1)>")
FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1")
# What a Method names by itself, and not in words that are shown.
KEPT = ("tone", "mark", "layout", "fields", "meaning")
TEXTS = ("area", "risk", "control", "method", "responsible", "frequency", "action")
PAGES = [a for a in OF_A_BOARD.values() if a.page and not a.changes]


def build_hostile():
    cast = build_cast()
    Unit.objects.filter(pk=cast.board.pk).update(name=f"Nämnd {MARKUP}"[:200])
    User.objects.update(name=MARKUP[:150])
    cast.board.refresh_from_db()
    _spoil_the_method(cast.board)
    result = {ROUNDS[1]: {"class": f"mindre anmärkning {MARKUP}", "text": MARKUP}}
    words = {name: [MARKUP] if name == "area" else MARKUP for name in TEXTS}
    odds = {"likelihood": f"Sannolik {MARKUP}", "consequence": f"Allvarlig {MARKUP}"}
    rows = [row_of(50, results=result, **odds, **words), row_of(51, likelihood=MARKUP, consequence=MARKUP)]
    rows += [row_of(60 + at, risk=f, control=f, method=f, responsible=f) for at, f in enumerate(FORMULAS)]
    head = {"title": MARKUP, "reference": MARKUP, "texts": [{"heading": MARKUP, "text": MARKUP}]}
    bring_in(cast.board, document_of(rows, **head))
    add_recommendation(by=None, board=cast.board, new=Recommended(MARKUP, source=MARKUP, answer=MARKUP))
    add_common_risk(by=None, unit=Unit.objects.get_root(cast.board), text=MARKUP, category=MARKUP, process=MARKUP)
    year = {"unit": cast.board, "year": YEAR}
    Assessment.objects.create(**year, outcome=f"Tillräcklig {MARKUP}", reasons=MARKUP, suggested=MARKUP)
    return cast


def _spoil_the_method(board):
    """Each word of its scales, levels and classes goes on as markup, and so does what it calls each field."""
    version = MethodVersion.objects.get(unit=board)
    spoiled = _spoiled(version.data)
    terms = ("risk", "likelihood", "consequence", "score", "level", "control", "method", "responsible", "overall")
    version.data = spoiled | {"words": dict.fromkeys(terms, MARKUP), "name": MARKUP}
    load_method(version.data)
    version.save()


def _spoiled(data):
    if isinstance(data, dict):
        return {key: told if key in KEPT else _spoiled(told) for key, told in data.items()}
    if isinstance(data, list):
        return [_spoiled(told) for told in data]
    # The class that a result of one of the pages is handed in with.
    return f"{data} {MARKUP}" if isinstance(data, str) and data != "utan anmärkning" else data


remembered_hostile = Remembered(build_hostile)


@pytest.fixture
def hostile(db, signed_in):
    cast = remembered_hostile()
    return cast, signed_in(cast.coordinator)


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)
def test_no_page_shows_words_as_markup(hostile, address):
    cast, client = hostile
    told = client.get(reverse(address.name, args=address.args(cast))).content.decode()
    assert [raw for raw in RAW if raw in told] == []
    assert "49 {% load %}" not in told


@pytest.mark.parametrize("kind", ["docx", "html", "xlsx"])
def test_no_report_holds_words_as_markup(hostile, kind):
    cast, client = hostile
    answer = client.get(reverse("report_file", args=[*cast.year, kind]))
    if answer.status_code == 404:
        pytest.skip("There is no such kind of file.")
    assert answer.status_code == 200
    assert not any(sign in answer["Content-Disposition"] for sign in "\r\n<>")
    told = [answer.content]
    if kind != "html":
        with zipfile.ZipFile(io.BytesIO(answer.content)) as parts:
            told = [parts.read(name) for name in parts.namelist()]
    assert [raw for raw in RAW for part in told if raw.encode() in part] == []


def test_no_cell_of_a_workbook_is_a_formula(hostile):
    cast, client = hostile
    answer = client.get(reverse("report_file", args=[*cast.year, "xlsx"]))
    book = load_workbook(io.BytesIO(answer.content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any("1+1" in str(cell.value) for cell in cells)
    assert [cell.value for cell in cells if cell.data_type == "f"] == []


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "..\\..\\x.html",
        "a\r\nSet-Cookie: x=1.txt",
        "fdp.\u202eexe",
        '"; filename="x.html',
        f"{RAW[0]}.txt",
    ],
)
def test_the_name_of_a_file_is_no_more_than_a_name(hostile, name):
    cast, client = hostile
    check = Check.objects.filter(control__plan__unit=cast.board).order_by("pk").first()
    file = SimpleUploadedFile("x", b"PK")
    # As a client of one's own may send it: Django's own upload has cut it already.
    file._name = name
    (kept,) = add_evidence(
        by=cast.coordinator,
        round_=Round.objects.get(unit=cast.board, label=ROUNDS[1]),
        check=check,
        files=[file],
        at=timezone.now(),
    )
    answer = client.get(reverse("evidence", args=[kept.pk]))
    header = answer["Content-Disposition"]
    assert header.startswith("attachment")
    assert not any(sign in kept.name for sign in ("/", "\\", "\r", "\n", "\u202e"))
    assert not any(sign in header for sign in ("\r", "\n"))
    answer.close()
