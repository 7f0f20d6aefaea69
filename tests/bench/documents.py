"""Documents of any size, in the words of the demo municipality, no two rows alike."""

import random
from importlib import resources

from internkoll.rules.exchange import Document, PeriodResult, Row

BOARD, MUNICIPALITY, YEAR, PERIOD = "Socialnämnden", "Ekstads kommun", 2024, "Delår 2024"


def document_of(rows: int) -> Document:
    """A plan with results of that many rows: seven columns, about 1,300 characters a row, in areas of ten rows."""
    demo = pattern()
    dice = random.Random(rows)
    made = tuple(_row(demo.rows[i % len(demo.rows)], i, dice) for i in range(rows))
    return demo.model_copy(update={"rows": made})


def pattern() -> Document:
    text = resources.files("internkoll.demo") / "texts" / "socialnamnden-2024-delar.json"
    return Document.model_validate_json(text.read_text("utf-8"))


def _row(row: Row, number: int, dice: random.Random) -> Row:
    result = row.results[PERIOD]
    first, *rest = result.text.split("\n")
    text = "\n".join([first, *(_shuffled(paragraph, dice) for paragraph in rest)])
    return row.model_copy(
        update={
            "area": (f"{row.area[0]} {number // 10 + 1}",),
            "risk_number": str(number + 1),
            "risk": f"{_shuffled(row.risk, dice)} ({number + 1})",
            "control": _shuffled(row.control, dice),
            "method": _shuffled(row.method, dice),
            "results": {PERIOD: PeriodResult(outcome=result.outcome, text=text)},
        }
    )


def _shuffled(text: str, dice: random.Random) -> str:
    words = text.split()
    dice.shuffle(words)
    return " ".join(words)
