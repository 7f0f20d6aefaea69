"""A page of rows to decide about: what each shows, and what was typed and chosen on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict

from internkoll.base.pages import whole_number
from internkoll.imports.workbooks.forms import MendForm, fields_to_mend
from internkoll.imports.workbooks.judging import Judged, JudgedBook
from internkoll.imports.workbooks.values import plain
from internkoll.rules.fields import ANSWERS

# What the page's fields are called; each is followed by the check's key where it is of one row.
ROW, TAKE, SEEN, CHOICE = "rad", "ta", "sedd", "val"
BOOK_HOLDS, STANDS = "bok", "har"
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class RowShown:
    """`form`: what can be mended, None where nothing needs to be. `choice`: which holds, where both have changed.

    `problem`: what is wrong with the row itself, told of when the page was sent; `has_problem`: that or some cell is.
    """

    judged: Judged
    form: MendForm | None
    is_taken: bool
    choice: str
    problem: str = ""
    has_problem: bool = False


@dataclass(frozen=True, slots=True)
class Mended:
    """`answers`: what differs from what stands in the book, by check and cell. `errors`: why some can't be kept."""

    answers: Mapping[int, Mapping[str, str]]
    errors: Mapping[int, Mapping[str, str]]

    @property
    def has_errors(self) -> bool:
        return bool(self.errors)


@dataclass(frozen=True, slots=True)
class Decided:
    """`chosen`: the rows to bring in, with the count of changes that each was shown with."""

    chosen: Mapping[int, int] = field(default_factory=dict)
    dropped: Sequence[int] = ()
    filled_in_by: str = ""
    seen: int = 0


def rows_shown(
    judged: JudgedBook,
    rows: Sequence[Judged],
    *,
    typed: QueryDict | None,
    faults: Mapping[int, Mapping[str, str]],
) -> list[RowShown]:
    """`typed`: the page as it was sent, where it is shown again; its texts and choices stay."""
    posted = set(typed.getlist(ROW)) if typed else set()
    return [_shown(judged, row, typed if str(row.key) in posted else None, faults.get(row.key, {})) for row in rows]


def _shown(judged: JudgedBook, row: Judged, typed: QueryDict | None, faults: Mapping[str, str]) -> RowShown:
    form = _form(judged, row, typed, {**row.faults, **faults})
    if typed is None:
        is_taken, choice = row.state == "new" and not row.doubts, ""
    else:
        is_taken, choice = str(row.key) in typed.getlist(TAKE), typed.get(f"{CHOICE}-{row.key}", "")
    elsewhere = [fault for key, fault in faults.items() if form is None or key not in form.fields]
    return RowShown(row, form, is_taken, choice, " ".join(elsewhere), has_problem=bool(faults))


def _form(judged: JudgedBook, row: Judged, typed: QueryDict | None, faults: Mapping[str, str]) -> MendForm | None:
    in_post = _fields_in(typed, row.key) if typed else []
    keys = [key for key in ANSWERS if key in in_post or key in fields_to_mend(faults)]
    if row.check is None or not keys:
        return None
    told = {cell.key: cell.told for cell in row.cells}
    data = {f"{_prefix(row.key)}-{key}": told.get(key, "") for key in keys}
    if typed:
        data |= {name: str(typed[name]) for key in in_post if (name := f"{_prefix(row.key)}-{key}")}
    form = _mend_form(judged, row.key, keys, data)
    form.add_faults(faults)
    return form


def _mend_form(judged: JudgedBook, key: int, keys: Sequence[str], data: Mapping[str, str]) -> MendForm:
    return MendForm(
        data,
        method=judged.method,
        keys=keys,
        headings=judged.headings,
        year=judged.round.year,
        prefix=_prefix(key),
    )


def _prefix(key: int) -> str:
    return f"{ROW}{key}"


def _fields_in(post: QueryDict, key: int) -> list[str]:
    return [name for name in ANSWERS if f"{_prefix(key)}-{name}" in post]


def mended_in(post: QueryDict, judged: JudgedBook) -> Mended:
    answers: dict[int, dict[str, str]] = {}
    errors: dict[int, dict[str, str]] = {}
    for row in _posted(post, judged):
        keys = _fields_in(post, row.key)
        typed = {name: str(post[name]) for key in keys if (name := f"{_prefix(row.key)}-{key}")}
        form = _mend_form(judged, row.key, keys, typed)
        if form.is_valid():
            told = {cell.key: cell.told for cell in row.cells}
            answers[row.key] = {key: text for key, text in form.answers.items() if text != told.get(key, "")}
        else:
            errors[row.key] = {name: str(found[0]) for name, found in form.errors.items()}
    return Mended({key: found for key, found in answers.items() if found}, errors)


def decided_in(post: QueryDict, judged: JudgedBook) -> Decided:
    taken = set(post.getlist(TAKE))
    chosen, dropped = {}, []
    for row in _posted(post, judged):
        choice = post.get(f"{CHOICE}-{row.key}", "")
        if str(row.key) in taken or choice == BOOK_HOLDS:
            chosen[row.key] = _number(post.get(f"{SEEN}-{row.key}", ""))
        elif choice == STANDS:
            dropped.append(row.key)
    by = " ".join(plain(post.get("ifyllt-av", judged.book.filled_in_by)).split())[:_LONGEST_NAME]
    return Decided(chosen, dropped, by, _number(post.get("edits", "")))


def _posted(post: QueryDict, judged: JudgedBook) -> list[Judged]:
    """The rows that stood on the page, of those that the book has."""
    keys = set(post.getlist(ROW))
    return [row for row in judged.to_decide if str(row.key) in keys]


def _number(text: str) -> int:
    """What no row ever has where it is no number."""
    seen = whole_number(text)
    return -1 if seen is None else seen
