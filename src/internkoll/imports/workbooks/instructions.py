"""What the first sheet of a workbook says: what to fill in, by when, where to send it, and what the words mean."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import override

from internkoll.imports.workbooks.contents import BookContents, Meaning
from internkoll.imports.workbooks.layout import ROWS_SHEET

_DAY = "j F Y"


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with lines below it; a line is a label, which may be empty, and a text."""

    heading: str
    lines: tuple[tuple[str, str], ...]


def facts_of(book: BookContents) -> tuple[tuple[str, str], ...]:
    # The book is in Swedish, whatever language its sender has chosen for the pages.
    with override("sv"):
        day = date_format(book.due, _DAY) if book.due else ""
    name, address = book.sender
    facts = (
        ("Nämnd", f"{book.board}, {book.municipality}"),
        ("Period", book.period),
        ("För", book.audience or "hela nämnden"),
        ("Antal kontroller", str(len(book.rows))),
        ("Svara senast", day),
        ("Skicka tillbaka till", f"{name}, {address}"),
    )
    return tuple((label, text) for label, text in facts if text)


def parts_of(book: BookContents) -> tuple[Part, ...]:
    parts = (Part("Gör så här", _steps(book)), *_meanings(book), Part("Bra att veta", _good_to_know(book)))
    return tuple(part for part in parts if part.lines)


def _steps(book: BookContents) -> tuple[tuple[str, str], ...]:
    choices = [column.heading for column in book.columns if column.choices]
    text = next(column.heading for column in book.columns if column.key == "text")
    pick = f"Välj {' och '.join(choices)} i listan som visas när du klickar i cellen. " if choices else ""
    steps = (
        f"Öppna bladet ”{ROWS_SHEET}”. Varje rad är en kontroll. Fyll i de vita cellerna till höger.",
        f"{pick}Skriv under {text} vad ni har kontrollerat och vad ni såg: hur många ärenden, från vilken tid och vad "
        "som avvek. Alt+Enter ger ny rad i cellen.",
        _about_actions(book),
        "Lämna raden som den är om kontrollen inte är gjord. Den räknas då som inte rapporterad.",
        "Skriv ditt namn vid ”Ifyllt av” här ovanför, spara boken och skicka den till den som står under ”Skicka "
        "tillbaka till”.",
    )
    return tuple((f"{number}.", step) for number, step in enumerate(filter(None, steps), start=1))


def _about_actions(book: BookContents) -> str:
    remarks = [meaning.word for meaning in book.classes if meaning.is_remark]
    how = "Ange vad som ska göras, vem som ansvarar och när det ska vara klart: en dag, till exempel 2026-03-31, eller "
    how += f"ord som ”hösten {book.year}”."
    if not remarks:
        return f"Skriv en åtgärd om något behöver göras. {how}"
    words = " eller ".join((", ".join(f"”{word}”" for word in remarks[:-1]), f"”{remarks[-1]}”")).removeprefix(
        " eller "
    )
    return f"Väljer du {words} behövs en åtgärd, eller skälet till att ingen behövs. {how}"


def _meanings(book: BookContents) -> tuple[Part, ...]:
    heading = {column.key: column.heading for column in book.columns}
    told = (("outcome", book.classes), ("status", book.statuses))
    return tuple(
        Part(
            f"{heading[key]}: vad orden betyder", tuple((meaning.word, _meaning(key, meaning)) for meaning in meanings)
        )
        for key, meanings in told
        if any(meaning.description or meaning.is_remark for meaning in meanings)
    )


def _meaning(key: str, meaning: Meaning) -> str:
    if meaning.is_remark:
        return f"{meaning.description} Behöver en åtgärd, eller skälet till att ingen behövs.".strip()
    return meaning.description or ("Behöver ingen åtgärd." if key == "outcome" else "")


def _good_to_know(book: BookContents) -> tuple[tuple[str, str], ...]:
    told = (
        "De grå cellerna visar planen och går inte att ändra. Låset har inget lösenord: det är till för att ingen ska "
        "skriva i fel cell av misstag. Allt kontrolleras när boken läses in.",
        "Rader som läggs till läses inte in. Ta inte bort de dolda kolumnerna och det dolda bladet: de visar vilken "
        "kontroll varje rad hör till.",
        "Har någon annan rapporterat samma kontroll medan du hade boken ser samordnaren båda svaren och avgör.",
        "Skriv inga personuppgifter.",
    )
    return tuple(("•", text) for text in told)
