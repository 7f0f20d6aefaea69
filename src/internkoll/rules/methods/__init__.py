"""The ways of working that come with the product, each a Method file (JSON) beside this module."""

import json
from importlib import resources

from internkoll.rules.method import Method, load_method


def packaged_names() -> list[str]:
    return sorted(entry.name.removesuffix(".json") for entry in _folder().iterdir() if entry.name.endswith(".json"))


def packaged_method(name: str) -> Method:
    """The Method of that name. Raises LookupError, with the names there are, where there is none."""
    if name not in packaged_names():
        raise LookupError(f"Metoden ”{name}” finns inte. Välj en av: {', '.join(packaged_names())}.")
    return load_method(json.loads((_folder() / f"{name}.json").read_text(encoding="utf-8")))


def _folder() -> resources.abc.Traversable:
    return resources.files(__name__)
