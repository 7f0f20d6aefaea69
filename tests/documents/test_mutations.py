"""A document is read as well when it has been changed on its way as it was before."""

from random import Random

import pytest

from internkoll.imports.readers import blocks_of
from internkoll.imports.rows import document_of
from tests.imports.build import as_docx, as_xlsx

from .mutations import MUTATIONS
from .scoring import score
from .wild import DOCUMENTS
from .wild.written import Written

ENOUGH, ON_THE_WHOLE = 0.65, 0.97


def _reached(written: Written, name: str) -> float | None:
    """The lower of recall and precision; None where the document has nothing to change so."""
    blocks = MUTATIONS[name](written.blocks, Random(f"{written.name} {name}"))
    if blocks is None:
        return None
    kind = written.kinds[-1]
    data = as_docx(blocks) if kind == "docx" else as_xlsx({"Internkontroll": blocks})
    read = document_of(blocks_of(data, f"plan.{kind}"), period=written.truth.period)
    reached = score(written.name, written.truth, read)
    return min(reached.recall, reached.precision)


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_changed_document_is_read_as_well_as_before(name):
    reached = {
        each.name: value for each in DOCUMENTS if each.has_header and (value := _reached(each, name)) is not None
    }
    assert min(reached.values()) >= ENOUGH, reached
    assert sum(reached.values()) >= ON_THE_WHOLE * len(reached), reached
