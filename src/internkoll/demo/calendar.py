"""The demo's years: its texts tell of 2023-2025, and are moved so that their last day is the latest one gone by."""

import re
from dataclasses import dataclass
from datetime import date

FIRST_YEAR, LAST_YEAR = 2023, 2025
# The last day that each stage knows of; what is reported later has not happened yet.
STAGES = {
    "plan": date(LAST_YEAR, 3, 1),
    "t1": date(LAST_YEAR, 6, 15),
    "idag": date(LAST_YEAR, 10, 15),
}
_YEAR = re.compile(r"(?<!\d)20[12]\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Calendar:
    """`years_later`: how many years later than its texts say that the demo takes place."""

    years_later: int = 0

    @classmethod
    def for_today(cls, today: date) -> "Calendar":
        """The one whose last day is the latest that is not after today."""
        is_reached = (today.month, today.day) >= (STAGES["idag"].month, STAGES["idag"].day)
        return cls(today.year - LAST_YEAR - (0 if is_reached else 1))

    def year(self, year: int) -> int:
        return year + self.years_later

    def day(self, day: date) -> date:
        moved = self.year(day.year)
        # 29 February is in one year of four.
        return day.replace(year=moved, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=moved)

    def text(self, text: str) -> str:
        """The text with every year in it moved: dates, periods and references alike."""
        return _YEAR.sub(lambda found: str(self.year(int(found[0]))), text) if self.years_later else text


AS_WRITTEN = Calendar()
