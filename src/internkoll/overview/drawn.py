"""Parts of pages that are drawn before their template is: a long table has many, and each step of a template costs.

Every text is escaped here as a template would escape it, and what is put together is drawn or escaped. (Python's own
`escape` is what Django's calls, without the care for lazy texts that takes as long again.)
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import lru_cache
from html import escape

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from internkoll.reports.blocks import Mark


def joined(parts: Iterable[str]) -> SafeString:
    """The parts as one. Each is drawn or escaped already."""
    # What Django's own mark_safe makes of a text, without the care for lazy texts.
    return SafeString("".join(parts))


@lru_cache(maxsize=2_000)
def drawn(mark: Mark) -> SafeString:
    return joined(render_to_string("parts/mark.html", {"mark": mark}).splitlines())


def paragraphs(text: str) -> SafeString:
    """The text's lines, each as a paragraph that may stand in a link or a cell; as it is where it has but one."""
    if "\n" not in text:
        return joined([escape(text)])
    return joined(f'<span class="ik-paragraph">{escape(line)}</span>\n' for line in text.split("\n") if line.strip())


def broken(text: str) -> str:
    """The text with its line breaks, as a cell has it."""
    return escape(text).replace("\r\n", "\n").replace("\r", "\n").replace("\n", "<br>")


def in_swedish(tag: str, text: str) -> str:
    """What people here wrote, marked as being Swedish, also on an English page. Empty where nothing is written."""
    return f'<{tag} lang="sv">{paragraphs(text)}</{tag}>' if text else ""


def quiet(text: str) -> str:
    """A line of its own, beside what is more important. Empty where nothing is written."""
    return f'<span class="ik-line ik-quiet">{paragraphs(text)}</span>' if text else ""


NONE = '<span class="ik-quiet ik-none">–</span>'


def neutral(words: str) -> str:
    """A mark that neither praises nor warns."""
    return f'<span class="ik-mark" data-tone="neutral">{escape(words)}</span>'


def quiet_word(words: str) -> str:
    return f'<span class="ik-quiet">{escape(words)}</span>'


def cell_begun(label: str, css: str = "", more: str = "") -> str:
    """A cell's beginning, with what its column is called where the row is a card."""
    look = f' class="{css}"' if css else ""
    return f'<td role="cell"{look} data-label="{escape(label)}"{more}>'


def folded(summary: str, content: str) -> str:
    """Shown when it is opened."""
    return f'<details class="ik-details"><summary>{summary}</summary>\n<div>{content}</div></details>'


def days() -> Callable[[date], str]:
    """Writes days as the language of the page does, which is asked for once."""
    pattern, language = _("j F Y"), get_language()
    return lambda date_: _written(date_, pattern, language)


def clocks() -> Callable[[datetime], str]:
    """Writes days and hours as the language of the page does, in the time of the place."""
    pattern, language, zone = _("j F Y H.i"), get_language(), get_current_timezone()
    return lambda at: _written(at.astimezone(zone).replace(second=0, microsecond=0), pattern, language)


@lru_cache(maxsize=10_000)
def _written(at: date, pattern: str, language: str | None) -> str:
    return date_format(at, pattern)


def addresses(name: str, *above: int) -> Callable[[int], str]:
    """The addresses of things of one kind, by their keys; `above`: the keys that stand before theirs."""
    head, tail = reverse(name, args=[*above, 0]).rsplit("0", 1)
    return lambda pk: f"{head}{pk}{tail}"
