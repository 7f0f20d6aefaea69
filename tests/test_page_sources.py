"""What templates and static files must be, for the content security policy and for those who take them over."""

import re
from pathlib import Path

import pytest

import internkoll

PACKAGE = Path(internkoll.__file__).parent
TEMPLATES = sorted((PACKAGE / "templates").rglob("*.html"))
VENDOR = PACKAGE / "static" / "vendor"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(PACKAGE / "templates").as_posix())
def test_a_template_has_no_style_or_script_of_its_own(path):
    source = path.read_text(encoding="utf-8")
    assert not re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:|\|safe\b|autoescape off", source)
    # A script is a file of ours or of a library, or data that no browser runs.
    scripts = re.findall(r"<script\b[^>]*>", source)
    assert all(re.search(r' src="\{% static ', script) or 'type="application/json"' in script for script in scripts)


@pytest.mark.parametrize("folder", sorted(VENDOR.iterdir()), ids=lambda folder: folder.name)
def test_what_others_have_made_has_its_version_and_licence_beside_it(folder):
    assert (folder / "LICENSE").read_text(encoding="utf-8")
    assert re.fullmatch(r"\S+ \d+\.\d+\.\d+\n", (folder / "VERSION").read_text(encoding="utf-8"))


def test_own_style_fetches_only_what_lies_beside_it():
    style = (PACKAGE / "static" / "internkoll.css").read_text(encoding="utf-8")
    fetched = re.findall(r"url\((.*?)\)", style)
    assert fetched
    assert all((PACKAGE / "static" / address).is_file() for address in fetched)
    assert "@import" not in style
