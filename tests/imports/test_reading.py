"""A stranger's file is opened in a process of its own, within limits, and is refused in words that help."""

import json
import subprocess
import sys
import threading

import pytest

from internkoll.imports import child, reading
from internkoll.imports.reading import Unreadable, read_document
from tests.imports.build import as_docx, as_xlsx, heading, table
from tests.imports.hostile import corpus

CORPUS = {name: (make, word) for name, make, word in corpus()}
PLAN = [
    heading("Internkontrollplan 2024 för socialnämnden", 1),
    table(["Risk", "Kontrollmoment", "Resultat"], ["Fel lön betalas ut", "Lönelistor", "Inga fel."]),
]
MEMORY, SECONDS = 700 << 20, 10
# Reads each file of a folder as the program does, and tells what came of it, how much processor time the process that
# opened it took, and how much memory all of it took at the most.
READER = """
import json, resource, sys
from pathlib import Path
from internkoll.imports.reading import Unreadable, read_document
answers, seconds = {}, {}
def spent():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
for path in sorted(Path(sys.argv[1]).iterdir()):
    before = spent()
    try:
        document = read_document(path.read_bytes(), path.name)
        answers[path.name] = [len(document.rows), [notice.code for notice in document.notices]]
    except Unreadable as refusal:
        answers[path.name] = str(refusal)
    seconds[path.name] = spent() - before
# Its own peak by /proc, since getrusage counts what the process that started it had.
own = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
used = int(own.split()[1]) + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps({"answers": answers, "seconds": seconds, "memory": used << 10}))
"""


# Each part is read once, by one of the processes that share the tests.
PARTS = 12


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_hostile_and_broken_files_are_refused_in_words_and_odd_ones_read_within_the_limits(tmp_path, part):
    names = list(CORPUS)[part::PARTS]
    for name in names:
        (tmp_path / name).write_bytes(CORPUS[name][0]())
    done = subprocess.run([sys.executable, "-c", READER, str(tmp_path)], capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    assert sorted(told["answers"]) == sorted(names)
    assert {name: answer for name, answer in told["answers"].items() if not _is_right(answer, CORPUS[name][1])} == {}
    assert {name: seconds for name, seconds in told["seconds"].items() if seconds >= SECONDS} == {}
    assert told["memory"] < MEMORY


def _is_right(answer, word):
    """A message with one of the words where there are any; rows where there is none; "" where either is right."""
    if word == "":
        return True
    if word is None:
        return not isinstance(answer, str)
    # A long sheet is read for some seconds before it is too long: a busy machine finds that it took too much time.
    return isinstance(answer, str) and answer.endswith(".") and any(each in answer for each in word.split("|"))


def test_an_answer_that_is_not_right_is_found_out():
    assert not _is_right([1, []], "tom")
    assert not _is_right("Filen är tom.", "skadad|makron")
    assert not _is_right("Filen är tom.", None)
    assert _is_right("Filen är tom.", "skadad|tom")


def test_a_value_in_the_farthest_cell_is_told_and_the_rest_is_read():
    document = read_document(CORPUS["längst ut.xlsx"][0](), "längst ut.xlsx")
    assert (len(document.rows), [notice.code for notice in document.notices]) == (1, ["outside-limits"])


@pytest.mark.parametrize(("name", "data"), [("plan.docx", as_docx(PLAN)), ("plan.xlsx", as_xlsx({"Plan": PLAN}))])
def test_a_plan_comes_back_as_a_document(name, data):
    document = read_document(data, name, period="T1 2024")
    assert document.board == "Socialnämnden"
    assert document.rows[0].risk == "Fel lön betalas ut"
    assert document.rows[0].results["T1 2024"].text == "Inga fel."


def test_what_the_name_says_does_not_matter():
    assert len(read_document(as_docx(PLAN), "bild.png\n--period").rows) == 1


def test_it_can_be_called_from_several_threads_at_once():
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(read_document(as_docx(PLAN), "plan.docx"))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(document.rows) for document in found] == [1, 1, 1, 1]


def test_secrets_of_the_web_server_do_not_reach_the_process_that_opens_the_file(monkeypatch):
    monkeypatch.setenv("INTERNKOLL_SECRET_KEY", "hemligt")
    assert "INTERNKOLL_SECRET_KEY" not in reading._environment()


def test_a_process_killed_by_a_signal_is_a_file_that_could_not_be_read(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(Unreadable, match="kunde inte läsas"):
        read_document(as_docx(PLAN), "plan.docx")


def test_limits_that_are_lower_already_are_never_raised():
    script = (
        "import resource; from internkoll.imports.child import limit\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (2, 2)); limit(resource.RLIMIT_CPU, 60)\n"
        "print(resource.getrlimit(resource.RLIMIT_CPU))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "(2, 2)"
    assert child.CPU_SECONDS < 10
