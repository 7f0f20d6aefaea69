"""What axe-core finds on a page, of WCAG 2.2 AA and of good practice."""

from pathlib import Path

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERYTHING = {"type": "tag", "values": TAGS}
# What is light or dark differs in its colours, and in nothing else that axe looks at.
COLOURS = {"type": "rule", "values": ["color-contrast"]}
RUN = """async only => (await axe.run(document, {runOnly: only, resultTypes: ['violations']})).violations.map(
    found => `${found.id}: ${found.nodes.map(node => node.target + ' ' + node.failureSummary).join('; ')}`)"""
SCROLLS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


def problems(page):
    """The faults of the page as it is now, on a wide and a narrow screen."""
    page.evaluate(AXE)
    size = page.viewport_size
    found = []
    for width in (size["width"], 320):
        page.set_viewport_size({**size, "width": width})
        found += page.evaluate(RUN, EVERYTHING)
        if page.evaluate(SCROLLS):
            found.append(f"the page scrolls sideways at {width} px")
    page.set_viewport_size(size)
    return found
