"""Documents brought in by a browser: a PDF with one column corrected, a pasted table, several files, and back again."""

import pytest
from django.test import Client
from django.urls import reverse

from internkoll.imports.models import ImportedDocument, Reading
from internkoll.plan.models import Check
from tests.browser.axe import problems

pytestmark = pytest.mark.browser

TABLE = """<table><thead><tr><th>Nr<th>Risk<th>Kontrollmoment<th>Metod<th>Vår kod</tr></thead><tbody>
<tr><td>41<td>Risk att avtal löper ut utan att någon märker det<td>Avtalsregistret gås igenom<td>Genomgång<td>AX-17
<tr><td>42<td>Risk att brandlarmen inte fungerar när det brinner<td>Larmen provas<td>Prov i varje hus<td>BQ-03
</table>"""
PAGE = f"""<html lang="sv"><meta charset="utf-8"><title>Internkontrollplan 2024</title>
<style>table {{ border-collapse: collapse }} td, th {{ border: 1px solid; padding: 4px }}</style>
<h1>Internkontrollplan 2024</h1><p>Barnnämnden</p>{TABLE}</html>"""


@pytest.fixture
def page(cast, opened):
    client = Client()
    client.force_login(cast.coordinator)
    page = opened(client=client)
    page.goto(reverse("documents", args=[cast.board.pk]))
    return page


@pytest.fixture
def pdf(browser):
    """As a browser prints a page."""
    made = browser.new_page()
    made.set_content(PAGE)
    data = made.pdf(format="A4", landscape=True)
    made.close()
    return {"name": "Internkontrollplan 2024.pdf", "mimeType": "application/pdf", "buffer": data}


def new_checks(cast):
    found = Check.objects.filter(control__plan__unit=cast.board, control__planned_risk__number__in=["41", "42"])
    return list(found.order_by("position").values_list("control__text", "responsible"))


def test_a_pdf_is_brought_in_with_one_column_corrected_and_taken_back(page, pdf, cast):
    page.get_by_label("Filer").set_input_files(pdf)
    page.get_by_role("button", name="Läs dokumentet").click()
    page.wait_for_url("**/inlasningar/*/")
    rows = page.get_by_role("region", name="Rad för rad")
    assert rows.get_by_text("AX-17", exact=True).count() == 1  # it stands in the document, and was read as nothing
    assert not problems(page)
    page.get_by_label("Vår kod läses som").select_option("Ansvarig")
    page.get_by_role("button", name="Läs om med de här kolumnerna").click()
    page.get_by_role("status").get_by_text("Läst på nytt").wait_for()
    assert rows.get_by_text("AX-17", exact=True).count() == 2
    page.get_by_role("link", name="Gå vidare till inläsning").click()
    assert not problems(page)
    page.get_by_role("button", name="Läs in allt").click()
    page.get_by_text("Dokumentet är inläst: 2 rader lades till").wait_for()
    assert new_checks(cast) == [("Avtalsregistret gås igenom", "AX-17"), ("Larmen provas", "BQ-03")]
    page.get_by_role("link", name="Ta tillbaka Internkontrollplan 2024.pdf").click()
    assert not problems(page)
    page.get_by_role("button", name="Ta tillbaka").click()
    page.get_by_text("Inläsningen är tillbakatagen").wait_for()
    assert new_checks(cast) == []
    assert page.get_by_label("Vår kod läses som").input_value() == "responsible"


def test_a_table_is_pasted_as_the_clipboard_has_it(page, cast):
    field = page.get_by_label("Eller klistra in en tabell")
    field.focus()
    page.evaluate(
        """html => {
            const held = new DataTransfer();
            held.setData("text/html", html);
            held.setData("text/plain", "Nr Risk Kontrollmoment");
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: held, bubbles: true }));
        }""",
        TABLE,
    )
    field.fill("Nr Risk Kontrollmoment")
    page.evaluate("html => { document.querySelector('[name=html]').value = html }", TABLE)
    page.get_by_role("button", name="Läs dokumentet").click()
    page.wait_for_url("**/inlasningar/*/")
    page.get_by_role("link", name="Gå vidare till inläsning").click()
    page.get_by_role("button", name="Läs in allt").click()
    page.get_by_text("2 rader lades till").wait_for()
    assert [text for text, _ in new_checks(cast)] == ["Avtalsregistret gås igenom", "Larmen provas"]
    assert ImportedDocument.objects.filter(name="Inklistrad tabell").count() == 1


def test_several_files_show_how_far_they_have_come_and_one_that_fails_says_why(page, pdf):
    other = {"name": "Bild.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(200)}
    page.get_by_label("Filer").set_input_files([pdf, other])
    page.get_by_role("button", name="Läs dokumentet").click()
    told = page.locator("#gang")
    told.get_by_role("link", name="Titta och rätta").wait_for()
    told.get_by_text("Bild.png: Filen är en bild (PNG)").wait_for()
    assert Reading.objects.count() == 1


def test_a_line_is_split_by_keyboard(page, pdf):
    page.get_by_label("Filer").set_input_files(pdf)
    page.get_by_role("button", name="Läs dokumentet").click()
    page.wait_for_url("**/inlasningar/*/")
    page.get_by_role("link", name="Rätta eller dela").last.focus()
    page.keyboard.press("Enter")
    field = page.get_by_label("Kontrollmoment")
    field.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("\n---\nLarmen byts ut")
    assert not problems(page)
    page.get_by_role("button", name="Spara raden").press("Enter")
    page.get_by_text("Raden är delad i 2.").wait_for()
    assert page.get_by_role("heading", name="(del 2)").is_visible()
