import hashlib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from internkoll.base.models import HistoryEntry
from internkoll.followup import evidence as rules
from internkoll.followup.evidence import add_evidence, clean_name, evidence_of, remove_evidence
from internkoll.followup.models import Evidence
from internkoll.followup.review import attest_results
from internkoll.followup.services import FollowupRefusal
from tests.followup.conftest import GOOD
from tests.reading import page_of, words

SCRIPT = b"<script>alert(1)</script>"


@pytest.fixture
def attach(task):
    def attach(*files, by=None):
        given = [SimpleUploadedFile(name, content) for name, content in files]
        return add_evidence(by=by or task.owner, round_=task.round, check=task.check, files=given, at=timezone.now())

    return attach


def test_a_file_is_kept_under_a_random_name_with_its_hash(task, attach):
    (kept,) = attach(("stickprov.xlsx", b"innehall"))
    assert (kept.name, kept.size) == ("stickprov.xlsx", 8)
    assert kept.sha256 == hashlib.sha256(b"innehall").hexdigest()
    assert "stickprov" not in kept.file.name
    assert Path(kept.file.path).suffix == ""
    assert Path(kept.file.path).read_bytes() == b"innehall"
    assert HistoryEntry.objects.order_by("-pk").first().what == "evidence added"


HOSTILE = [
    ("../../etc/passwd", "passwd"),
    ("..\\..\\windows\\win.ini", "win.ini"),
    ("a\x00b.txt", "ab.txt"),
    ("rad\r\nSet-Cookie: x.txt", "radSet-Cookie: x.txt"),
    ("\u202egpj.exe", "gpj.exe"),
    ("…", "…"),
    ("", "fil"),
    ("..", "fil"),
]


@pytest.mark.parametrize(("written", "name"), HOSTILE)
def test_a_name_has_no_folders_and_no_unseen_signs(written, name):
    assert clean_name(written) == name


def test_a_long_name_keeps_its_ending():
    name = clean_name("å" * 300 + ".xlsx")
    assert len(name) == rules.LONGEST_NAME
    assert name.endswith(".xlsx")


def test_a_file_is_sent_only_to_be_saved(task, attach, signed_in):
    (kept,) = attach(("sida.html", SCRIPT))
    answer = signed_in(task.owner).get(reverse("evidence", args=[kept.pk]))
    assert b"".join(answer.streaming_content) == SCRIPT
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="sida.html"'
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_one_who_reads_the_board_gets_the_file_once_the_result_is_handed_in(task, cast, attach, signed_in):
    (kept,) = attach(("stickprov.xlsx", b"x"))
    client, address = signed_in(cast.auditor), reverse("evidence", args=[kept.pk])
    assert client.get(address).status_code == 404
    task.hand_in()
    assert client.get(address).status_code == 200


def test_a_stranger_and_one_who_has_the_role_alone_get_nothing_of_it(task, cast, attach, signed_in):
    (kept,) = attach(("stickprov.xlsx", b"x"))
    remove = reverse("evidence_remove", args=[kept.pk])
    for person in (cast.stranger, cast.control_owner):
        client = signed_in(person)
        assert client.get(reverse("evidence", args=[kept.pk])).status_code == 404
        assert client.post(remove).status_code == 404
    task.hand_in()
    assert signed_in(cast.control_owner).post(remove).status_code == 403
    assert Evidence.objects.get().removed_at is None


def test_what_is_taken_away_is_kept_and_not_shown(task, attach, signed_in):
    (kept,) = attach(("fel fil.pdf", b"x"))
    client = signed_in(task.owner)
    assert "fel fil.pdf är borttagen" in words(
        page_of(client.post(reverse("evidence_remove", args=[kept.pk]), follow=True))
    )
    assert client.get(reverse("evidence", args=[kept.pk])).status_code == 404
    assert evidence_of(task.round, task.check) == []
    assert Path(Evidence.objects.get().file.path).exists()
    entry = HistoryEntry.objects.order_by("-pk").first()
    assert (entry.what, entry.before["text"]) == ("evidence removed", "fel fil.pdf")


