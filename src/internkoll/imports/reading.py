"""A stranger's file -> a document in the exchange format, opened in a child process with limits on memory and time.

Safe to call from a threaded web server: the child sets its own limits (child.py), nothing runs between fork and exec.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from internkoll.imports.readers.guard import TOO_MUCH, Unreadable, check_size
from internkoll.rules.exchange import Document

__all__ = ["Unreadable", "read_document"]

# The child's limit on processor time is what ends a file that takes too long (child.py: 7 seconds). This one ends a
# child that waits for nothing; on a machine that is busy with other things a sound file may take its time.
WALL_SECONDS = 15
_SOURCE = Path(__file__).resolve().parents[2]
_AGAIN = "Öppna den i Word eller Excel, spara en ny kopia och försök igen."
_COULD_NOT = f"Filen kunde inte läsas. {_AGAIN}"
_TOO_SLOW = f"Filen tog för lång tid att läsa. Dela upp den i flera filer, eller: {_AGAIN}"


def read_document(data: bytes, name: str, *, period: str | None = None) -> Document:
    """Read a Word or Excel file. `name` is only told in messages; `period`, such as "T1 2024", names the results that
    carry no mark of their own. Raises Unreadable, whose text is one message to the person who chose the file."""
    check_size(data)
    answer = _ask_child(data, name, period or "")
    if "unreadable" in answer:
        raise Unreadable(answer["unreadable"])
    try:
        return Document.model_validate(answer["document"])
    except (KeyError, ValidationError) as error:
        raise Unreadable(_COULD_NOT) from error


def _ask_child(data: bytes, name: str, period: str) -> dict[str, Any]:
    command = [sys.executable, "-P", "-m", "internkoll.imports.child", _one_line(name), _one_line(period)]
    try:
        child = subprocess.run(  # noqa: S603 - our own module, and the name and period are plain arguments
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
