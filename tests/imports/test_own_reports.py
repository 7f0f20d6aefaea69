"""The product's own reports, as Word, as a page and as Excel, are read back as what they were made of."""

import json
from importlib import resources
from pathlib import Path

import pytest

from internkoll.imports.readers import blocks_of
from internkoll.imports.rows import document_of
from internkoll.reports.contents import contents_of
from internkoll.reports.files import render
from internkoll.rules.exchange import Document
from internkoll.rules.method import load_method
from tests.documents.scoring import score

# The flat sheet writes the control on every line, so that it can be filtered. Two lines that write the same control are
# two controls in the exchange format, so it is not known there that a line is one more check of the control above.
LEAST = {"docx": 0.99, "html": 0.99, "xlsx": 0.95}
TEXTS = resources.files("internkoll.demo") / "texts"
METHODS = resources.files("internkoll.demo") / "methods"
ACCEPTANCE = Path(__file__).resolve().parents[3] / "shared" / "acceptance" / "truth"
METHOD_OF = {"uppsala": "uppsala", "nacka-naf": "nacka-niva", "nacka-afn": "nacka-status", "stockholm": "stockholm"}


def scored(document, method, kind):
    data = render(contents_of(document, method, period=document.period), kind)
    read = document_of(blocks_of(data, f"rapport.{kind}"), period=document.period)
    reached = score(f"rapport.{kind}", document, read)
    return reached.recall, reached.precision, (reached.losses, reached.surplus)


@pytest.mark.parametrize("kind", ["docx", "html", "xlsx"])
@pytest.mark.parametrize(
    ("board", "period"),
    [
        ("namnden-for-vuxenutbildning-och-arbete", "2025-t2"),
        ("omsorgsnamnden", "2025-t2"),
        ("socialnamnden", "2024-helar"),
        ("tekniska-namnden", "2024-t2"),
        ("tekniska-namnden", "2025-plan"),
    ],
)
def test_a_report_of_the_demo_is_read_back(board, period, kind):
    document = Document.model_validate_json((TEXTS / f"{board}-{period}.json").read_text("utf-8"))
    own = METHODS / f"{board}.json"
    method = own if own.is_file() else METHODS / "ekstads-kommun.json"
    recall, precision, lost = scored(document, load_method(json.loads(method.read_text("utf-8"))), kind)
    assert recall >= LEAST[kind], lost
    assert precision >= 0.99, lost


@pytest.mark.skipif(not ACCEPTANCE.is_dir(), reason="the acceptance documents lie beside the project")
@pytest.mark.parametrize("kind", ["docx", "html", "xlsx"])
@pytest.mark.parametrize("start", METHOD_OF)
def test_a_report_of_an_acceptance_document_is_read_back(start, kind):
    data = json.loads(next(ACCEPTANCE.glob(f"{start}*.json")).read_text("utf-8"))
    data["rows"] = [{name: row[name] for name in row if name != "marked"} for row in data["rows"]]
    document = Document.model_validate({name: data[name] for name in data if name in Document.model_fields})
    methods = resources.files("internkoll.rules") / "methods"
    method = load_method(json.loads((methods / f"{METHOD_OF[start]}.json").read_text("utf-8")))
    recall, precision, lost = scored(document, method, kind)
    assert recall >= LEAST[kind], lost
    assert precision >= 0.99, lost
