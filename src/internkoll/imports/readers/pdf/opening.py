"""Opening a PDF within limits, and refusing in clear words what can't be read: locked, damaged, too long, a scan."""

import io
import re
from collections.abc import Iterator, Sequence

import pikepdf

from internkoll.imports.readers.guard import Unreadable
from internkoll.imports.readers.pdf.content import Reader
from internkoll.imports.readers.pdf.shapes import Page
from internkoll.imports.readers.pdf.words import is_drawn_on_text, words_of
from internkoll.rules.notices import Notice

MAX_PAGES = 300
_FEW_CHARS = 25
_COVERS = 0.25
_UNREAD = 0.3
_MOST_PAIRS = 200_000
_WHAT_TO_DO = (
    "Be om dokumentet i Word eller Excel, eller gör en textigenkänning (OCR) av PDF:en först, och försök igen."
)
_LOCKED = "PDF:en är skyddad med lösenord. Öppna den, spara en kopia utan lösenord och försök igen."
_DAMAGED = "PDF:en är skadad eller ofullständig och kan inte öppnas. Spara eller ladda ner den på nytt och försök igen."
_NO_PAGES = "PDF:en har inga sidor. Kontrollera att rätt fil valdes och att den är hel."
_SCAN = f"PDF:en är inskannad: sidorna är bilder utan text som kan läsas in. {_WHAT_TO_DO}"
_NO_TEXT = f"PDF:en har ingen text som kan läsas in. {_WHAT_TO_DO}"
_UNKNOWN_LETTERS = (
    f"PDF:ens typsnitt talar inte om vilka bokstäver de visar, så texten går inte att läsa in. {_WHAT_TO_DO}"
)
_TOO_LONG = (
    "PDF:en har {count} sidor, och gränsen är {limit}. Dela upp den eller spara bara de sidor som planen står på."
)


def open_pdf(data: bytes) -> pikepdf.Pdf:
    """The document, decrypted where an empty password opens it.

    A file that is only locked for editing is read: everyone who holds it can read it on the screen, and what is taken
    here is what its reader would otherwise copy by hand, for the board that it was made for.
    """
    try:
        pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
        count = len(pdf.pages)
    except pikepdf.PasswordError:
        raise Unreadable(_LOCKED) from None
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, RecursionError) as error:
        raise Unreadable(_DAMAGED) from error
    if not count:
        raise Unreadable(_NO_PAGES)
    if count > MAX_PAGES:
        raise Unreadable(_TOO_LONG.format(count=count, limit=MAX_PAGES))
    return pdf


def read_pages(pdf: pikepdf.Pdf) -> tuple[list[Page], list[Notice]]:
    """Every page, and notices that name those that could not be read. Raises Unreadable where none could."""
    reader = Reader()
    pages = [_in_words(reader.read(page, number)) for number, page in enumerate(pdf.pages, 1)]
    unknown = [page for page in pages if page.unread > _UNREAD * (page.letters + page.unread)]
    scanned = [page for page in pages if page not in unknown and _is_scan(page)]
    if sum(page.letters for page in pages if page not in unknown) < _FEW_CHARS:
        is_broken = not unknown and not scanned and bool(pdf.get_warnings())
        raise Unreadable(_DAMAGED if is_broken else _UNKNOWN_LETTERS if unknown else _SCAN if scanned else _NO_TEXT)
    return pages, list(_notices(pages, scanned, unknown))


def _in_words(page: Page) -> Page:
    page.words = words_of(page)
    page.letters = sum(char.text.isalnum() for char in page.chars)
    page.chars = []
    if len(page.rules) * len(page.words) < _MOST_PAIRS:
        page.rules = [rule for rule in page.rules if not is_drawn_on_text(rule, page.words)]
    return page


def _is_scan(page: Page) -> bool:
    """Hardly a letter, and a picture over much of the page."""
    covered = sum((image.x1 - image.x0) * (image.bottom - image.top) for image in page.images)
    return page.letters < _FEW_CHARS and covered > _COVERS * page.width * page.height


def _notices(pages: Sequence[Page], scanned: Sequence[Page], unknown: Sequence[Page]) -> Iterator[Notice]:
    large = [page for page in pages if page.is_too_large]
    if scanned:
        told = _told(scanned, f"är inskannade bilder och lästes inte in. {_WHAT_TO_DO}")
        yield Notice("scanned-pages", "warning", _named(scanned), told)
    if unknown:
        told = _told(unknown, f"har typsnitt som döljer vilka bokstäver det är, och lästes inte rätt. {_WHAT_TO_DO}")
        yield Notice("unknown-letters", "warning", _named(unknown), told)
    if large:
        told = _told(large, "har en för stor ritning och lästes inte helt.")
        yield Notice("too-large-page", "warning", _named(large), told)


def _told(pages: Sequence[Page], what: str) -> str:
    named = _named(pages)
    return f"{named[:1].upper()}{named[1:]} {what}"


def _named(pages: Sequence[Page]) -> str:
    numbers = [page.number for page in pages]
    if len(numbers) == 1:
        return f"sida {numbers[0]}"
    told = re.sub(r", (\d+)$", r" och \1", ", ".join(map(str, numbers)))
    return f"sidorna {told}"