def test_too_large_or_too_many_is_refused_and_nothing_is_kept(task, attach, monkeypatch):
    monkeypatch.setattr(rules, "LARGEST", 5)
    with pytest.raises(FollowupRefusal, match=r"^stor"):
        attach(("liten.pdf", b"x"), ("stor.pdf", b"123456"))
    with pytest.raises(FollowupRefusal, match="högst 10 filer"):
        attach(*((f"{n}.pdf", b"x") for n in range(11)))
    assert not Evidence.objects.exists()


def test_a_file_that_was_lost_from_the_disk_is_not_found(task, attach, signed_in):
    (kept,) = attach(("borta.pdf", b"x"))
    Path(kept.file.path).unlink()
    assert signed_in(task.owner).get(reverse("evidence", args=[kept.pk])).status_code == 404


def test_a_file_that_has_been_taken_away_is_taken_away_once(task, attach):
    (kept,) = attach(("fil.pdf", b"x"))
    for _ in range(2):
        remove_evidence(by=task.owner, evidence=kept, at=timezone.now())
    assert HistoryEntry.objects.filter(what="evidence removed").count() == 1


@pytest.mark.parametrize("count", [11, 60])
def test_too_many_files_give_a_message_and_the_text_stays(task, signed_in, count):
    files = [SimpleUploadedFile(f"{n}.pdf", b"x") for n in range(count)]
    answer = signed_in(task.owner).post(task.address, {"edits": "0", "text": "Mitt långa svar", "evidence": files})
    page = page_of(answer)
    assert "högst 10 filer" in words(page)
    assert page.xpath("//textarea[@name='text']")[0].text.strip() == "Mitt långa svar"


def test_the_files_stay_attached_when_something_else_must_be_mended(task, signed_in):
    told = {"edits": "0", "text": "", "evidence": SimpleUploadedFile("stickprov.xlsx", b"x")}
    page = page_of(signed_in(task.owner).post(task.address, told))
    assert "Det här behöver rättas" in words(page)
    assert "stickprov.xlsx" in words(page)


def test_a_report_with_files_is_handed_in_with_them(task, signed_in):
    files = [SimpleUploadedFile(name, b"x") for name in ("a.pdf", "b.pdf")]
    told = {"edits": "0", "text": GOOD.text, "outcome": GOOD.outcome, "evidence": files}
    assert signed_in(task.owner).post(task.address, told).status_code == 302
    assert [str(file) for file in evidence_of(task.round, task.check)] == ["a.pdf", "b.pdf"]


@pytest.fixture
def attested(task, cast, attach):
    """The task's result, attested, with a file."""
    (kept,) = attach(("stickprov.xlsx", b"x"))
    result = task.hand_in()
    attest_results(by=cast.head, results=[result], at=timezone.now())
    return kept


def test_the_files_of_what_is_attested_are_not_the_owners_to_change(task, cast, attested, signed_in, attach):
    client = signed_in(task.owner)
    page = page_of(client.post(reverse("evidence_remove", args=[attested.pk]), follow=True))
    assert "Resultatet är attesterat" in words(page)
    told = {"edits": str(task.result.edits), "text": GOOD.text, "evidence": SimpleUploadedFile("ny.xlsx", b"x")}
    assert "Resultatet är attesterat" in words(page_of(client.post(task.address, told)))
    assert [kept.name for kept in evidence_of(task.round, task.check)] == ["stickprov.xlsx"]
    assert task.result.review == "attested"


def test_one_who_may_change_them_has_the_result_attested_anew(task, cast, attested, attach):
    remove_evidence(by=cast.coordinator, evidence=attested, at=timezone.now())
    assert (task.result.review, evidence_of(task.round, task.check)) == ("waiting", [])
    told = HistoryEntry.objects.filter(what="result changed").latest("number")
    assert (told.before["review"], told.after["review"]) == ("attested", "waiting")
    attest_results(by=cast.head, results=[task.result], at=timezone.now())
    attach(("ny.xlsx", b"x"), by=cast.coordinator)
    assert task.result.review == "waiting"
