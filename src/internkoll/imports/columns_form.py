"""What each column is, by form: a menu a column, whose choices are the fields of the rows in the usual words."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from internkoll.imports.columns_shown import TableShown
from internkoll.imports.rows.corrections import OfColumn
from internkoll.imports.synonyms import Sense

SENSES = {
    Sense.NUMBER: _("Nr"),
    Sense.AREA: _("Område"),
    Sense.RISK: _("Risk"),
    Sense.MANDATORY: _("Obligatorisk"),
    Sense.LIKELIHOOD: _("Sannolikhet"),
    Sense.CONSEQUENCE: _("Konsekvens"),
    Sense.SCORE: _("Riskvärde"),
    Sense.LEVEL: _("Risknivå"),
    Sense.ESTIMATE: _("Skattning, värde och ord i ett"),
    Sense.NEW_ESTIMATE: _("Periodens risknivå"),
    Sense.NEW_ANALYSIS: _("Periodens riskanalys"),
    Sense.WORKING_METHOD: _("Arbetssätt"),
    Sense.SYSTEMATIC_CONTROL: _("Systematisk kontroll"),
    Sense.CONTROL: _("Kontrollmoment"),
    Sense.METHOD: _("Metod"),
    Sense.RESPONSIBLE: _("Ansvarig"),
    Sense.FREQUENCY: _("Frekvens"),
    Sense.RESULT: _("Resultat, som text"),
    Sense.OUTCOME: _("Bedömning (resultatets klass)"),
    Sense.CROSS: _("Kryss för bedömningen i rubriken"),
    Sense.STATUS: _("Status"),
    Sense.ACTION: _("Åtgärd"),
    Sense.ACTION_DUE: _("Åtgärd: klar senast"),
    Sense.ACTION_RESPONSIBLE: _("Åtgärd: ansvarig"),
    Sense.NO_FIELD: _("Inget fält (läses inte in)"),
}
_LONGEST_PERIOD = 200


def chosen_columns(tables: tuple[TableShown, ...], sent: Mapping[str, str]) -> Iterator[OfColumn]:
    """Those that are said to be something else than they were taken for, or to be just that. What is no choice of the
    menu is no choice."""
    for table in tables:
        for column in table.columns:
            sense = sent.get(column.sense_field, "")
            period = " ".join(sent.get(column.period_field, "").split())[:_LONGEST_PERIOD]
            is_known = sense in {str(known) for known in SENSES}
            if is_known and (sense, period) != (column.sense, column.period):
                yield OfColumn(headings=table.headings, index=column.index, sense=Sense(sense), period=period)
