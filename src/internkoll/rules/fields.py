"""The fields of the way of working: their names in the rows, and what they are usually called on paper; and those of a
report."""

USUAL_WORDS = {
    "area": "Område",
    "process": "Process",
    "risk_number": "Nr",
    "risk": "Risk",
    "mandatory": "Obligatorisk",
    "score": "Riskvärde",
    "level": "Risknivå",
    "likelihood": "Sannolikhet",
    "consequence": "Konsekvens",
    "working_method": "Arbetssätt",
    "systematic_control": "Systematisk kontroll",
    "control": "Kontrollmoment",
    "method": "Metod",
    "responsible": "Ansvarig",
    "frequency": "Frekvens",
    "outcome": "Bedömning",
    "status": "Status",
    "result": "Resultat",
    "action": "Åtgärd",
    "overall": "Samlad bedömning",
    "risk_assessment": "Periodens riskanalys",
}

# What a Method can say that a way of working uses. "process" and "overall" are words only: a process is an area
# within an area, and the overall assessment belongs to the board and no row.
FIELDS = frozenset(USUAL_WORDS) - {"process", "overall"}

# What a person types of a control in a round: the fields of the report's form, of its draft and of a workbook's rows.
ANSWERS = (
    "status",
    "outcome",
    "text",
    "measured",
    "action_text",
    "action_responsible",
    "action_due",
    "no_action_why",
)
