"""Tables and text as read -> the rows of the exchange format, with notices on all that could not be placed."""

from internkoll.imports.rows.document import document_of

__all__ = ["document_of"]
