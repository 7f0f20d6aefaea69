"""The true content of every document, in the exchange format."""

from pathlib import Path

from internkoll.rules.exchange import Document

FOLDER = Path(__file__).parent / "truth"


def truth(name: str) -> Document:
    return Document.model_validate_json((FOLDER / f"{name}.json").read_text("utf-8"))
