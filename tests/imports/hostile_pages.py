"""Web pages that are hostile, broken or simply wrong, built by code."""

from collections.abc import Iterator

from tests.imports.hostile_office import Case
from tests.imports.hostile_texts import TABLE

ROW = "<tr><td>Fel i lön</td><td>Lönelista</td></tr>"


def page_corpus() -> Iterator[Case]:
    yield from (
        ("djup.html", lambda: page("<div>" * 200_000 + TABLE), "för djupt"),
        ("oavslutad.html", lambda: page("<b>" * 1_000 + TABLE), "för djupt"),
        ("avklippt.html", lambda: page(TABLE)[:-40], None),
        ("utan tabell.html", lambda: page("<p>Bara text.</p>"), "ingen tabell"),
        ("tom.html", lambda: b"<html></html>", "ingen tabell"),
        ("hundratusen attribut.html", lambda: page(f"<p {attributes(100_000)}>x</p>{TABLE}"), "mer än vad som"),
        ("gömda attribut.html", lambda: page(f"<p {attributes(100_000, '>')}>x</p>{TABLE}"), "mer än vad som"),
        ("långa spann.html", lambda: page(f"<table>{spans(5_000, 'rowspan')}</table>"), "fler än 200 kolumner"),
        ("breda spann.html", lambda: page(f"<table>{spans(5_000, 'colspan')}</table>"), "fler än 200 kolumner"),
        ("spann åt alla håll.html", lambda: page(f"<table>{spans(5_000, 'rowspan=1000000 colspan')}</table>"), ""),
        ("tusentals tabeller.html", lambda: page(TABLE * 5_000), None),
        ("tabeller i tabeller.html", lambda: page("<table><tr><td>" * 80 + TABLE), ""),
        ("miljarder entiteter.html", declared_entities, None),
        ("fem miljoner entiteter.html", lambda: page("<p>" + "&amp;" * 4_000_000 + TABLE), "mer än vad som"),
        ("en miljon element.html", lambda: page("<b>x</b>" * 1_000_000 + TABLE), "mer än vad som"),
        ("tomma element.html", lambda: page("<b></b>" * 250_000 + TABLE), None),
        ("24 MB mindre än.html", lambda: b"<html>" + b"<" * (24 << 20), "mer än vad som"),
        ("24 MB i en tagg.html", lambda: b"<html><p title='" + b"x" * (24 << 20) + b"'>" + TABLE.encode(), "mer än"),
        ("hundratusen rader.html", lambda: page(f"<table>{ROW * 100_000}</table>"), "mer än|för lång tid"),
        ("utifrån.html", lambda: page(f"<img src=http://192.0.2.1/x><iframe src=file:///x></iframe>{TABLE}"), None),
        ("ramar.html", lambda: b"<html><frameset><frame src=blad1.htm></frameset></html>", "ingen tabell"),
        ("djupt arkiv.mht", deep_archive, "mer än|skadad|för lång tid"),
        ("arkiv utan sida.mht", lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n", "skadad"),
        ("dold plan.html", lambda: page(f"<div style='display:none'>{TABLE}</div>"), "ingen tabell"),
    )  # fmt: skip


def page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><body>{body}</body></html>".encode()


def attributes(count: int, value: str = "1") -> str:
    return " ".join(f'a{number}="{value}"' for number in range(count))


def spans(rows: int, name: str) -> str:
    cells = f"<td {name}=1000000>x</td><td>y</td>"
    return f"<tr><th>Risk</th><th>Kontrollmoment</th></tr>{f'<tr>{cells}</tr>' * rows}"


def declared_entities() -> bytes:
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    return f'<!DOCTYPE html [<!ENTITY l0 "ha">{laughs}]><html><body><p>&l11;</p>{TABLE}</body></html>'.encode()


def deep_archive() -> bytes:
    levels = 5_000
    opened = "".join(f'Content-Type: multipart/mixed; boundary="g{n}"\n\n--g{n}\n' for n in range(levels))
    return f"MIME-Version: 1.0\n{opened}Content-Type: text/html\n\n{TABLE}\n".encode()
