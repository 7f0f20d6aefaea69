"""A workbook that has come back -> its rows, opened in a child process with limits on memory and time."""

from pydantic import ValidationError

from internkoll.imports.readers.guard import DAMAGED, Unreadable, check_size
from internkoll.imports.reading import ask_child
from internkoll.imports.workbooks.returned import ReturnedBook

__all__ = ["Unreadable", "open_returned"]

_CHILD = "internkoll.imports.workbooks.child"


def open_returned(data: bytes, name: str, *, year: int) -> ReturnedBook:
    """`name` is only told in messages; `year` is meant where a day is written without one.

    Raises Unreadable, whose text is one message to the person who chose the file.
    """
    check_size(data)
    answer = ask_child(_CHILD, data, name, str(year))
    if "unreadable" in answer:
        raise Unreadable(answer["unreadable"])
    try:
        return ReturnedBook.model_validate(answer["book"])
    except (KeyError, ValidationError) as error:
        raise Unreadable(DAMAGED) from error
