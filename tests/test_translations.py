"""Swedish is the source; English is complete, and compiled as it stands in its source."""

import ast
import gettext
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import internkoll

PACKAGE = Path(internkoll.__file__).parent
ENGLISH = Path("locale") / "en" / "LC_MESSAGES" / "django.po"
needs_gettext = pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
# The same word in both languages.
ALIKE = {
    "Text",
    "Organisation",
    "person",
    "Attest:",
    "Passkey {number}",
    "Passkeys",
    "Period",
    "Plan",
    "Process",
    "Risk",
    "Risk:",
    "Status",
    "Status:",
    "Version",
    "orange",
    "period",
    "plan",
    "process",
    "region",
    "risk",
    "status",
    "text",
    "version",
}


def compiled(po: Path, folder: Path) -> dict[object, str]:
    mo = folder / f"{po.stem}.mo"
    subprocess.run(["msgfmt", "-o", mo, po], check=True)
    return catalogue(mo)


def catalogue(mo: Path) -> dict[object, str]:
    with mo.open("rb") as file:
        return gettext.GNUTranslations(file)._catalog


@pytest.fixture
def extracted(tmp_path) -> Path:
    """The English catalogue as it is when the strings have been gathered from the source anew."""
    copy = tmp_path / "internkoll"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("vendor", "__pycache__", "fonts"))
    asked = ["makemessages", "-l", "en", "-e", "html,txt,py", "--no-obsolete", "--no-wrap"]
    subprocess.run([sys.executable, "-m", "django", *asked], cwd=copy, check=True, env=os.environ, capture_output=True)
    return copy / ENGLISH


@needs_gettext
def test_every_string_has_its_english(extracted):
    entries = extracted.read_text(encoding="utf-8").split("\n\n")[1:]
    lacking = [entry for entry in entries if re.search(r'^msgstr(\[\d\])? ""$(?!\n")', entry, re.M)]
    guessed = [entry for entry in entries if re.search(r"^#,.*fuzzy", entry, re.M)]
    assert lacking == []
    assert guessed == []


@needs_gettext
def test_the_compiled_catalogue_is_that_of_the_source(tmp_path):
    assert catalogue(PACKAGE / ENGLISH.with_suffix(".mo")) == compiled(PACKAGE / ENGLISH, tmp_path)


def test_no_string_is_left_in_swedish():
    told = catalogue(PACKAGE / ENGLISH.with_suffix(".mo"))
    left = {key for key, english in told.items() if key == english and re.search(r"[a-zå-ö]{3}", str(key))}
    assert {key for key in left if "%" not in str(key)} <= ALIKE


def test_placeholders_are_the_same_in_both_languages():
    told = catalogue(PACKAGE / ENGLISH.with_suffix(".mo"))
    for key, english in told.items():
        swedish = key[0] if isinstance(key, tuple) else key
        if isinstance(key, tuple) and key[1] == 0:
            continue
        assert set(re.findall(r"%\(\w+\)s", swedish)) <= set(re.findall(r"%\(\w+\)s", english))


def test_no_word_to_translate_stands_in_an_f_string():
    """What gathers the strings does not find it there."""
    hidden = [
        (str(path.relative_to(PACKAGE)), call.lineno)
        for path in PACKAGE.rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("_", "gettext", "ngettext", "gettext_lazy")
    ]
    assert hidden == []
