"""A stranger's file -> a document in the exchange format, opened in a child process with limits on memory and time.

Safe to call from a threaded web server: the child sets its own limits (child.py), nothing runs between fork and exec.
"""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from internkoll.imports.asked import Asked
from internkoll.imports.readers.guard import TOO_MUCH, Unreadable, check_size
from internkoll.imports.rows.corrections import NO_CORRECTIONS, Corrections
from internkoll.rules.exchange import Document

__all__ = ["Read", "Unreadable", "read_again", "read_document", "read_file", "read_paste"]

# The child's limit on processor time is what ends a file that takes too long (child.py: 9 seconds). This one ends
# a child that waits for nothing; on a machine that is busy with other things a sound file may take its time.
WALL_SECONDS = 20
_SOURCE = Path(__file__).resolve().parents[2]
_AGAIN = "Öppna den i Word eller Excel, spara en ny kopia och försök igen."
_COULD_NOT = f"Filen kunde inte läsas. {_AGAIN}"
_TOO_SLOW = f"Filen tog för lång tid att läsa. Dela upp den i flera filer, eller: {_AGAIN}"


@dataclass(frozen=True, slots=True)
class Read:
    """A document with where it was read: `places` the place of each row, `tables` what each table's columns are
    (answer.py), `source` what the reader gave (kept.py), as it stood before any correction."""

    document: Document
    places: tuple[str, ...]
    tables: tuple[dict[str, Any], ...]
    source: dict[str, Any]


def read_document(data: bytes, name: str, *, period: str | None = None) -> Document:
    """Read a file of any kind that the readers know. `name` is only told in messages; `period`, such as "T1 2024",
    names the results that carry no mark of their own. Raises Unreadable, whose text is one message to the person who
    chose the file."""
    return _document(_read(data, Asked(name=_one_line(name), period=_one_line(period or "") or None)))


def read_file(data: bytes, name: str, *, period: str | None = None, corrections: Corrections = NO_CORRECTIONS) -> Read:
    """As read_document, with what is to be kept so that a person can correct how it was understood."""
    asked = Asked(name=_one_line(name), period=_one_line(period or "") or None, corrections=corrections, keeps=True)
    return _kept(_read(data, asked))


def read_paste(text: str, html: str, *, period: str | None = None, corrections: Corrections = NO_CORRECTIONS) -> Read:
    """As read_file, of what was pasted: its text, and its HTML where the clipboard had that."""
    asked = Asked(of="paste", period=period, corrections=corrections, keeps=True)
    return _kept(_ask_child(asked, json.dumps({"text": text, "html": html}).encode()))


def read_again(source: dict[str, Any], corrections: Corrections, *, period: str | None = None) -> Read:
    """The same source understood anew, with a person's corrections. Raises Unreadable."""
    asked = Asked(of="source", period=period, corrections=corrections, keeps=True)
    return _kept({"source": source, **_ask_child(asked, json.dumps(source, ensure_ascii=False).encode())})


def _kept(told: dict[str, Any]) -> Read:
    return Read(_document(told), tuple(told["places"]), tuple(told["tables"]), told["source"])


def _read(data: bytes, asked: Asked) -> dict[str, Any]:
    check_size(data)
    return _ask_child(asked, data)


def _document(told: dict[str, Any]) -> Document:
    try:
        return Document.model_validate(told["document"])
    except (KeyError, ValidationError) as error:
        raise Unreadable(_COULD_NOT) from error


def _ask_child(asked: Asked, data: bytes) -> dict[str, Any]:
    answer = ask_child("internkoll.imports.child", asked.model_dump_json().encode() + b"\n" + data)
    if "unreadable" in answer:
        raise Unreadable(answer["unreadable"])
    return answer


def ask_child(module: str, data: bytes, *arguments: str) -> dict[str, Any]:
    """What that module of ours answers to what it gets on stdin, in a process of its own. Raises Unreadable where it
    gives no answer."""
    command = [sys.executable, "-P", "-m", module, *(_one_line(argument) for argument in arguments)]
    try:
        child = subprocess.run(  # noqa: S603 - our own module, and the arguments are plain
            command, input=data, capture_output=True, timeout=WALL_SECONDS, env=_environment(), check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(_TOO_SLOW) from error
    if child.returncode:
        raise Unreadable(_message(child.returncode))
    try:
        answer = json.loads(child.stdout)
    except ValueError as error:
        raise Unreadable(_COULD_NOT) from error
    return answer if isinstance(answer, dict) else {}


def _environment() -> dict[str, str]:
    """Nothing of ours but where the program lies: no secrets reach the process that opens the file."""
    # glibc keeps an arena of address space for every thread; a library's threads would use up the limit.
    return {"PYTHONPATH": str(_SOURCE), "PATH": os.defpath, "LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}


def _one_line(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)[:200]


def _message(returncode: int) -> str:
    if returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return _TOO_SLOW
    return TOO_MUCH if returncode == -signal.SIGABRT else _COULD_NOT
