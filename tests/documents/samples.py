"""Every document in every layout and kind: the laid out file beside its true content."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from internkoll.rules.exchange import Document

from .layouts import (
    alvhamn,
    bergsholm,
    fjallbro,
    forms,
    granby,
    hogsta,
    kvarnby,
    lundby,
    malarnas,
    norrfors,
    old_forms,
    ostervik,
    other_sheets,
    risks_apart,
    sjoaker,
    strandby,
    tallmo,
    vastmark,
)
from .truths import truth

LayOut = Callable[[Document], bytes]

# Each document's own layouts, as Word and as Excel.
OWN = {
    "alvhamn-tekniska-2024": alvhamn,
    "bergsholm-mbn-2024": bergsholm,
    "fjallbro-hsn-2024": fjallbro,
    "granby-ks-2023": granby,
    "hogsta-aldrenamnden-2024": hogsta,
    "kvarnby-avn-2025": kvarnby,
    "lundby-socialnamnden-2024": lundby,
    "malarnas-gymnasie-2024": malarnas,
    "norrfors-bun-2023": norrfors,
    "ostervik-overformyndare-2024": ostervik,
    "sjoaker-kulturfritid-2025": sjoaker,
    "strandby-bostader-2024": strandby,
    "tallmo-samhallsbyggnad-2022": tallmo,
    "vastmark-regionstyrelsen-2025": vastmark,
}
FURTHER: list[tuple[str, str, str, LayOut]] = [
    ("alvhamn-tekniska-2024", "blanketter", "xlsx", forms.stacked),
    ("alvhamn-tekniska-2024", "fyra-kolumner", "docx", forms.four_columns),
    ("bergsholm-mbn-2024", "kryss", "docx", old_forms.crosses),
    ("fjallbro-hsn-2024", "periodmarken", "xlsx", other_sheets.marks_in_cell),
    ("hogsta-aldrenamnden-2024", "fetstil", "docx", old_forms.bold_headings),
    ("hogsta-aldrenamnden-2024", "under-varandra", "xlsx", other_sheets.tables_below_each_other),
    ("kvarnby-avn-2025", "en-tabell", "docx", old_forms.header_among_lines),
    ("lundby-socialnamnden-2024", "riskrubriker", "docx", risks_apart.risk_headings),
    ("lundby-socialnamnden-2024", "formler", "xlsx", other_sheets.stored_formulas),
    ("norrfors-bun-2023", "omradesrader", "xlsx", other_sheets.area_lines),
    ("ostervik-overformyndare-2024", "numrerad-risk", "docx", old_forms.numbered_risk),
    ("sjoaker-kulturfritid-2025", "poangrubriker", "docx", risks_apart.value_headings),
    ("strandby-bostader-2024", "register", "xlsx", other_sheets.register),
    ("tallmo-samhallsbyggnad-2022", "klassisk", "docx", old_forms.classic),
    ("vastmark-regionstyrelsen-2025", "forkortad", "docx", old_forms.abbreviated),
    ("vastmark-regionstyrelsen-2025", "ledtexter", "xlsx", other_sheets.guided),
]


@dataclass(frozen=True)
class Sample:
    """`layout` is empty for the document's own."""

    document: str
    layout: str
    kind: str
    lay_out: LayOut

    @property
    def name(self) -> str:
        return ".".join(part for part in (self.document, self.layout, self.kind) if part)

    @cached_property
    def truth(self) -> Document:
        return truth(self.document)

    @cached_property
    def data(self) -> bytes:
        return self.lay_out(self.truth)


def samples() -> list[Sample]:
    own = [
        Sample(document, "", kind, lay_out)
        for document, layout in OWN.items()
        for kind, lay_out in (("docx", layout.word), ("xlsx", layout.workbook))
    ]
    return sorted([*own, *(Sample(*further) for further in FURTHER)], key=lambda sample: sample.name)
