"""Every document in every layout and kind: the laid out file beside its true content."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

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
    typeset_plans,
    vastmark,
)
from .pages import as_page, as_text, as_word_page
from .truths import truth
from .wild import DOCUMENTS
from .workbooks import as_old_workbook, as_open_document

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
    ("bergsholm-mbn-2024", "linjerad", "pdf", typeset_plans.ruled),
    ("bergsholm-mbn-2024", "utan-linjer", "pdf", typeset_plans.no_lines),
    ("bergsholm-mbn-2024", "sma-sidor", "pdf", typeset_plans.small_pages),
    ("fjallbro-hsn-2024", "periodmarken", "xlsx", other_sheets.marks_in_cell),
    ("hogsta-aldrenamnden-2024", "fetstil", "docx", old_forms.bold_headings),
    ("hogsta-aldrenamnden-2024", "under-varandra", "xlsx", other_sheets.tables_below_each_other),
    ("kvarnby-avn-2025", "en-tabell", "docx", old_forms.header_among_lines),
    ("kvarnby-avn-2025", "taggad", "pdf", typeset_plans.tagged),
    ("kvarnby-avn-2025", "vagrata", "pdf", typeset_plans.level_lines),
    ("kvarnby-avn-2025", "sma-sidor", "pdf", typeset_plans.small_pages),
    ("lundby-socialnamnden-2024", "riskrubriker", "docx", risks_apart.risk_headings),
    ("lundby-socialnamnden-2024", "formler", "xlsx", other_sheets.stored_formulas),
    ("norrfors-bun-2023", "omradesrader", "xlsx", other_sheets.area_lines),
    ("ostervik-overformyndare-2024", "numrerad-risk", "docx", old_forms.numbered_risk),
    ("ostervik-overformyndare-2024", "vagrata", "pdf", typeset_plans.level_lines),
    ("ostervik-overformyndare-2024", "utan-linjer", "pdf", typeset_plans.no_lines),
    ("ostervik-overformyndare-2024", "taggade-sma-sidor", "pdf", typeset_plans.small_tagged_pages),
    ("sjoaker-kulturfritid-2025", "poangrubriker", "docx", risks_apart.value_headings),
    ("strandby-bostader-2024", "register", "xlsx", other_sheets.register),
    ("tallmo-samhallsbyggnad-2022", "klassisk", "docx", old_forms.classic),
    ("vastmark-regionstyrelsen-2025", "forkortad", "docx", old_forms.abbreviated),
    ("vastmark-regionstyrelsen-2025", "ledtexter", "xlsx", other_sheets.guided),
    ("vastmark-regionstyrelsen-2025", "taggad", "pdf", typeset_plans.tagged),
    ("vastmark-regionstyrelsen-2025", "vagrata", "pdf", typeset_plans.level_lines),
    ("vastmark-regionstyrelsen-2025", "utan-linjer", "pdf", typeset_plans.no_lines),
]


Convert = Callable[[bytes], bytes]
# How the programs that write text part its columns, and in what encoding.
_TEXTS = ((";", "cp1252"), ("\t", "utf-16"), (",", "utf-8"), (";", "utf-8-sig"), ("|", "utf-8"))


@dataclass(frozen=True)
class Sample:
    """`layout` is empty for the document's own; `written` is its truth, where that stands beside the layout."""

    document: str
    layout: str
    kind: str
    lay_out: LayOut
    written: Document | None = None

    @property
    def name(self) -> str:
        return ".".join(part for part in (self.document, self.layout, self.kind) if part)

    @cached_property
    def truth(self) -> Document:
        return self.written or truth(self.document)

    @cached_property
    def data(self) -> bytes:
        return self.lay_out(self.truth)


def samples() -> list[Sample]:
    own = [
        Sample(document, "", kind, lay_out)
        for document, layout in OWN.items()
        for kind, lay_out in (("docx", layout.word), ("xlsx", layout.workbook))
    ]
    wild = [
        Sample(each.name, "", kind, lambda _, each=each, kind=kind: each.data(kind), each.truth)
        for each in DOCUMENTS
        for kind in each.kinds
    ]
    further = [Sample(*further) for further in FURTHER]
    return sorted([*own, *further, *wild, *_saved_as()], key=lambda sample: sample.name)


def _saved_as() -> Iterator[Sample]:
    """Each document's own layouts saved as the other kinds; pages and texts in the ways of several programs in turn."""
    for number, (document, layout) in enumerate(OWN.items()):
        separator, encoding = _TEXTS[number % len(_TEXTS)]
        page = (as_page, as_word_page)[number % 2]
        yield Sample(document, "", "html", _then(layout.word, page))
        yield Sample(document, "", "csv", _then(layout.word, partial(as_text, separator=separator, encoding=encoding)))
        yield Sample(document, "", "ods", _then(layout.workbook, as_open_document))
        yield Sample(document, "", "xls", _then(layout.workbook, as_old_workbook))


def _then(lay_out: LayOut, convert: Convert) -> LayOut:
    return lambda document: convert(lay_out(document))
