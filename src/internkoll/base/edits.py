"""Two people who change the same thing: the second is told what the first wrote, and loses nothing.

A form carries the count of changes (`edits`) that its thing had when it was shown. A service that saves asks here.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.http import Http404

from internkoll.base.models import Edited

E = TypeVar("E", bound=Edited)


class NoLongerThere(Http404):
    """Someone has taken the thing away since the page was shown."""


class ChangedSince(Exception):
    """Someone has changed the thing since the form was shown. `thing` is as it stands now; nothing was saved."""

    def __init__(self, thing: Edited) -> None:
        super().__init__("Någon annan har ändrat sedan du öppnade sidan.")
        self.thing = thing


def held_for_edit(thing: E, seen: int | None) -> E:
    """The thing as it stands, locked until the transaction ends. Raises ChangedSince where `seen` is not its count.

    Raises NoLongerThere, which is shown as a page that does not exist, where someone has taken it away meanwhile.

    `seen` is None for a change that does not build on what was shown (an import, a command).
    """
    # Without its key: what is added meanwhile and points at the thing does not have to wait, and so never in a ring.
    held: E | None = (
        type(thing)._default_manager.select_for_update(of=("self",), no_key=True).filter(pk=thing.pk).first()
    )
    if held is None:
        raise NoLongerThere("Någon annan har tagit bort det som du ändrar.")
    if seen is not None and held.edits != seen:
        raise ChangedSince(held)
    return held


def change(held: Edited, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Saves the values that differ. Returns what stood before and after, of those alone; both empty if none did."""
    before = {name: getattr(held, name) for name, value in values.items() if getattr(held, name) != value}
    after = {name: values[name] for name in before}
    if after:
        for name, value in after.items():
            setattr(held, name, value)
        held.edits += 1
        held.save(update_fields=[*after, "edits"])
    return before, after
