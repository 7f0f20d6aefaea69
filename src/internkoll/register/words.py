"""What a municipality calls the ways of responding to a risk, and the categories that it sorts risks by."""

from internkoll.register.models import Response
from internkoll.rules.method import Method


def response_word(method: Method, kind: str) -> str:
    """The municipality's own word for the kind, else the usual one."""
    own = next((way.word for way in method.responses if way.meaning == kind), "")
    word = own or str(Response.Kind(kind).label)
    return word[:1].upper() + word[1:]


def categories_of(method: Method) -> tuple[str, ...]:
    return tuple(category.word for category in method.categories)
