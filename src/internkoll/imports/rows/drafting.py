"""The pieces of a document, in order -> drafts of its rows, each under the headings and group names above it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from internkoll.imports.dated_marks import mark_of_heading
from internkoll.imports.period_marks import Mark
from internkoll.imports.readers.shapes import Heading, Paragraph
from internkoll.imports.rows.drafts import Draft, Periods
from internkoll.imports.rows.folding import folded
from internkoll.imports.rows.groups import Sorted, runs, sort_entries
from internkoll.imports.rows.inheritance import inherit
from internkoll.imports.rows.lines import LineReader
from internkoll.imports.rows.names import Name, nest
from internkoll.imports.rows.plan import Entry, Plan
from internkoll.imports.rows.regions import Aside, Piece, is_sheet_name
from internkoll.imports.rows.subjects import take_subjects, values_beside
from internkoll.imports.rows.values import value_group
from internkoll.rules.notices import Notice


@dataclass(slots=True)
class Drafting:
    """`data` are the lines that became rows, by table; `groups` the group rows above the line that is read, in its
    table; `told` gathers what there is to tell."""

    pieces: Sequence[Piece]
    periods: Periods
    stars: frozenset[str]
    told: list[Notice]
    data: list[tuple[Plan, list[Entry]]] = field(default_factory=list)
    groups: tuple[Name, ...] = ()

    def tables(self) -> Iterator[tuple[Plan, list[Draft]]]:
        """Each table of the plan with its drafts."""
        names: tuple[Name, ...] = ()
        run: list[Name] = []
        periods = self.periods
        marks = self._marks_of_sheets()
        for piece in self.pieces:
            if isinstance(piece, Heading):
                run.append(as_name(piece))
                periods = self._periods_of_sheet(piece, marks) if is_sheet_name(piece) else periods
                continue
            if isinstance(piece, Plan) and self._goes_on(piece, run):
                self.groups = nest(self.groups, [replace(name, in_table=True) for name in run])
                run = []
            else:
                self.groups = ()
            names, run = (nest(names, run) if run else names), []
            value = _value_between(piece)
            names = nest(names, [value]) if value else names
            if isinstance(piece, Plan):
                yield piece, self._plan_drafts(piece, names, periods)

    def _goes_on(self, plan: Plan, run: Sequence[Name]) -> bool:
        """Whether a table continues the one before it, broken between a group row and its lines: then the names
        between, which look like that table's own groups, are groups of it and no headings."""
        before = self.data[-1] if self.data else None
        if before is None or not run or before[0].shape != plan.shape or any(name.level for name in run):
            return False
        alike = {name.signature for name in self.groups}
        return not before[1] or (bool(alike) and all(name.signature in alike for name in run))

    def _marks_of_sheets(self) -> dict[str, Mark]:
        named = [piece.text for piece in self.pieces if is_sheet_name(piece) and isinstance(piece, Heading)]
        return {name: found.mark for name in named if (found := mark_of_heading(name))}

    def _periods_of_sheet(self, sheet: Heading, marks: Mapping[str, Mark]) -> Periods:
        """Sheets that are named "T1", "T2" each hold the results of their period."""
        mark = marks.get(sheet.text) if len(marks) > 1 else None
        return Periods(self.periods.key(mark), self.periods.year)

    def _plan_drafts(self, plan: Plan, headings: tuple[Name, ...], periods: Periods) -> list[Draft]:
        reader = LineReader(plan, periods, self.stars, self.told)
        items = folded(plan, sort_entries(plan), self.told)
        self.data.append((plan, [item.entry for item in items if item.kind in ("data", "parent")]))
        headings, group_above = _first_group_above(plan, items, headings)
        self.groups = group_above or self.groups
        drafts = list(self._under_groups(reader, items, headings))
        names = dict.fromkeys(name for draft in drafts for name in draft.path)
        take_subjects(plan, drafts)
        kept = {name for draft in drafts for name in draft.path}
        self.told += (subject_notice(name) for name in names if name not in kept)
        return drafts

    def _under_groups(self, reader: LineReader, items: Sequence[Sorted], headings: tuple[Name, ...]) -> Iterator[Draft]:
        above: Draft | None = None
        for names, item in runs(items):
            if names:
                self.groups, above = nest(self.groups, names), None
            if item.kind == "text" or (item.kind == "addition" and above is None):
                self.told.append(_text_in_table(item))
            elif item.kind == "addition" and above:
                reader.add_below(above, item.addition)
            else:
                above = self._draft(reader, item.entry, above, (*headings, *self.groups))
                if item.kind == "data":
                    yield above

    @staticmethod
    def _draft(reader: LineReader, entry: Entry, above: Draft | None, path: tuple[Name, ...]) -> Draft:
        draft = reader.read(entry)
        draft.path = path
        inherit(reader.plan, entry, draft, above)
        return draft


def _first_group_above(
    plan: Plan, items: Sequence[Sorted], headings: tuple[Name, ...]
) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    """The headings without, and with, a line directly above the header of a sheet that names the first lines' group
    as the lines below do theirs: one header for all areas often stands below the first one's name."""
    groups = [item.name for item in items if item.kind == "group" and item.name.estimate is None]
    if not (headings and groups and plan.table.is_sheet and plan.header_lines) or items[0].kind == "group":
        return headings, ()
    last = headings[-1]
    above = [line for line in plan.table.lines if line.filled and line.number < plan.header_lines[0].number]
    is_directly_above = bool(above) and plan.table.place(above[-1]) == last.place
    if not is_directly_above or last.level or last.is_section or last.signature != groups[0].signature:
        return headings, ()
    return headings[:-1], (replace(last, in_table=True),)


def as_name(heading: Heading) -> Name:
    is_styled = 0 <= heading.level < 9 and not is_sheet_name(heading)
    return Name(heading.text, heading.level + 1 if is_styled else 0, heading.style == "fet", heading.place)


def _value_between(piece: Piece) -> Name | None:
    """A value that stands between a heading and a table: "Riskvärde: 12 (S 3, K 4)", or a small table of values."""
    if isinstance(piece, Paragraph) and value_group(piece.text) is not None:
        return Name(piece.text, place=piece.place)
    if isinstance(piece, Aside) and (given := values_beside(piece.lines)) is not None:
        return Name("", place=piece.table.name, given=given)
    return None


def subject_notice(name: Name) -> Notice:
    return Notice("subject", "info", name.place, f'"{name.text}" lästes som risken eller kontrollen på raderna under.')


def _text_in_table(item: Sorted) -> Notice:
    text = f'Text i tabellen som inte hör till någon rad: "{item.text}"'
    return Notice("text-in-table", "info", item.entry.place, text)
