"""Reads every file of the hostile corpus as the product does, and writes what came of each into docs/security.md.

python -m tests.imports.hostile_table [NAME ...]    with names, only tells of those files
"""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.imports.build import as_docx
from tests.imports.hostile import corpus
from tests.imports.hostile_office import PLAN

PAGE = Path(__file__).resolve().parents[2] / "docs" / "security.md"
BEGIN, END = "<!-- hostile: tabellen skrivs av make hostile -->", "<!-- hostile: slut -->"
# In a process of its own, for the peak of memory is that of all that a process has ever held. The peak of the program
# itself is taken from /proc, since getrusage counts what the process that started it had.
READER = """
import json, resource, sys
from pathlib import Path
from internkoll.imports.reading import Unreadable, read_document
path = Path(sys.argv[1])
data = path.read_bytes()
try:
    document = read_document(data, path.name)
    told = [len(document.rows), [notice.code for notice in document.notices]]
except Unreadable as refusal:
    told = str(refusal)
own = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
child = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([told, child.ru_utime + child.ru_stime, (int(own.split()[1]) + child.ru_maxrss) / 1024]))
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`seconds` are of processor time in the process that opened the file, whatever else the machine does meanwhile;
    `megabytes` the peak of the program and that process together."""

    name: str
    size: int
    told: str
    seconds: float
    megabytes: float

    @property
    def line(self) -> str:
        size = f"{self.size / 1e6:.1f} MB" if self.size >= 50_000 else f"{-(-self.size // 1000)} kB"
        return f"| {self.name} | {size} | {self.told} | {self.seconds:.1f} | {self.megabytes:.0f} |"


def outcome(name: str, data: bytes, folder: Path) -> Outcome:
    path = folder / name
    path.write_bytes(data)
    done = subprocess.run([sys.executable, "-c", READER, str(path)], capture_output=True, text=True, check=True)
    path.unlink()
    told, seconds, megabytes = json.loads(done.stdout)
    return Outcome(name, len(data), told if isinstance(told, str) else _as_read(*told), seconds, megabytes)


def _as_read(rows: int, codes: list[str]) -> str:
    told = ", ".join(f"`{code}`" for code in dict.fromkeys(codes))
    return f"lästes: {rows} {'rad' if rows == 1 else 'rader'}" + (f" ({told})" if told else "")


def main() -> None:
    chosen = sys.argv[1:]
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="internkoll-hostile-") as name:
        folder = Path(name)
        for file, make, _ in corpus():
            if not chosen or file in chosen:
                outcomes.append(outcome(file, make(), folder))
                sys.stderr.write(f"{outcomes[-1].line}\n")
        outcomes.append(outcome("efter alla dessa, en vanlig plan.docx", as_docx(PLAN), folder))
    if not chosen:
        _write(outcomes)


def _write(outcomes: list[Outcome]) -> None:
    seconds, megabytes = max(each.seconds for each in outcomes), max(each.megabytes for each in outcomes)
    lines = [
        f"{len(outcomes)} filer. Längst tid tog en på {seconds:.1f} s, mest minne en på {megabytes:.0f} MB.",
        "",
        "| fil | storlek | utfall | sekunder | MB |",
        "|---|---|---|---|---|",
        *(each.line for each in outcomes),
    ]
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n\n" + "\n".join(lines) + f"\n\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
