"""The table of docs/roles.md, as the tests read it: which role may do what."""

from pathlib import Path

DOC = Path(__file__).resolve().parents[1] / "docs" / "roles.md"


def table() -> dict[str, set[str]]:
    """The roles that have each capability, by the capability's name."""
    rows = [_cells(line) for line in DOC.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    heads = rows[0][2:]
    return {
        row[0].strip("`"): {role for role, mark in zip(heads, row[2:], strict=True) if mark == "ja"} for row in rows[2:]
    }


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def status_for(role: str, place: str, capability: str) -> int:
    """What a person with that role gets: 200 where it is let (or what follows from it), 403, or 404.

    `place` is where the role is held, seen from the board: "own" (at it), "above" (at the municipality), "below" (at a
    unit of the board), "other" (at another board), "elsewhere" (in another municipality).
    """
    if place not in ("own", "above"):
        return 404
    allowed = table()
    if role not in allowed["read"]:
        return 404
    return 200 if role in allowed[capability] else 403
