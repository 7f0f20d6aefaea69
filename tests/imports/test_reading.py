"""A stranger's file is opened in a process of its own, within limits, and is refused in words that help."""

import json
import subprocess
import sys
import threading
from pathlib import Path

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
MEMORY = 500 << 20
# Reads each file of a folder as the program does, and tells what came of it and how much memory it took at the most.
READER = """
import json, resource, sys
from pathlib import Path
from internkoll.imports.reading import Unreadable, read_document
answers = {}
for path in sorted(Path(sys.argv[1]).iterdir()):
    try:
        document = read_document(path.read_bytes(), path.name)
        answers[path.name] = [len(document.rows), [notice.code for notice in document.notices]]
    except Unreadable as refusal:
        answers[path.name] = str(refusal)
# Its own peak by /proc, since getrusage counts what the process that started it had.
own = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
used = int(own.split()[1]) + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps({"answers": answers, "memory": used << 10}))
"""


@pytest.fixture(scope="module")
def corpus_read(tmp_path_factory):
    folder: Path = tmp_path_factory.mktemp("corpus")
    for name, (make, _) in CORPUS.items():
        (folder / name).write_bytes(make())
    done = subprocess.run([sys.executable, "-c", READER, str(folder)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", [name for name, (_, word) in CORPUS.items() if word])
def test_a_hostile_or_broken_file_is_refused_with_a_message_that_says_why(corpus_read, name):
    message = corpus_read["answers"][name]
    assert isinstance(message, str)
    # A long sheet is read for some seconds before it is too long: a busy machine finds that it took too much time.
    assert any(word in message for word in CORPUS[name][1].split("|"))
    assert message.endswith(".")


@pytest.mark.parametrize("name", [name for name, (_, word) in CORPUS.items() if word is None])
def test_an_odd_file_is_read_for_what_it_holds(corpus_read, name):
    assert not isinstance(corpus_read["answers"][name], str)


def test_all_of_the_corpus_together_never_takes_more_memory_than_the_limit(corpus_read):
    assert corpus_read["memory"] < MEMORY


def test_a_value_in_the_farthest_cell_is_told_and_the_rest_is_read(corpus_read):
    assert corpus_read["answers"]["längst ut.xlsx"] == [1, ["outside-limits"]]


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
