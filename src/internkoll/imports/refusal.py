"""Why a document can't be brought in, or an import not be taken back."""

from collections.abc import Sequence

from internkoll.rules.notices import Notice


class ImportRefused(ValueError):
    """The document can't be brought in; `notices` tells every reason with its place."""

    def __init__(self, notices: Sequence[Notice]) -> None:
        super().__init__("\n".join(str(notice) for notice in notices))
        self.notices = tuple(notices)
