"""Marieholm, school board: goals in headings, processes in lines of the table, "S3 K4 12" in a cell, a scale below."""

from tests.imports.build import UP, across, bold, heading, paragraph, table

from .written import Written, said, truth

_P = "T3 2022"
_TEXT = (
    "Utbildningsnämnden följer de kommunövergripande målen. Under varje mål finns de processer där nämnden har funnit "
    "risker, och sist i bilagan förklaras hur riskerna har värderats."
)
_HEAD = ["Riskscenario", "Riskbild", "Systematisk kontroll", "Kontrollinsats", "Utförs av", "Tertial 1", "Tertial 2",
         "Tertial 3"]  # fmt: skip

BLOCKS = [
    heading("Bilaga 2. Internkontrollplan 2022 med uppföljning", 1),
    paragraph("Utbildningsnämnden i Marieholms stad"),
    paragraph(_TEXT),
    heading("Mål 1: Alla elever når kunskapskraven", 2),
    table(
        _HEAD,
        across(bold("Process: Elevhälsa"), 8),
        ["Stödinsatser sätts in för sent", "S3 K4 12", "Elevhälsoteam möts varje vecka",
         "Rektor redovisar antal utredningar", "Rektor", "14 utredningar.", "Sommarlov under perioden.",
         "22 utredningar, två veckor i snitt."],
        [UP, UP, UP, "Skolchefen besöker tre skolor", "Skolchef", "", "", "Besöken är gjorda."],
        across(bold("Process: Bemanning"), 8),
        ["Obehöriga lärare undervisar", "S4 K3 12", "Legitimation kontrolleras före anställning",
         "HR gör stickprov i personalakter", "HR-strateg", "Alla hade.", "", "En av trettio saknade kopia."],
    ),
    heading("Mål 2: Trygga och säkra skolor", 2),
    table(
        _HEAD,
        across(bold("Process: Kränkande behandling"), 8),
        ["Kränkningar anmäls inte", "S2 K4 8", "Anmälan görs i systemet samma dag",
         "Antal anmälningar per skola jämförs", "Utredare", "118 anmälningar.", "97 anmälningar.",
         "141 anmälningar."],
    ),
    heading("Så har riskerna värderats", 2),
    table(["Värde", "Sannolikhet (S)", "Konsekvens (K)"], ["1", "Osannolik", "Försumbar"], ["2", "Liten", "Lindrig"],
          ["3", "Möjlig", "Kännbar"], ["4", "Sannolik", "Allvarlig"]),
]  # fmt: skip


def _row(goal, process, risk, s, k, score, systematic, control, who, first, second, third):
    results = {"Tertial 1 2022": first, "Tertial 2 2022": second, "T3 2022": third}
    return {
        "area": [goal, process], "risk": risk, "likelihood": s, "consequence": k, "score": score,
        "systematic_control": systematic, "control": control, "responsible": who,
        "results": {period: said(text) for period, text in results.items() if text},
    }  # fmt: skip


_ONE, _TWO = "Mål 1: Alla elever når kunskapskraven", "Mål 2: Trygga och säkra skolor"
TRUTH = truth(
    [
        _row(_ONE, "Elevhälsa", "Stödinsatser sätts in för sent", 3, 4, 12, "Elevhälsoteam möts varje vecka",
             "Rektor redovisar antal utredningar", "Rektor", "14 utredningar.", "Sommarlov under perioden.",
             "22 utredningar, två veckor i snitt."),
        _row(_ONE, "Elevhälsa", "Stödinsatser sätts in för sent", 3, 4, 12, "Elevhälsoteam möts varje vecka",
             "Skolchefen besöker tre skolor", "Skolchef", "", "", "Besöken är gjorda."),
        _row(_ONE, "Bemanning", "Obehöriga lärare undervisar", 4, 3, 12, "Legitimation kontrolleras före anställning",
             "HR gör stickprov i personalakter", "HR-strateg", "Alla hade.", "", "En av trettio saknade kopia."),
        _row(_TWO, "Kränkande behandling", "Kränkningar anmäls inte", 2, 4, 8, "Anmälan görs i systemet samma dag",
             "Antal anmälningar per skola jämförs", "Utredare", "118 anmälningar.", "97 anmälningar.",
             "141 anmälningar."),
    ],
    [("", _TEXT)],
    given=_P, board="Utbildningsnämnden", municipality="Marieholms stad", year=2022,
)  # fmt: skip

DOCUMENT = Written("marieholm-utbildning-2022", BLOCKS, TRUTH)
