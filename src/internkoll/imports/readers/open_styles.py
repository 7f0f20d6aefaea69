"""What an OpenDocument file's styles tell of its cells and sheets (OpenDocument 1.3 part 3, 16)."""

from dataclasses import dataclass, field

from lxml import etree

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:"
STYLE = f"{_NAMES}style:1.0}}style"
_S, _T = f"{_NAMES}style:1.0}}", f"{_NAMES}table:1.0}}"
_WEIGHT = f"{_NAMES}xsl-fo-compatible:1.0}}font-weight"
_LONGEST_DESCENT = 10


@dataclass(slots=True)
class Styles:
    hidden_tables: set[str] = field(default_factory=set)
    _weights: dict[str, str] = field(default_factory=dict)
    _parents: dict[str, str] = field(default_factory=dict)

    def read(self, style: etree._Element) -> None:
        """Take in one style:style; one of the same name that was read before is replaced."""
        name = style.get(f"{_S}name", "")
        for properties in style:
            if properties.get(f"{_T}display") == "false":
                self.hidden_tables.add(name)
            if _WEIGHT in properties.attrib:
                self._weights[name] = str(properties.get(_WEIGHT))
        self._parents[name] = style.get(f"{_S}parent-style-name", "")

    def is_bold(self, name: str) -> bool:
        for _ in range(_LONGEST_DESCENT):
            if name in self._weights:
                return self._weights[name] in ("bold", "600", "700", "800", "900")
            name = self._parents.get(name, "")
        return False
