"""The reader reads what municipalities lay out: each document well, and all of them together nearly without loss."""

import re

import pytest

from internkoll.imports.reading import read_document

from .file_text import squashed, words_of
from .samples import Sample, samples
from .scoring import Score, score

SAMPLES = samples()
EACH, TOGETHER, TEXT_KEPT = 0.80, 0.95, 0.90
# A number that Word sets before a paragraph and a day that Excel keeps as a number stand in no file as they are shown.
SET_BY_THE_PROGRAM = re.compile(r"^\d+\. |^\d{4}-\d\d-\d\d$")


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    """Filled as the documents are read, so that all of them together cost no further reading."""
    return {}


def _score(sample: Sample, scores: dict[str, Score]) -> Score:
    if sample.name not in scores:
        read = read_document(sample.data, sample.name, period=sample.truth.period)
        scores[sample.name] = score(sample.name, sample.truth, read)
    return scores[sample.name]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_document_holds_what_its_truth_says(sample: Sample) -> None:
    held = words_of(sample.data)
    told = _told(sample)
    if sample.kind == "pdf":
        # Its lines stand as they are seen, over columns and pages: only the words can be looked for.
        told = [word for text in told for word in text.split()]
    missing = [text for text in told if not _stands_in(held, SET_BY_THE_PROGRAM.sub("", text))]
    assert not missing


def _stands_in(held: str, text: str) -> bool:
    """As one text, or as a heading and what stands under it ("Klart senast: 1 juni"), or several crossed headings."""
    return squashed(text) in held or all(squashed(part) in held for part in re.split(": |, ", text))


def _told(sample: Sample) -> list[str]:
    """Every paragraph of the true rows and of the running text."""
    rows = sample.truth.rows
    texts = [block.text for block in sample.truth.texts]
    for row in rows:
        texts += [*row.area, row.risk, row.control, row.method, row.responsible, row.frequency, row.action]
        texts += [result.text for result in row.results.values()]
        texts += [estimate.text for estimate in row.risk_assessments.values()]
    return [paragraph for text in texts for paragraph in text.split("\n")]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_document_is_read_well(sample: Sample, scores: dict[str, Score]) -> None:
    reached = _score(sample, scores)
    assert min(reached.recall, reached.precision) >= EACH, reached.losses[:10]
    assert reached.kept >= TEXT_KEPT


def test_all_documents_together_are_read_nearly_without_loss(scores: dict[str, Score]) -> None:
    reached = [_score(sample, scores) for sample in SAMPLES]
    hits = sum(each.hits for each in reached)
    worst = sorted(reached, key=lambda each: each.hits - each.wanted)[:5]
    losses = {each.name: each.losses[:3] for each in worst}
    assert hits / sum(each.wanted for each in reached) >= TOGETHER, losses
    assert hits / sum(each.given for each in reached) >= TOGETHER, {each.name: each.surplus[:3] for each in worst}
