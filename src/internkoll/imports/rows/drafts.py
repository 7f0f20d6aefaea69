"""A row in the making: what one line says by itself, before what it inherits is filled in."""

from dataclasses import dataclass, field

from internkoll.imports.dated_marks import mark_of_heading
from internkoll.imports.period_marks import Mark
from internkoll.imports.rows.names import Name
from internkoll.imports.rows.values import Estimate


@dataclass(frozen=True, slots=True)
class Periods:
    """`default` is the period of results without a mark, `year` that of marks without a year.

    A mark that means the same as the default ("Tertial 1", where that is "T1 2024") is called what the default is.
    """

    default: str
    year: int | None

    def key(self, mark: Mark | None) -> str:
        if mark is None:
            return self.default
        default = mark_of_heading(self.default)
        if default and default.mark.shortest.key(self.year) == mark.shortest.key(self.year):
            return self.default
        return mark.key(self.year) or self.default


@dataclass(slots=True)
class ResultDraft:
    outcome: str | None = None
    status: str | None = None
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.texts)


@dataclass(slots=True)
class AssessmentDraft:
    levels: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """Texts are "" where the line is blank. `path` are the names above: headings, then groups within the table."""

    place: str
    path: tuple[Name, ...] = ()
    areas: list[str] = field(default_factory=list)
    number: str = ""
    risk: str = ""
    working_method: str = ""
    systematic_control: str = ""
    control: str = ""
    method: str = ""
    responsible: str = ""
    frequency: str = ""
    action: str = ""
    estimate: Estimate = field(default_factory=Estimate)
    risk_is_mandatory: bool = False
    control_is_mandatory: bool = False
    continues: bool = False
    results: dict[str, ResultDraft] = field(default_factory=dict)
    assessments: dict[str, AssessmentDraft] = field(default_factory=dict)

    def result(self, period: str) -> ResultDraft:
        return self.results.setdefault(period, ResultDraft())

    def assessment(self, period: str) -> AssessmentDraft:
        return self.assessments.setdefault(period, AssessmentDraft())

    def add(self, name: str, text: str) -> None:
        """Put a text in a field, below what it has already."""
        setattr(self, name, "\n".join(part for part in (getattr(self, name), text) if part))
