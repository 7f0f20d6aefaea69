"""Evidence: files that show what a check found. Each lies under a random name, and is sent only as a file to save."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from internkoll.base.edits import change
from internkoll.base.history import Change, record
from internkoll.base.models import User
from internkoll.followup.models import Evidence, Result, Round
from internkoll.followup.reporting import refuse_if_attested, refuse_if_shut
from internkoll.followup.services import FollowupRefusal, held_round
from internkoll.plan.models import Check

LARGEST = 10_000_000
MOST_FILES = 10
LONGEST_NAME = 200


def evidence_of(round_: Round, check: Check) -> list[Evidence]:
    return list(Evidence.objects.kept().filter(round=round_, for_check=check).select_related("added_by"))


@transaction.atomic
def add_evidence(
    *, by: User, round_: Round, check: Check, files: Sequence[UploadedFile[Any]], at: datetime
) -> list[Evidence]:
    """Keeps the files, all or none. Raises FollowupRefusal where one is too large or they are too many."""
    if not files:
        return []
    held = _opened(by, round_, check, at)
    _refuse_too_much(held, check, files)
    added = [Evidence.objects.create(**_values(by, held, check, file, at)) for file in files]
    changes = [Change("evidence added", check, after=_told(held, evidence)) for evidence in added]
    record(by=by, unit=held.unit, changes=changes)
    return added


def _opened(by: User, round_: Round, check: Check, at: datetime) -> Round:
    """The round, held, where that person may change what the check's result builds on; it is then attested anew."""
    held = held_round(round_)
    refuse_if_shut(held, at)
    result = Result.objects.select_for_update(of=("self",), no_key=True).filter(round=held, for_check=check).first()
    refuse_if_attested(by, held, result)
    if result and result.review == Result.Review.ATTESTED:
        before, after = change(result, {"review": Result.Review.WAITING})
        told = {"period": held.label, **before}, {"period": held.label, **after}
        record(by=by, unit=held.unit, changes=[Change("result changed", result, before=told[0], after=told[1])])
    return held


def _refuse_too_much(round_: Round, check: Check, files: Sequence[UploadedFile[Any]]) -> None:
    too_large = [clean_name(file.name or "") for file in files if (file.size or 0) > LARGEST]
    if too_large:
        message = f"{', '.join(too_large)}: en fil får vara högst {LARGEST // 1_000_000} MB. Bifoga en mindre."
        raise FollowupRefusal(message, {"evidence": message})
    if len(evidence_of(round_, check)) + len(files) > MOST_FILES:
        message = f"En rapport kan ha högst {MOST_FILES} filer. Bifoga färre, eller ta bort någon av dem som finns."
        raise FollowupRefusal(message, {"evidence": message})


def _values(by: User, round_: Round, check: Check, file: UploadedFile[Any], at: datetime) -> dict[str, object]:
    name, file.name = clean_name(file.name or ""), secrets.token_hex(16)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    kept = {"file": file, "name": name, "size": file.size, "sha256": digest.hexdigest()}
    return {"round": round_, "for_check": check, "added_by": by, "added_at": at, **kept}


def clean_name(written: str) -> str:
    """The file's own name, without folders and signs that can't be seen; a long one keeps its ending."""
    last = PurePosixPath(written.replace("\\", "/")).name
    seen = "".join(char for char in last if unicodedata.category(char)[0] != "C").strip(" .")
    stem, dot, ending = seen.rpartition(".")
    if len(seen) > LONGEST_NAME and dot and len(ending) < 10:
        return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
    return seen[:LONGEST_NAME] or "fil"


@transaction.atomic
def remove_evidence(*, by: User, evidence: Evidence, at: datetime) -> Evidence:
    """Takes the file away from every page. It is kept, and the history tells of it."""
    round_ = _opened(by, evidence.round, evidence.for_check, at)
    # The round is held: of two clicks the second finds what the first did.
    if Evidence.objects.kept().filter(pk=evidence.pk).update(removed_at=at):
        told = _told(round_, evidence)
        record(by=by, unit=round_.unit, changes=[Change("evidence removed", evidence.for_check, before=told)])
    evidence.refresh_from_db()
    return evidence


def _told(round_: Round, evidence: Evidence) -> dict[str, object]:
    return {"period": round_.label, "text": evidence.name, "sha256": evidence.sha256}
