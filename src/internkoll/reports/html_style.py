"""The look of a report on a web page, on screen and on paper. All rules are held within `.report`.

The colours are the product's where the page has them (the design system's variables), else those of the other files.
"""

from internkoll.reports.palette import EDGE, HEADER_FILL, INK, LINE, QUIET, SHADES
from internkoll.rules.method import Tone

# The names that the design system has for the tones.
_SYSTEM: dict[Tone, str] = {
    "good": "success",
    "notice": "info",
    "warning": "warning",
    "danger": "danger",
    "neutral": "neutral",
}


def _color(name: str, fallback: str) -> str:
    return f"var(--ds-color-{name}, #{fallback})"


_TONES = "\n".join(
    f".report .tone-{tone} {{ background: {_color(f'{_SYSTEM[tone]}-surface-default', shade.fill)};"
    f" color: {_color(f'{_SYSTEM[tone]}-text-default', shade.ink)}; }}"
    for tone, shade in SHADES.items()
)
_WIDTHS = "\n".join(f".report .width-{share} {{ width: {share}%; }}" for share in range(1, 101))

STYLESHEET = f"""
.report {{ color: {_color("neutral-text-default", INK)}; line-height: 1.5; }}
.report :is(h1, h2, h3, h4, h5, h6) {{ line-height: 1.25; margin: 1.6em 0 .5em; }}
.report :is(h1, h2, h3, h4, h5, h6):first-child {{ margin-top: 0; }}
.report .subtitle {{ color: {_color("neutral-text-subtle", QUIET)}; font-size: 1.15em; margin: 0 0 1em; }}
.report .facts {{ display: grid; grid-template-columns: max-content 1fr; gap: .2em 1.5em; margin: 0 0 1.5em; }}
.report .facts dt {{ font-weight: 700; }}
.report .facts dd {{ margin: 0; }}
.report .front {{ max-width: 42em; }}
.report .front p {{ margin: 0 0 .8em; }}
.report .outline {{ border-inline-start: 4px solid {_color("neutral-border-subtle", LINE)};
  margin: 0 0 2em; padding-inline-start: 1.2em; }}
.report .outline p {{ margin: 0 0 .5em; }}
.report .outline ol {{ list-style: none; margin: 0; padding: 0; }}
.report .outline ol ol {{ padding-inline-start: 1.2em; }}
.report .outline li {{ margin: .25em 0; }}
.report .outline a {{ color: {_color("accent-text-default", "0A4A8A")}; }}
.report .scroll {{ overflow-x: auto; margin: 0 0 1.5em; }}
.report table {{ border-collapse: collapse; width: 100%; min-width: 60em; font-size: .9em;
  border-block: 1px solid {_color("neutral-border-default", EDGE)}; }}
.report caption {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }}
.report :is(th, td) {{ text-align: start; vertical-align: top; padding: .5em .6em;
  overflow-wrap: break-word; hyphens: auto; border-block-end: 1px solid {_color("neutral-border-subtle", LINE)}; }}
.report thead th {{ background: {_color("neutral-surface-tinted", HEADER_FILL)}; hyphens: manual; }}
.report tbody th {{ font-weight: 400; }}
.report :is(th, td) > * {{ margin: 0 0 .4em; }}
.report :is(th, td) > :last-child {{ margin-bottom: 0; }}
.report ul {{ padding-inline-start: 1.1em; }}
.report .mark {{ display: inline-block; padding: .05em .5em; border-radius: .25em; font-weight: 700; hyphens: manual; }}
.report .muted, .report .label {{ color: {_color("neutral-text-subtle", QUIET)}; }}
{_TONES}
{_WIDTHS}
@media print {{
  .report {{ font-size: 9pt; }}
  .report .scroll {{ overflow: visible; }}
  .report table {{ min-width: 0; table-layout: fixed; }}
  .report :is(h1, h2, h3, h4, h5, h6) {{ break-after: avoid; }}
  .report .short {{ break-inside: avoid; }}
  .report thead {{ break-inside: avoid; break-after: avoid; }}
  .report tbody tr:first-child {{ break-before: avoid; }}
  .report .mark {{ print-color-adjust: exact; border: 1px solid currentcolor; }}
  .report thead th {{ print-color-adjust: exact; }}
}}
"""

PAGE_STYLE = f"""
@page {{ size: A4 landscape; margin: 14mm; }}
html {{ color-scheme: light; }}
body {{ font-family: Arial, "Liberation Sans", Helvetica, sans-serif; margin: 0 auto; max-width: 90rem;
  padding: 2rem clamp(1rem, 4vw, 3rem); background: #fff; color: #{INK}; }}
@media print {{ body {{ padding: 0; max-width: none; }} }}
"""
