"""The form by which the overall assessment is decided."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from internkoll.assessment.models import Assessment
from internkoll.base.looks import EditForm, LongText
from internkoll.rules.conclusions import Figures, contradictions
from internkoll.rules.method import Method


class AssessmentForm(EditForm):
    """`contradicts` holds what goes against the chosen class, once it is known; then it must be confirmed."""

    outcome = forms.ChoiceField(label=_("Bedömning"), choices=[], widget=forms.RadioSelect)
    reasons = LongText(
        label=_("Motivering"),
        rows=6,
        help_text=_("Varför bedömningen är den rätta: vad resultaten visar, och vad som görs åt det som brister."),
    )
    confirmed = forms.BooleanField(label=_("Bedömningen gäller ändå, och motiveringen säger varför"), required=False)

    def __init__(self, *args: Any, method: Method, figures: Figures, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.method, self.figures = method, figures
        self.contradicts: tuple[str, ...] = ()
        outcome = self.fields["outcome"]
        assert isinstance(outcome, forms.ChoiceField)  # noqa: S101  what it was declared as
        outcome.choices = [(known.word, known.word) for known in method.assessments]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        self.contradicts = contradictions(told.get("outcome", ""), self.figures, self.method)
        if self.contradicts and not told.get("confirmed"):
            self.add_error("confirmed", _("Kryssa i rutan om bedömningen gäller ändå, eller välj en annan."))
        return told

    @classmethod
    def initial_of(cls, decided: Assessment | None, method: Method) -> dict[str, Any]:
        """What is chosen from the start: what has been decided, and nothing where nothing has."""
        if decided is None:
            return {"edits": 0}
        known = method.assessment(decided.outcome)
        outcome = known.word if known else decided.outcome
        return {"outcome": outcome, "reasons": decided.reasons, "edits": decided.edits}
