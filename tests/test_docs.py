"""The docs tell of what there is: every notice, every field of the format, every setting, every verb."""

import re
from pathlib import Path

import internkoll
from internkoll.cli import main
from internkoll.rules.exchange import Document, Row

ROOT = Path(__file__).resolve().parents[1]
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in Path(internkoll.__file__).parent.rglob("*.py"))


def doc(name):
    return (ROOT / name).read_text(encoding="utf-8")


def in_code_signs(name):
    return set(re.findall(r"`([^`\n]+)`", doc(name)))


def test_every_notice_is_in_the_catalogue_and_the_catalogue_has_no_other():
    used = set(re.findall(r'(?:Notice|_tell)\(\s*"([a-z-]+)"', SOURCE))
    rows = [line for line in doc("docs/notices.md").splitlines() if line.startswith("| `")]
    told = {code for row in rows for code in re.findall(r"`([a-z-]+)`", row.split("|")[1])}
    assert used == told


def test_every_field_of_the_exchange_format_is_described():
    fields = set(Document.model_fields) | set(Row.model_fields)
    assert fields <= in_code_signs("docs/exchange.md")


def test_every_setting_of_the_environment_is_described():
    read = set(re.findall(r'"(INTERNKOLL_[A-Z_]+|DATABASE_URL)"', SOURCE))
    written_out = doc("docs/install.md").replace("`_", "`INTERNKOLL_SMTP_")
    assert {name for name in read if name not in written_out} == set()


def test_every_verb_tells_what_it_does(capsys):
    try:
        main(["--help"])
    except SystemExit:
        told = capsys.readouterr().out
    for verb in ("read", "import", "export", "report", "demo", "serve", "user", "manage"):
        assert re.search(rf"^ +{verb} +\S", told, re.M)
