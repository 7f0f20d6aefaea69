"""Scores what a reader gave against the true content, cell by cell: recall, precision, and running text kept.

Rows are paired in their order so that the most cells agree. Two texts of at least twelve characters agree where they
are 97 percent alike; shorter ones, but for spaces and hyphens, where they are the same. With one period or none in the
truth, a period's name does not count.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from internkoll.rules.exchange import Document, Row

FIELDS = tuple(field for field in Row.model_fields if field not in ("results", "risk_assessments"))
HEAD = ("municipality", "board", "administration", "year", "date", "reference", "overall")
BULLETS = re.compile("[•●▪◦\uf0b7]")
BROKEN_WORD = re.compile(r"(?<=\w)-\s+(?=[a-zåäö])")
ALIKE, SHORT = 0.97, 12

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Loss:
    """`line` is the row of the truth, from 1; None for what was read and stands in no true row."""

    field: str
    line: int | None
    wanted: str
    read: str


@dataclass(frozen=True, slots=True)
class Score:
    name: str
    hits: int
    wanted: int
    given: int
    rows_wanted: int
    rows_read: int
    kept: float
    losses: tuple[Loss, ...]
    surplus: tuple[Loss, ...]
    head: tuple[Loss, ...]

    @property
    def recall(self) -> float:
        return self.hits / (self.wanted or 1)

    @property
    def precision(self) -> float:
        return self.hits / (self.given or 1)


def plain(value: object) -> str:
    """The value as compared: blind to case, white space, bullets, words broken by a hyphen and the last full stop."""
    if value is None or value is False:
        return ""
    if value is True:
        return "ja"
    joined = " / ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    text = BULLETS.sub(" ", unicodedata.normalize("NFC", joined).replace("\u00ad", ""))
    return re.sub(r"\s+", " ", BROKEN_WORD.sub("-", text)).strip(" .:;").casefold()


@cache
def agree(a: str, b: str) -> bool:
    if a == b:
        return True
    if min(len(a), len(b)) < SHORT:
        return re.sub("[ -]", "", a) == re.sub("[ -]", "", b)
    likeness = SequenceMatcher(None, a, b, autojunk=False)
    # The quick bounds are never below the likeness itself.
    return likeness.real_quick_ratio() >= ALIKE <= likeness.quick_ratio() and likeness.ratio() >= ALIKE


def cells(row: Row, *, one_period: bool) -> Cells:
    """The cells of a row that hold anything: field -> what is compared."""
    found = {field: plain(getattr(row, field)) for field in FIELDS}
    for group in ("results", "risk_assessments"):
        for period, value in getattr(row, group).items():
            for part, told in value.model_dump(by_alias=True).items():
                found[f"{group}/{'*' if one_period else plain(period)}/{part}"] = plain(told)
    return {field: value for field, value in found.items() if value}


def score(name: str, true: Document, read: Document) -> Score:
    one_period = len(true.periods) <= 1
    wanted = [cells(row, one_period=one_period) for row in true.rows]
    given = [cells(row, one_period=one_period) for row in read.rows]
    pairs = _pairs(wanted, given)
    of = {i: given[j] for i, j in pairs}
    hits, losses = _compare(wanted, of)
    return Score(
        name=name,
        hits=hits,
        wanted=sum(map(len, wanted)),
        given=sum(map(len, given)),
        rows_wanted=len(wanted),
        rows_read=len(given),
        kept=_kept(true, read),
        losses=tuple(losses),
        surplus=tuple(_surplus(wanted, given, {j: i for i, j in pairs})),
        head=tuple(_head(true, read)),
    )


def _compare(wanted: list[Cells], of: dict[int, Cells]) -> tuple[int, list[Loss]]:
    hits, losses = 0, []
    for i, row in enumerate(wanted):
        for field, value in row.items():
            got = of.get(i, {}).get(field, "")
            if agree(value, got):
                hits += 1
            else:
                losses.append(Loss(field, i + 1, value, got))
    return hits, losses


def _surplus(wanted: list[Cells], given: list[Cells], pair_of: dict[int, int]) -> Iterable[Loss]:
    """Cells that were read where the truth has nothing."""
    for j, row in enumerate(given):
        i = pair_of.get(j)
        for field, value in row.items():
            if i is None or field not in wanted[i]:
                yield Loss(field, None if i is None else i + 1, "", value)


def _head(true: Document, read: Document) -> Iterable[Loss]:
    """What the head of the document tells; shown, not scored."""
    for field in HEAD:
        value, got = plain(getattr(true, field)), plain(getattr(read, field))
        if value and value != got:
            yield Loss(field, None, value, got)


def _kept(true: Document, read: Document) -> float:
    """The share of the true paragraphs of running text that stand in what was read."""
    paragraphs = [plain(part).replace(" ", "") for block in true.texts for part in block.text.split("\n")]
    held = plain(" ".join(block.text for block in read.texts)).replace(" ", "")
    return sum(paragraph in held for paragraph in paragraphs) / len(paragraphs) if paragraphs else 1.0


def _pairs(wanted: list[Cells], given: list[Cells]) -> list[tuple[int, int]]:
    """The pairing of rows, in their order, with the highest total likeness."""
    like = [[_likeness(a, b) for b in given] for a in wanted]
    best = _best(like, len(given))
    i = j = 0
    pairs = []
    while i < len(wanted) and j < len(given):
        if like[i][j] > 0 and best[i][j] == best[i + 1][j + 1] + like[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _best(like: list[list[float]], width: int) -> list[list[float]]:
    """best[i][j]: the highest total likeness of the rows from i with the rows from j."""
    best = [[0.0] * (width + 1) for _ in range(len(like) + 1)]
    for i in range(len(like) - 1, -1, -1):
        for j in range(width - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + like[i][j])
    return best


def _likeness(a: Cells, b: Cells) -> float:
    fields = set(a) | set(b)
    return sum(agree(a.get(field, ""), b.get(field, "")) for field in fields) / (len(fields) or 1)
