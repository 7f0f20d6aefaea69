"""The sheet on which many risks are estimated at once: read from what was sent, and shown again with all of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from internkoll.base.pages import whole_number
from internkoll.register.estimate_pages import SheetField, SheetRow
from internkoll.register.estimate_parts import Part, estimate_from, mark_of, parts_of, written_in
from internkoll.register.estimates import SeenEstimate
from internkoll.register.forms import field_for
from internkoll.register.models import Estimate, Risk
from internkoll.rules.method import Method

_SEPARATOR = "\x1f"


@dataclass(slots=True)
class Sheet:
    """`sent` is what was typed, empty where the sheet is shown for the first time."""

    risks: Sequence[Risk]
    held: Mapping[int, Estimate]
    method: Method
    sent: Mapping[str, Any]
    errors: dict[str, str] = field(default_factory=dict)
    theirs: Mapping[int, Estimate] = field(default_factory=dict)

    @property
    def parts(self) -> tuple[Part, ...]:
        return parts_of(self.method)

    def wanted(self) -> list[SeenEstimate]:
        """The estimates that were changed on the sheet. What can't be read is told in `errors`."""
        return [seen for risk in self.risks if (seen := self._wanted(risk))]

    def _wanted(self, risk: Risk) -> SeenEstimate | None:
        typed = {part.name: self.sent.get(f"{part.name}-{risk.pk}", "").strip() for part in self.parts}
        if _SEPARATOR.join(typed.values()) == self.sent.get(f"was-{risk.pk}", _SEPARATOR * (len(typed) - 1)):
            return None
        read = {part.name: self._read(part, risk, typed[part.name]) for part in self.parts}
        seen = whole_number(self.sent.get(f"edits-{risk.pk}"))
        return SeenEstimate(estimate_from(self.method, risk, self.held.get(risk.pk), read), seen)

    def _read(self, part: Part, risk: Risk, typed: str) -> str | int | None:
        known = written_in(self.method, self.held.get(risk.pk))[part.name]
        try:
            return field_for(part, known).clean(typed)  # type: ignore[no-any-return]
        except ValidationError as error:
            self.errors[f"{part.name}-{risk.pk}"] = " ".join(error.messages)
            return None

    def rows(self) -> list[SheetRow]:
        return [self._row(risk, self.held.get(risk.pk)) for risk in self.risks]

    def _row(self, risk: Risk, held: Estimate | None) -> SheetRow:
        shown = written_in(self.method, held)
        theirs = self.theirs.get(risk.pk)
        # What was shown stays what was shown, until it has been told that another has written something else.
        was = _SEPARATOR.join(shown[part.name] for part in self.parts)
        if self.sent and theirs is None:
            was = self.sent.get(f"was-{risk.pk}", was)
        edits = str(held.edits) if held else ""
        if self.sent and theirs is None:
            edits = self.sent.get(f"edits-{risk.pk}", edits)
        return SheetRow(
            risk=risk,
            fields=tuple(self._field(part, risk, shown[part.name]) for part in self.parts),
            edits=edits,
            was=was,
            mark=mark_of(self.method, held),
            theirs=self._told(theirs) if theirs else "",
        )

    def _field(self, part: Part, risk: Risk, shown: str) -> SheetField:
        name = f"{part.name}-{risk.pk}"
        return SheetField(part, f"id_{name}", name, self.sent.get(name, shown), self.errors.get(name, ""))

    def _told(self, estimate: Estimate) -> str:
        shown = written_in(self.method, estimate)
        mark = mark_of(self.method, estimate)
        words = [shown[part.name] for part in self.parts if shown[part.name]] or [_("ingen skattning")]
        return ", ".join([*words, *([mark.word] if mark else [])])
